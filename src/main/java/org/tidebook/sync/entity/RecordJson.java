package org.tidebook.sync.entity;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.stream.JsonGenerator;
import java.io.StringReader;
import java.io.StringWriter;
import java.math.BigDecimal;
import org.tidebook.sync.domain.Decimals;
import org.tidebook.sync.domain.Stamp;

/** Records as they go over the wire. A field without a value is left out. */
public final class RecordJson {

  private RecordJson() {}

  /** Writes the record as an element of an array; a tombstone without its fields. */
  public static void write(JsonGenerator json, EntityType type, SyncedEntity entity) {
    json.writeStartObject();
    writeMembers(json, type, entity);
    json.writeEnd();
  }

  /** Writes the record as the member {@code name} of an object. */
  public static void write(JsonGenerator json, String name, EntityType type, SyncedEntity entity) {
    json.writeStartObject(name);
    writeMembers(json, type, entity);
    json.writeEnd();
  }

  /** The record as a value of its own. */
  public static JsonObject toJson(EntityType type, SyncedEntity entity) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = Json.createGenerator(text)) {
      write(json, type, entity);
    }
    try (JsonReader reader = Json.createReader(new StringReader(text.toString()))) {
      return reader.readObject();
    }
  }

  private static void writeMembers(JsonGenerator json, EntityType type, SyncedEntity entity) {
    Envelope envelope = entity.envelope();
    json.write("id", envelope.id());
    json.write("createdAt", envelope.createdAt().toString());
    json.write("updatedAt", envelope.updatedAt().toString());
    json.write("updatedBy", envelope.updatedBy());
    Stamp deletedAt = envelope.deletedAt();
    if (deletedAt != null) {
      json.write("deletedAt", deletedAt.toString());
      return;
    }
    json.writeNull("deletedAt");
    for (EntityField field : type.fields()) {
      writeField(json, field, entity);
    }
  }

  private static void writeField(JsonGenerator json, EntityField field, SyncedEntity entity) {
    Object value = field.get(entity);
    if (value instanceof String text) {
      json.write(field.name(), text);
    } else if (value instanceof BigDecimal number) {
      json.write(field.name(), Decimals.canonical(number));
    } else if (value instanceof Boolean flag) {
      json.write(field.name(), flag);
    } else if (value instanceof Number whole) {
      json.write(field.name(), whole.longValue());
    } else if (value != null) {
      json.write(field.name(), value.toString());
    }
  }
}
