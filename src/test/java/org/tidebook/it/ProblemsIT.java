package org.tidebook.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.tidebook.server.ApiClient;
import org.tidebook.server.ApiResponse;
import org.tidebook.sync.domain.Stamp;
import org.tidebook.sync.problem.ProblemType;

/** Each kind of error that the protocol knows, provoked by a real request (protocol, 9). */
class ProblemsIT extends TidebookWar {

  private static final String CHANGES = "api/state/changes";

  /** {@link OutageIT} has the database go away; a mistake of the server cannot be asked for. */
  private static final Set<ProblemType> NOT_BY_A_REQUEST_ALONE =
      EnumSet.of(ProblemType.UNAVAILABLE, ProblemType.INTERNAL);

  private final Map<ProblemType, Supplier<ApiResponse>> requests = new EnumMap<>(ProblemType.class);

  ProblemsIT() {
    requests.put(ProblemType.BAD_REQUEST, () -> owner().get(CHANGES + "?since=yesterday"));
    requests.put(ProblemType.NOT_SIGNED_IN, () -> stranger().get(CHANGES));
    requests.put(ProblemType.FORBIDDEN, this::pushOfAViewer);
    requests.put(
        ProblemType.WRONG_SESSION, () -> owner().get(CHANGES, "Tidebook-Session", "some/one"));
    requests.put(ProblemType.NOT_FOUND, () -> owner().get("api/nothing/here"));
    requests.put(ProblemType.METHOD_NOT_ALLOWED, () -> owner().call("PUT", CHANGES, "{}"));
    requests.put(
        ProblemType.NOT_ACCEPTABLE, () -> owner().get(CHANGES, "Accept", "application/xml"));
    requests.put(ProblemType.CONFLICT, this::removalOfTheLastOwner);
    requests.put(
        ProblemType.RESYNC_REQUIRED,
        () -> owner().get(CHANGES + "?since=2026-11-22T08:30:00Z&feed=" + UUID.randomUUID()));
    requests.put(ProblemType.TOO_LARGE, () -> owner().post("api/auth/tokens", " ".repeat(20_000)));
    requests.put(
        ProblemType.UNSUPPORTED,
        () -> owner().call("POST", CHANGES, "{\"changes\":[]}", "Content-Type", "text/plain"));
    requests.put(ProblemType.INVALID, () -> owner().post("api/users", "{}"));
    requests.put(ProblemType.CLIENT_TOO_OLD, () -> owner().get(CHANGES, "Tidebook-Protocol", "0"));
    requests.put(ProblemType.GONE, this::deletedRecord);
    requests.put(ProblemType.PRECONDITION_FAILED, this::editOfAnotherVersion);
    requests.put(ProblemType.SLOW_DOWN, this::tenthWrongPassword);
  }

  @Test
  void everyProblemTypeIsReached() {
    Set<ProblemType> others = EnumSet.allOf(ProblemType.class);
    others.removeAll(requests.keySet());
    others.removeAll(NOT_BY_A_REQUEST_ALONE);

    assertEquals(Set.of(), others);
  }

  @Test
  void everyProblemIsADocumentThatSaysNothingOfTheServersInside() {
    requests.forEach(
        (type, request) -> {
          ApiResponse answer = request.get();

          assertEquals(type.status(), answer.status(), type + ": " + answer.text());
          assertEquals(type.word(), answer.problemType());
          assertEquals(type.status(), answer.json().getInt("status"));
          assertEquals(type.title(), answer.json().getString("title"));
          assertHasNoInside(answer);
          assertEquals("no-store", answer.header("Cache-Control"));
          Stamp.parse(String.valueOf(answer.header("Tidebook-Time")));
        });
  }

  @Test
  void aProblemThatPassesByItselfSaysWhen() {
    String seconds = String.valueOf(tenthWrongPassword().header("Retry-After"));

    assertEquals("60", seconds);
  }

  @Test
  void theServersOwnRefusalsAreProblemsToo() {
    for (String method : new String[] {"DELETE", "PATCH", "PROPFIND"}) {
      ApiResponse answer = owner().call(method, CHANGES, "");
      assertEquals("method-not-allowed", answer.problemType(), method);
      assertHasNoInside(answer);
    }
    ApiResponse unreadable = owner().get("api/state/changes", "Accept", "///");
    assertEquals("bad-request", unreadable.problemType());
    for (String path : new String[] {"api", "api/", "api/users/x/y", "api/auth"}) {
      ApiResponse answer = owner().get(path);
      assertTrue(answer.status() >= 400 && answer.status() < 500, path + " " + answer.status());
      assertFalse(answer.problemType().isEmpty());
      assertHasNoInside(answer);
    }
  }

  static void assertHasNoInside(ApiResponse answer) {
    String text = answer.text().toLowerCase(Locale.ROOT);
    for (String inside :
        new String[] {"org.", "java", "exception", "select ", "insert ", "\\tat ", "jdbc", "sql"}) {
      assertFalse(text.contains(inside), inside + " in " + answer.text());
    }
  }

  private ApiResponse pushOfAViewer() {
    JsonObject viewer = Members.add(owner(), Members.newMember("viewer"));
    return Members.signedIn(base(), viewer).post(CHANGES, Members.pushOf("Never"));
  }

  private ApiResponse removalOfTheLastOwner() {
    ApiClient owner = owner();
    return owner.call("DELETE", "api/users/" + Members.userId(owner), "");
  }

  private ApiResponse deletedRecord() {
    ApiClient owner = owner();
    String address = savedContact(owner);
    assertEquals(204, owner.call("DELETE", address, "").status());
    return owner.get(address);
  }

  private ApiResponse editOfAnotherVersion() {
    ApiClient owner = owner();
    String address = savedContact(owner);
    return owner.call(
        "PATCH", address, "{}", "Content-Type", "application/json", "If-Match", "\"another\"");
  }

  private static String savedContact(ApiClient owner) {
    String address = "api/contacts/" + UUID.randomUUID();
    String body = "{\"name\":\"Ayu\",\"kind\":\"client\"}";
    assertEquals(
        201, owner.call("PUT", address, body, "Content-Type", "application/json").status());
    return address;
  }

  private ApiResponse tenthWrongPassword() {
    String credentials =
        "{\"email\":\"" + UUID.randomUUID() + "@example.org\",\"password\":\"wrong\"}";
    for (int i = 0; i < 9; i++) {
      assertEquals(401, stranger().post("api/auth/login", credentials).status());
    }
    return stranger().post("api/auth/login", credentials);
  }
}
