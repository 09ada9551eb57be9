package org.tidebook.server;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.net.http.HttpHeaders;
import org.jspecify.annotations.Nullable;

/** An answer of the server, as text and as JSON. */
public record ApiResponse(int status, HttpHeaders headers, String text) {

  /** The body as a JSON object; fails with the text where it is none. */
  public JsonObject json() {
    try (var reader = Json.createReader(new StringReader(text))) {
      return reader.readObject();
    } catch (RuntimeException e) {
      throw new AssertionError("no JSON object: " + status + " " + text, e);
    }
  }

  public @Nullable String header(String name) {
    return headers.firstValue(name).orElse(null);
  }

  /** The word that names the problem, for an answer that is a problem document. */
  public String problemType() {
    if (!String.valueOf(header("Content-Type")).startsWith("application/problem+json")) {
      throw new AssertionError("no problem document: " + status + " " + text);
    }
    return json().getString("type");
  }
}
