package org.tidebook.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.tidebook.server.ApiClient;
import org.tidebook.server.ApiResponse;

/** The description of the API, as a tool fetches it. */
class OpenApiIT extends TidebookWar {

  private static final String ID = "2d1c1f9e-6a0b-4c5b-8a53-0c1f7c1d9a10";

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

  @Test
  void realAnswersAreAsDescribed() {
    var api = new DescribedApi(stranger().get("api/openapi.json").json());
    var owner = owner();
    for (String path :
        List.of(
            "health",
            "auth/session",
            "auth/tokens",
            "users",
            "devices",
            "state/schema",
            "state/digest",
            "state/changes",
            "contacts")) {
      api.require("GET", "/" + path, owner.get("api/" + path));
    }
    for (String refused :
        List.of("state/changes?limit=0", "state/changes?since=2026-01-01T00:00:00Z&feed=" + ID)) {
      api.require("GET", "/state/changes", owner.get("api/" + refused));
    }
    api.require("GET", "/users", stranger().get("api/users"));
    requireWrites(api, owner);
    requirePushes(api, owner);
  }

  private static void requireWrites(DescribedApi api, ApiClient owner) {
    String one = "api/contacts/" + ID;
    String body = "{\"id\":\"" + ID + "\",\"name\":\"A\",\"kind\":\"other\"}";
    var made = owner.post("api/contacts", body, "Idempotency-Key", ID);
    api.require("POST", "/contacts", made);
    api.require("GET", "/contacts/{id}", owner.get(one));
    api.require(
        "GET",
        "/contacts/{id}",
        owner.get(one, "If-None-Match", String.valueOf(made.header("ETag"))));
    api.require("PUT", "/contacts/{id}", write(owner, "PUT", one, "{\"name\":\"B\"}"));
    api.require("PATCH", "/contacts/{id}", write(owner, "PATCH", one, "{\"kind\":\"cat\"}"));
    api.require(
        "PATCH",
        "/contacts/{id}",
        write(owner, "PATCH", one, "{\"updatedAt\":\"2020-01-01T00:00:00Z\",\"name\":\"C\"}"));
    api.require("PUT", "/contacts/{id}", write(owner, "PUT", one, "{}", "If-None-Match", "*"));
    api.require("GET", "/contacts", owner.get("api/contacts"));
    api.require("DELETE", "/contacts/{id}", owner.call("DELETE", one, ""));
    api.require("GET", "/contacts/{id}", owner.get(one));
    api.require("POST", "/contacts", owner.post("api/contacts", body, "Idempotency-Key", ID));
    api.require("GET", "/state/changes", owner.get("api/state/changes?since=2026-01-01T00:00:00Z"));
  }

  private static void requirePushes(DescribedApi api, ApiClient owner) {
    String change =
        "{\"id\":\"%s\",\"entityType\":\"contacts\",\"action\":\"%s\",\"entityId\":\"%s\","
            + "\"updatedAt\":\"2026-02-0%dT00:00:00Z\",\"payload\":{\"name\":\"N\",\"kind\":\"%s\"}%s}";
    String first = UUID.randomUUID().toString();
    var changes = new ArrayList<String>();
    String record = UUID.randomUUID().toString();
    changes.add(change.formatted(first, "create", record, 3, "other", ""));
    changes.add(change.formatted(UUID.randomUUID(), "update", record, 2, "other", ""));
    changes.add(
        change.formatted(
            UUID.randomUUID(),
            "update",
            record,
            4,
            "other",
            ",\"baseUpdatedAt\":\"2026-02-01T00:00:00Z\""));
    changes.add(
        change.formatted(
            UUID.randomUUID(), "update", record, 4, "cat", ",\"group\":\"" + ID + "\""));
    changes.add(
        change.formatted(
            UUID.randomUUID(), "update", record, 5, "other", ",\"group\":\"" + ID + "\""));
    changes.add(change.formatted(UUID.randomUUID(), "update", record, 6, "other", ""));
    String body = "{\"changes\":[" + String.join(",", changes) + "]}";
    var pushed = owner.post("api/state/changes", body);
    api.require("POST", "/state/changes", pushed);
    assertEquals(
        List.of("applied", "superseded", "conflict", "rejected", "blocked", "applied"),
        pushed.json().getJsonArray("results").getValuesAs(JsonObject.class).stream()
            .map(result -> result.getString("status"))
            .toList());
    api.require("POST", "/state/changes", owner.post("api/state/changes", body));
    api.require("POST", "/state/changes", owner.post("api/state/changes", "[]"));
  }

  private static ApiResponse write(
      ApiClient owner, String method, String path, String body, String... headers) {
    var all = new ArrayList<>(List.of("Content-Type", "application/json"));
    all.addAll(List.of(headers));
    return owner.call(method, path, body, all.toArray(new String[0]));
  }

  @Test
  void whatAnAddressTakesIsNotToldInWadl() {
    var options = owner().call("OPTIONS", "api/users", "");
    assertFalse(options.text().contains("wadl"), options.text());
    assertEquals(404, owner().get("api/application.wadl").status());
  }
}
