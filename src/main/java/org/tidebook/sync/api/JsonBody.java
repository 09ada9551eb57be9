package org.tidebook.sync.api;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParserFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.tidebook.sync.problem.HttpProblem;
import org.tidebook.sync.problem.ProblemType;

/**
 * Reads the body of a request as one JSON object, by hand: servers differ in how strict they are.
 */
final class JsonBody {

  /** Made once: each static method of {@code Json} looks its provider up again, in every jar. */
  private static final JsonParserFactory PARSERS = Json.createParserFactory(Map.of());

  private JsonBody() {}

  /**
   * @param maxBytes the largest body that is read
   * @throws HttpProblem {@code too-large}, or {@code bad-request} if it is not one JSON object in
   *     UTF-8
   */
  static JsonObject read(InputStream in, int maxBytes) throws IOException {
    byte[] bytes = in.readNBytes(maxBytes + 1);
    if (bytes.length > maxBytes) {
      throw HttpProblem.of(
          ProblemType.TOO_LARGE, "A body may have at most " + maxBytes + " bytes.");
    }
    if (parse(decode(bytes)) instanceof JsonObject object) {
      return object;
    }
    throw HttpProblem.of(ProblemType.BAD_REQUEST, "The body must be a JSON object.");
  }

  private static JsonValue parse(String text) {
    try (JsonParser parser = PARSERS.createParser(new StringReader(text))) {
      parser.next();
      JsonValue value = parser.getValue();
      if (parser.hasNext()) {
        throw new JsonException("There is more than one value.");
      }
      return value;
    } catch (RuntimeException e) {
      // Not JsonException alone: for what is nested too deeply, parsers throw whatever they like.
      throw HttpProblem.of(ProblemType.BAD_REQUEST, "The body is not readable JSON.");
    }
  }

  /** Strictly: a lenient decoder would store other characters in place of broken ones. */
  private static String decode(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw HttpProblem.of(ProblemType.BAD_REQUEST, "The body is not UTF-8.");
    }
  }
}
