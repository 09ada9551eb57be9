package org.tidebook.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import org.junit.jupiter.api.Test;
import org.tidebook.server.ApiClient;
import org.tidebook.server.ApiResponse;

/** The description of the API, as a tool fetches it. */
class OpenApiIT extends TidebookWar {

  @Test
  void theDocumentIsThereForEveryoneAndHasEveryType() {
    ApiResponse answer = stranger().get("api/openapi.json");
    ApiClient owner = owner();

    assertEquals(200, answer.status());
    assertEquals("3.1.0", answer.json().getString("openapi"));
    JsonObject paths = answer.json().getJsonObject("paths");
    for (JsonValue type : owner.get("api/state/schema").json().getJsonArray("types")) {
      String path = "/" + type.asJsonObject().getString("path");
      assertNotNull(paths.get(path), path);
      assertNotNull(paths.get(path + "/{id}"), path);
    }
  }
}
