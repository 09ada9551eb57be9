package org.tidebook.sync.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HttpProblemTest {

  @Test
  void aProblemSaysOnlyWhatIsKnown() {
    assertEquals(
        "{\"type\":\"not-found\",\"title\":\"There is nothing here\",\"status\":404}",
        HttpProblem.of(ProblemType.NOT_FOUND).toJson().toString());
  }

  @Test
  void invalidFieldsAreListedInOrder() {
    HttpProblem problem =
        HttpProblem.invalid(
            List.of(new FieldError("name", "is missing"), new FieldError("email", "is \"odd\"")));

    assertEquals(
        "[{\"field\":\"name\",\"message\":\"is missing\"},"
            + "{\"field\":\"email\",\"message\":\"is \\\"odd\\\"\"}]",
        problem.toJson().getJsonArray("errors").toString());
  }

  @Test
  void membersAreAddedToACopy() {
    HttpProblem plain = HttpProblem.of(ProblemType.CONFLICT, "The server's version is newer.");
    HttpProblem more = plain.with("entity", JsonValue.EMPTY_JSON_OBJECT);

    assertEquals(JsonValue.EMPTY_JSON_OBJECT, more.toJson().get("entity"));
    assertFalse(plain.toJson().containsKey("entity"));
    assertEquals(Json.createValue("The server's version is newer."), more.toJson().get("detail"));
  }

  @Test
  void whoeverIsNotSignedInIsToldHowAndWhyNot() {
    HttpProblem plain = HttpProblem.of(ProblemType.NOT_SIGNED_IN);

    assertEquals(Map.of("WWW-Authenticate", "Bearer realm=\"Tidebook\""), plain.headers());
    assertEquals(
        Map.of("WWW-Authenticate", "Bearer realm=\"Tidebook\", error=\"invalid_token\""),
        plain.withChallenge("invalid_token").headers());
  }

  @Test
  void aWaitIsInWholeSecondsAndNeverTooShort() {
    HttpProblem problem = HttpProblem.of(ProblemType.SLOW_DOWN);

    assertEquals(
        Map.of("Retry-After", "2"), problem.withRetryAfter(Duration.ofMillis(1_001)).headers());
    assertEquals(Map.of("Retry-After", "5"), problem.headers());
    assertEquals(Map.of("Retry-After", "5"), HttpProblem.of(ProblemType.UNAVAILABLE).headers());
    assertEquals(Map.of(), HttpProblem.of(ProblemType.INTERNAL).headers());
  }

  @Test
  void everyWordIsUnique() {
    assertEquals(
        ProblemType.values().length,
        List.of(ProblemType.values()).stream().map(ProblemType::word).distinct().count());
  }

  @Test
  void aStatusWithoutATypeOfItsOwnKeepsItsClass() {
    assertEquals(ProblemType.BAD_REQUEST, ProblemType.ofStatus(418));
    assertEquals(ProblemType.INTERNAL, ProblemType.ofStatus(502));
    assertEquals(ProblemType.FORBIDDEN, ProblemType.ofStatus(403));
    assertEquals(ProblemType.GONE, ProblemType.ofStatus(410));
    assertTrue(ProblemType.ofStatus(503).retryHelps());
  }
}
