package org.tidebook.openapi;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import org.tidebook.sync.entity.EntityType;
import org.tidebook.sync.entity.TypeDescription;

/** The schemas of one entity type, from its description (O1). */
final class EntitySchemas {

  private EntitySchemas() {}

  /** The name of the schema of a record. */
  static String nameOf(EntityType type) {
    return type.entityClass().getSimpleName();
  }

  /** The name of the schema of what is written: no envelope, nothing required, null clears. */
  static String changeNameOf(EntityType type) {
    return nameOf(type) + "Change";
  }

  /** A record as it is read: the envelope and the fields; a field without a value is left out. */
  static JsonObject record(EntityType type) {
    JsonObjectBuilder properties = Json.createObjectBuilder();
    JsonArrayBuilder required = Json.createArrayBuilder();
    for (String stamp : new String[] {"createdAt", "updatedAt"}) {
      properties.add(stamp, Schemas.stamp());
      required.add(stamp);
    }
    properties.add("id", Schemas.uuid());
    properties.add("updatedBy", Schemas.uuid());
    properties.add("deletedAt", Schemas.of("null"));
    required.add("id").add("updatedBy").add("deletedAt");
    for (JsonObject field : fields(type)) {
      properties.add(field.getString("name"), schema(field));
      if (field.getBoolean("required", false)) {
        required.add(field.getString("name"));
      }
    }
    return Schemas.of("object")
        .add("title", type.labelOne())
        .add("properties", properties)
        .add("required", required)
        .build();
  }

  /** What is merged over a record. Members of the envelope are ignored, others are refused. */
  static JsonObject change(EntityType type) {
    JsonObjectBuilder properties = Json.createObjectBuilder();
    for (JsonObject field : fields(type)) {
      properties.add(field.getString("name"), Schemas.nullable(schema(field)));
    }
    properties.add("id", Schemas.uuid());
    properties.add("updatedAt", Schemas.nullable(Schemas.stamp()));
    for (String ignored : new String[] {"createdAt", "updatedBy", "deletedAt"}) {
      properties.add(ignored, JsonValue.TRUE);
    }
    return Schemas.of("object")
        .add("title", "A change to a record of " + type.name())
        .add("properties", properties)
        .add("additionalProperties", false)
        .build();
  }

  private static Iterable<JsonObject> fields(EntityType type) {
    return TypeDescription.of(type).getJsonArray("fields").getValuesAs(JsonObject.class);
  }

  private static JsonObject schema(JsonObject field) {
    JsonObjectBuilder schema =
        switch (field.getString("type")) {
          case "text" -> text(field);
          case "decimal" -> decimal(field);
          case "integer" -> integer(field);
          case "boolean" -> Schemas.of("boolean");
          case "date" -> Schemas.of("string").add("format", "date");
          case "reference" -> reference(field);
          default ->
              throw new IllegalStateException(
                  "A field type without a schema: " + field.getString("type"));
        };
    return schema.add("title", field.getString("label")).build();
  }

  private static JsonObjectBuilder text(JsonObject field) {
    JsonObjectBuilder schema = Schemas.of("string");
    copy(field, "minLength", schema, "minLength");
    copy(field, "maxLength", schema, "maxLength");
    copy(field, "oneOf", schema, "enum");
    if (field.get("pattern") instanceof JsonString pattern) {
      // The server matches the whole text, JSON Schema any part of it.
      schema.add("pattern", "^(?:" + pattern.getString() + ")$");
    }
    return schema;
  }

  /** Bounds of a number in a text are beyond JSON Schema, so they are told in words. */
  private static JsonObjectBuilder decimal(JsonObject field) {
    StringBuilder description = new StringBuilder("A decimal number in canonical form.");
    addBound(description, field, "min", "exclusiveMin", " More than ", " At least ");
    addBound(description, field, "max", "exclusiveMax", " Less than ", " At most ");
    int digits = field.getInt("integerDigits");
    int fraction = field.getInt("fractionDigits", 0);
    String pattern =
        "^-?(?:0|[1-9][0-9]{0,"
            + (digits - 1)
            + "})"
            + (fraction == 0 ? "" : "(?:\\.[0-9]{1," + fraction + "})?")
            + "$";
    return Schemas.of("string").add("pattern", pattern).add("description", description.toString());
  }

  private static void addBound(
      StringBuilder text,
      JsonObject field,
      String bound,
      String exclusive,
      String without,
      String with) {
    if (field.containsKey(bound)) {
      text.append(field.getBoolean(exclusive, false) ? without : with)
          .append(field.getString(bound))
          .append('.');
    }
  }

  private static JsonObjectBuilder integer(JsonObject field) {
    JsonObjectBuilder schema = Schemas.of("integer");
    if (field.containsKey("min")) {
      schema.add(
          field.getBoolean("exclusiveMin", false) ? "exclusiveMinimum" : "minimum",
          new BigDecimal(field.getString("min")));
    }
    if (field.containsKey("max")) {
      schema.add(
          field.getBoolean("exclusiveMax", false) ? "exclusiveMaximum" : "maximum",
          new BigDecimal(field.getString("max")));
    }
    return schema;
  }

  private static JsonObjectBuilder reference(JsonObject field) {
    JsonObjectBuilder schema = Schemas.of("string").add("format", "uuid");
    if (field.get("references") instanceof JsonString references) {
      schema.add("description", "The id of a record of " + references.getString() + ".");
    }
    return schema;
  }

  private static void copy(JsonObject from, String name, JsonObjectBuilder to, String as) {
    JsonValue value = from.get(name);
    if (value != null) {
      to.add(as, value);
    }
  }
}
