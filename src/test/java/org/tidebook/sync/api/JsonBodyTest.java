package org.tidebook.sync.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidebook.sync.problem.HttpProblem;
import org.tidebook.sync.problem.ProblemType;

class JsonBodyTest {

  @Test
  void anObjectIsRead() throws IOException {
    var body = JsonBody.read(stream("{\"name\": \"Häuser 🏠\"}"), 100);
    assertEquals("Häuser 🏠", body.getString("name"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "{", "[]", "5", "null", "{} {}", "{\"a\":}", "\ufeff{}", "{'a':1}"})
  void anythingElseIsABadRequest(String text) {
    assertEquals(ProblemType.BAD_REQUEST, problem(stream(text), 100).type());
  }

  @Test
  void brokenUtf8IsABadRequestAndNeverStoredAsSomethingElse() {
    var broken = new ByteArrayInputStream(new byte[] {'{', '"', (byte) 0xC3, '"', ':', '1', '}'});
    assertEquals("The body is not UTF-8.", problem(broken, 100).detail());
  }

  @Test
  void whatIsNestedTooDeeplyIsABadRequest() {
    assertEquals(ProblemType.BAD_REQUEST, problem(stream("[".repeat(200_000)), 1_000_000).type());
  }

  @Test
  void aBodyOverTheLimitIsTooLarge() throws IOException {
    JsonBody.read(stream("{}   "), 5);
    assertEquals(ProblemType.TOO_LARGE, problem(stream("{}    "), 5).type());
  }

  private static HttpProblem problem(ByteArrayInputStream body, int maxBytes) {
    return assertThrows(HttpProblem.class, () -> JsonBody.read(body, maxBytes));
  }

  private static ByteArrayInputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }
}
