package org.tidebook.sync.entity;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;

/** All entity types in one document, as {@code GET /api/state/schema} answers it (protocol, 10). */
public final class SchemaDocument {

  private static final int VERSION = 1;

  private SchemaDocument() {}

  public static JsonObject of(EntityTypes types) {
    JsonArrayBuilder descriptions = Json.createArrayBuilder();
    types.all().forEach(type -> descriptions.add(TypeDescription.of(type)));
    return Json.createObjectBuilder().add("version", VERSION).add("types", descriptions).build();
  }
}
