package org.tidebook.simulation;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonGenerator;
import java.io.StringReader;
import java.io.StringWriter;
import org.tidebook.sync.domain.Stamp;
import org.tidebook.sync.entity.EntityType;
import org.tidebook.sync.entity.RecordJson;
import org.tidebook.sync.entity.SyncedEntity;

/** Records as they go over the wire. */
final class Wire {

  /** Looked up once: the lookup takes longer than all else that is done with it here. */
  static final JsonProvider JSON = JsonProvider.provider();

  private Wire() {}

  static JsonObject json(EntityType type, SyncedEntity record) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      RecordJson.write(json, type, record);
    }
    try (JsonReader reader = JSON.createReader(new StringReader(text.toString()))) {
      return reader.readObject();
    }
  }

  static Stamp updatedAt(JsonObject record) {
    return Stamp.parse(record.getString("updatedAt"));
  }

  static boolean deleted(JsonObject record) {
    return record.get("deletedAt") != JsonValue.NULL;
  }

  /** The payload merged over: null clears, what is absent stays. */
  static JsonObject merge(JsonObject record, JsonObject payload) {
    JsonObjectBuilder merged = JSON.createObjectBuilder(record);
    payload.forEach(
        (name, value) -> {
          if (value == JsonValue.NULL) {
            merged.remove(name);
          } else {
            merged.add(name, value);
          }
        });
    return merged.build();
  }

  /** A live record with its envelope. */
  static JsonObject live(
      String id, Stamp createdAt, Stamp updatedAt, String by, JsonObject fields) {
    return JSON.createObjectBuilder(fields)
        .add("id", id)
        .add("createdAt", createdAt.toString())
        .add("updatedAt", updatedAt.toString())
        .add("updatedBy", by)
        .addNull("deletedAt")
        .build();
  }

  static JsonObject tombstone(String id, Stamp createdAt, Stamp updatedAt, String by) {
    return JSON.createObjectBuilder()
        .add("id", id)
        .add("createdAt", createdAt.toString())
        .add("updatedAt", updatedAt.toString())
        .add("updatedBy", by)
        .add("deletedAt", updatedAt.toString())
        .build();
  }
}
