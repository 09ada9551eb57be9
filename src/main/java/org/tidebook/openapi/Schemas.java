package org.tidebook.openapi;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.Map;

/** JSON Schemas, as small as the API needs them. */
final class Schemas {

  static final String STAMP = "Stamp";
  static final String UUID = "Uuid";

  private Schemas() {}

  /** One of {@code components/schemas}. */
  static JsonObject ref(String name) {
    return Json.createObjectBuilder().add("$ref", "#/components/schemas/" + name).build();
  }

  static JsonObject stamp() {
    return ref(STAMP);
  }

  static JsonObject uuid() {
    return ref(UUID);
  }

  static JsonObject text() {
    return of("string").build();
  }

  static JsonObject text(int minLength, int maxLength) {
    return of("string").add("minLength", minLength).add("maxLength", maxLength).build();
  }

  static JsonObject flag() {
    return of("boolean").build();
  }

  static JsonObject integer(long min, long max) {
    return of("integer").add("minimum", min).add("maximum", max).build();
  }

  static JsonObject words(String... words) {
    return of("string").add("enum", Json.createArrayBuilder(List.of(words))).build();
  }

  static JsonObject list(JsonObject items) {
    return of("array").add("items", items).build();
  }

  static JsonObject nullable(JsonObject schema) {
    return either(schema, of("null").build());
  }

  static JsonObject either(JsonObject schema, JsonObject other) {
    return Json.createObjectBuilder()
        .add("anyOf", Json.createArrayBuilder().add(schema).add(other))
        .build();
  }

  /** An object of some other shape. */
  static JsonObject anyObject() {
    return of("object").build();
  }

  /** An object with these members; those whose names end in {@code ?} may be left out. */
  static JsonObject object(Map<String, JsonObject> members) {
    JsonObjectBuilder properties = Json.createObjectBuilder();
    JsonArrayBuilder required = Json.createArrayBuilder();
    members.forEach(
        (name, schema) -> {
          boolean optional = name.endsWith("?");
          String plain = optional ? name.substring(0, name.length() - 1) : name;
          properties.add(plain, schema);
          if (!optional) {
            required.add(plain);
          }
        });
    return of("object").add("properties", properties).add("required", required).build();
  }

  static JsonObjectBuilder of(String type) {
    return Json.createObjectBuilder().add("type", type);
  }
}
