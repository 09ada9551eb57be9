package org.tidebook.sync.api;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.stream.JsonGenerator;
import jakarta.json.stream.JsonGeneratorFactory;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Answers with JSON that is written while it goes out (A3), compressed where it pays and is
 * accepted. Compressed here, since the servers' own compression leaves out {@code Vary}.
 */
final class JsonStream {

  private static final JsonGeneratorFactory GENERATORS = Json.createGeneratorFactory(Map.of());
  private static final Pattern GZIP =
      Pattern.compile("(^|,)\\s*gzip\\s*(;|,|$)", Pattern.CASE_INSENSITIVE);
  private static final Pattern NO_GZIP =
      Pattern.compile("(^|,)\\s*gzip\\s*;\\s*q=0(\\.0*)?\\s*(,|$)", Pattern.CASE_INSENSITIVE);
  private static final int BUFFER_BYTES = 16 * 1024;

  private JsonStream() {}

  /**
   * @param headers of the request
   * @param large whether the document is likely to be larger than about 1 kB
   */
  static Response answer(HttpHeaders headers, boolean large, Consumer<JsonGenerator> document) {
    boolean compress = large && acceptsGzip(headers.getHeaderString(HttpHeaders.ACCEPT_ENCODING));
    StreamingOutput body = out -> write(out, compress, document);
    Response.ResponseBuilder response =
        Response.ok(body, MediaType.APPLICATION_JSON_TYPE)
            .header(HttpHeaders.CACHE_CONTROL, "no-store")
            .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
    if (compress) {
      response.header(HttpHeaders.CONTENT_ENCODING, "gzip");
    }
    return response.build();
  }

  /** Whether a request accepts gzip; {@code gzip;q=0} refuses it. */
  static boolean acceptsGzip(@Nullable String acceptEncoding) {
    return acceptEncoding != null
        && GZIP.matcher(acceptEncoding).find()
        && !NO_GZIP.matcher(acceptEncoding).find();
  }

  private static void write(OutputStream out, boolean compress, Consumer<JsonGenerator> document)
      throws IOException {
    OutputStream bytes = compress ? new GZIPOutputStream(out, BUFFER_BYTES) : out;
    try (JsonGenerator json = GENERATORS.createGenerator(bytes)) {
      document.accept(json);
    } catch (JsonException e) {
      // The generator wraps what the network threw; a caller that went away is no mistake in JSON.
      if (e.getCause() instanceof IOException gone) {
        throw gone;
      }
      throw e;
    }
  }
}
