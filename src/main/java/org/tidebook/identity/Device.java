package org.tidebook.identity;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import org.jspecify.annotations.Nullable;
import org.tidebook.sync.domain.Stamp;

/** A device as its user sees it. */
record Device(String id, DeviceProgress progress) {

  JsonObject toJson() {
    JsonObjectBuilder json =
        Json.createObjectBuilder()
            .add("id", id)
            .add("userAgent", progress.userAgent())
            .add("firstSyncedAt", progress.firstSyncedAt().toString())
            .add("lastSyncedAt", progress.lastSyncedAt().toString())
            .add("checkpoint", textOf(progress.checkpoint()))
            .add("acknowledged", textOf(progress.acknowledged()));
    return json.build();
  }

  private static JsonValue textOf(@Nullable Stamp stamp) {
    return stamp == null ? JsonValue.NULL : Json.createValue(stamp.toString());
  }
}
