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
import java.io.Writer;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Answers with JSON that is written while it goes out (A3), compressed where it pays and is
 * accepted. Compressed here, since the servers' own compression leaves out {@code Vary}.
 */
final class JsonStream {

  private static final JsonGeneratorFactory GENERATORS = Json.createGeneratorFactory(Map.of());
  private static final int BUFFER_BYTES = 16 * 1024;

  private JsonStream() {}

  /** What an answer consists of. */
  interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * One document.
   *
   * @param headers of the request
   * @param large whether the document is likely to be larger than about 1 kB
   */
  static Response answer(HttpHeaders headers, boolean large, Consumer<JsonGenerator> document) {
    return answer(headers, large, MediaType.APPLICATION_JSON, out -> write(out, document))
        .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING)
        .build();
  }

  /**
   * Anything else made of JSON; what the answer varies by is the caller's to say.
   *
   * @param headers of the request
   * @param large whether the content is likely to be larger than about 1 kB
   */
  static Response.ResponseBuilder answer(
      HttpHeaders headers, boolean large, String mediaType, Content content) {
    boolean compress = large && acceptsGzip(header(headers, HttpHeaders.ACCEPT_ENCODING));
    StreamingOutput body = out -> write(out, compress, content);
    Response.ResponseBuilder response =
        Response.ok(body, mediaType).header(HttpHeaders.CACHE_CONTROL, "no-store");
    if (compress) {
      response.header(HttpHeaders.CONTENT_ENCODING, "gzip");
    }
    return response;
  }

  /** Writes one document as the whole of {@code out}. */
  static void write(OutputStream out, Consumer<JsonGenerator> document) {
    try (JsonGenerator json = GENERATORS.createGenerator(out)) {
      document.accept(json);
    }
  }

  /** Writes one document; closing it closes the writer. */
  static JsonGenerator generator(Writer out) {
    return GENERATORS.createGenerator(out);
  }

  /** A header of the request, several of its name joined by commas; null for none. */
  static @Nullable String header(HttpHeaders headers, String name) {
    var values = headers.getRequestHeader(name);
    return values == null || values.isEmpty() ? null : String.join(",", values);
  }

  /** Whether a request accepts gzip and likes the plain form no better; weight 0 refuses it. */
  static boolean acceptsGzip(@Nullable String acceptEncoding) {
    double gzip = 0;
    double plain = 0;
    for (WeightedName coding : WeightedName.list(acceptEncoding)) {
      if (coding.is("gzip")) {
        gzip = coding.weight();
      } else if (coding.is("identity")) {
        plain = coding.weight();
      }
    }
    return gzip > 0 && gzip >= plain;
  }

  private static void write(OutputStream out, boolean compress, Content content)
      throws IOException {
    OutputStream bytes = compress ? new GZIPOutputStream(out, BUFFER_BYTES) : out;
    try {
      content.writeTo(bytes);
    } catch (JsonException e) {
      // The generator wraps what the network threw; a caller that went away is no mistake in JSON.
      if (e.getCause() instanceof IOException gone) {
        throw gone;
      }
      throw e;
    }
    // Only here: what broke off must not be ended as if it were whole.
    bytes.close();
  }
}
