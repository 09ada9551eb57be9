package org.tidebook.identity;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.stream.JsonParser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.NoSuchElementException;
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
    try (JsonParser parser = Json.createParser(new ByteArrayInputStream(bytes))) {
      if (parser.next() != JsonParser.Event.START_OBJECT) {
        throw HttpProblem.of(ProblemType.BAD_REQUEST, "The body has to be a JSON object.");
      }
      JsonObject object = parser.getObject();
      // Asked for more, the parser fails on anything behind the object; a reader would not look.
      if (parser.hasNext()) {
        throw HttpProblem.of(ProblemType.BAD_REQUEST, "The body has to be one JSON object.");
      }
      return object;
    } catch (NoSuchElementException e) {
      throw HttpProblem.of(ProblemType.BAD_REQUEST, "The body is empty.");
    }
  }
}
