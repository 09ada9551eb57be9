package org.tidebook.openapi;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.tidebook.sync.entity.EntityType;
import org.tidebook.sync.entity.EntityTypes;
import org.tidebook.sync.problem.ProblemType;

/** The whole document. */
final class OpenApiDocument {

  private static final String COOKIE = "session";
  private static final String TOKEN = "accessToken";

  private OpenApiDocument() {}

  static JsonObject of(EntityTypes types) {
    Paths paths = new Paths();
    StatePaths.add(paths);
    AuthPaths.add(paths);
    MemberPaths.add(paths);
    ServerPaths.add(paths);
    types.all().forEach(type -> EntityPaths.add(paths, type));
    return Json.createObjectBuilder()
        .add("openapi", "3.1.0")
        .add(
            "info",
            Json.createObjectBuilder()
                .add("title", "Tidebook")
                .add(
                    "description",
                    "The sync protocol, version 1, and the records one at a time. Every answer"
                        + " carries the server's clock in the header Tidebook-Time.")
                .add("version", "1"))
        // Relative to this document, since the context path of the application may vary.
        .add(
            "servers",
            Json.createArrayBuilder().add(Json.createObjectBuilder().add("url", "../api")))
        .add(
            "security",
            Json.createArrayBuilder()
                .add(Json.createObjectBuilder().add(COOKIE, Json.createArrayBuilder()))
                .add(Json.createObjectBuilder().add(TOKEN, Json.createArrayBuilder())))
        .add("paths", paths.toJson())
        .add(
            "components",
            Json.createObjectBuilder()
                .add("securitySchemes", securitySchemes())
                .add("parameters", Headers.ofRequests())
                .add("headers", Headers.ofAnswers())
                .add("schemas", schemas(types)))
        .build();
  }

  private static JsonObject securitySchemes() {
    return Json.createObjectBuilder()
        .add(
            COOKIE,
            Json.createObjectBuilder()
                .add("type", "apiKey")
                .add("in", "cookie")
                .add("name", "tidebook_session"))
        .add(TOKEN, Json.createObjectBuilder().add("type", "http").add("scheme", "bearer"))
        .build();
  }

  private static JsonObject schemas(EntityTypes types) {
    Map<String, JsonObject> schemas = new LinkedHashMap<>(common());
    schemas.putAll(StatePaths.schemas());
    schemas.putAll(AuthPaths.schemas());
    schemas.putAll(MemberPaths.schemas());
    for (EntityType type : types.all()) {
      add(schemas, EntitySchemas.nameOf(type), EntitySchemas.record(type));
      add(schemas, EntitySchemas.changeNameOf(type), EntitySchemas.change(type));
    }
    schemas.put("AnyRecord", anyOf(types));
    JsonObjectBuilder json = Json.createObjectBuilder();
    schemas.forEach(json::add);
    return json.build();
  }

  private static void add(Map<String, JsonObject> schemas, String name, JsonObject schema) {
    if (schemas.put(name, schema) != null) {
      throw new IllegalStateException("Two schemas are called " + name + ".");
    }
  }

  private static JsonObject anyOf(EntityTypes types) {
    return Json.createObjectBuilder()
        .add(
            "anyOf",
            Json.createArrayBuilder(
                types.all().stream().map(type -> Schemas.ref(EntitySchemas.nameOf(type))).toList()))
        .build();
  }

  private static Map<String, JsonObject> common() {
    Map<String, JsonObject> schemas = new LinkedHashMap<>();
    schemas.put(
        Schemas.STAMP,
        Schemas.of("string")
            .add("format", "date-time")
            .add("description", "ISO 8601, UTC, six fraction digits: 2026-11-22T08:30:00.123004Z")
            .build());
    schemas.put(Schemas.UUID, Schemas.of("string").add("format", "uuid").build());
    Map<String, JsonObject> error = new LinkedHashMap<>();
    error.put("field", Schemas.text());
    error.put("message", Schemas.text());
    schemas.put("FieldError", Schemas.object(error));
    Map<String, JsonObject> problem = new LinkedHashMap<>();
    problem.put(
        "type",
        Schemas.words(
            Stream.of(ProblemType.values()).map(ProblemType::word).toArray(String[]::new)));
    problem.put("title", Schemas.text());
    problem.put("status", Schemas.integer(400, 599));
    problem.put("detail?", Schemas.text());
    problem.put("errors?", Schemas.list(Schemas.ref("FieldError")));
    problem.put("entity?", Schemas.nullable(Schemas.anyObject()));
    problem.put("reference?", Schemas.uuid());
    schemas.put("Problem", Schemas.object(problem));
    Map<String, JsonObject> tombstone = new LinkedHashMap<>();
    tombstone.put("id", Schemas.uuid());
    for (String stamp : new String[] {"createdAt", "updatedAt", "deletedAt"}) {
      tombstone.put(stamp, Schemas.stamp());
    }
    tombstone.put("updatedBy", Schemas.uuid());
    schemas.put("Tombstone", Schemas.object(tombstone));
    return schemas;
  }
}
