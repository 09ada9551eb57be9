package org.tidebook.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.json.JsonException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidebook.sync.problem.HttpProblem;
import org.tidebook.sync.problem.ProblemType;

class RequestBodyTest {

  @Test
  void anObjectIsRead() throws IOException {
    assertEquals("é", read("{\"name\":\"é\"}").getString("name"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "{}x", "{} {}", "{\"a\":}", "x"})
  void whatIsNoJsonIsRefused(String text) {
    assertThrows(JsonException.class, () -> read(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "[]", "5", "null", "\"text\""})
  void otherJsonIsRefused(String text) {
    Exception refusal = assertThrows(RuntimeException.class, () -> read(text));
    if (refusal instanceof HttpProblem problem) {
      assertEquals(ProblemType.BAD_REQUEST, problem.type());
    } else {
      assertEquals(true, refusal instanceof JsonException, refusal.toString());
    }
  }

  @Test
  void aHugeBodyIsRefusedUnread() {
    HttpProblem problem =
        assertThrows(HttpProblem.class, () -> read("{\"a\":\"" + "x".repeat(20_000) + "\"}"));

    assertEquals(ProblemType.TOO_LARGE, problem.type());
  }

  private static jakarta.json.JsonObject read(String text) throws IOException {
    return RequestBody.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }
}
