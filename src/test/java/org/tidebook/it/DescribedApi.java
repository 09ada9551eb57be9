package org.tidebook.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tidebook.server.ApiResponse;

/** The OpenAPI document, to hold real answers against. */
final class DescribedApi {

  private static final JsonSchemaFactory SCHEMAS =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

  private final JsonObject document;

  DescribedApi(JsonObject document) {
    this.document = document;
  }

  /**
   * Requires the status, the headers and the body of an answer to be described.
   *
   * @param path as the document has it, with its parameters in braces
   */
  void require(String method, String path, ApiResponse answer) {
    String call = method + " " + path + " " + answer.status();
    JsonObject item = document.getJsonObject("paths").getJsonObject(path);
    assertNotNull(item, call);
    JsonObject responses =
        item.getJsonObject(method.toLowerCase(Locale.ROOT)).getJsonObject("responses");
    JsonObject response = responses.getJsonObject(String.valueOf(answer.status()));
    assertNotNull(response, () -> call + ": " + answer.text());
    for (String header : Set.of("ETag", "Location", "Retry-After", "Tidebook-Time")) {
      if (answer.header(header) != null) {
        assertNotNull(response.getJsonObject("headers").get(header), call + " " + header);
      }
    }
    requireBody(call, response.getJsonObject("content"), answer);
  }

  private void requireBody(String call, @Nullable JsonObject content, ApiResponse answer) {
    if (content == null) {
      assertEquals("", answer.text(), call);
      return;
    }
    String mediaType = String.valueOf(answer.header("Content-Type")).replaceFirst(";.*", "");
    JsonObject body = content.getJsonObject(mediaType);
    assertNotNull(body, call + " " + mediaType);
    JsonObject schema =
        Json.createObjectBuilder()
            .add("components", document.getJsonObject("components"))
            .add("allOf", Json.createArrayBuilder().add(body.getJsonObject("schema")))
            .build();
    var faults = SCHEMAS.getSchema(schema.toString()).validate(answer.text(), InputFormat.JSON);
    assertEquals(Set.of(), faults, () -> call + ": " + answer.text());
  }
}
