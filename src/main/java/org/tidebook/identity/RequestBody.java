package org.tidebook.identity;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.tidebook.sync.problem.HttpProblem;
import org.tidebook.sync.problem.ProblemType;

/** Reads a small JSON object by hand: servers differ in what they do with other JSON. */
final class RequestBody {

  /** The largest body here is a registration of about 1 KiB. */
  private static final int MAX_BYTES = 16 * 1024;

  private RequestBody() {}

  /**
   * @throws HttpProblem {@code bad-request} if it is not one JSON object, {@code too-large}
   * @throws jakarta.json.JsonException if it is no JSON
   */
  static JsonObject read(InputStream in) throws IOException {
    byte[] bytes = in.readNBytes(MAX_BYTES + 1);
    if (bytes.length > MAX_BYTES) {
      throw HttpProblem.of(ProblemType.TOO_LARGE);
    }
    try (JsonReader reader = Json.createReader(new ByteArrayInputStream(bytes))) {
      JsonValue value = reader.readValue();
      if (value instanceof JsonObject object) {
        return object;
      }
      throw HttpProblem.of(ProblemType.BAD_REQUEST, "The body has to be a JSON object.");
    }
  }
}
