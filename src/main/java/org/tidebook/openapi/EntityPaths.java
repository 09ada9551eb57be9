package org.tidebook.openapi;

import jakarta.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import org.tidebook.sync.entity.EntityType;
import org.tidebook.sync.problem.ProblemType;

/** The endpoints of every entity type (O1). */
final class EntityPaths {

  private static final String KEY_HEADER = "Idempotency-Key";

  private EntityPaths() {}

  static void add(Paths paths, EntityType type) {
    String all = "/" + type.path();
    String one = all + "/{id}";
    paths
        .add("GET", all, list(type))
        .add("POST", all, write(type, "create", "Make a record, or change the one with this id"))
        .add("GET", one, read(type))
        .add(
            "PUT",
            one,
            write(type, "put", "Make or change this record")
                .path("id", "The record's id", Schemas.uuid()))
        .add(
            "PATCH",
            one,
            write(type, "patch", "Change this record", "application/merge-patch+json")
                .path("id", "The record's id", Schemas.uuid()))
        .add("DELETE", one, delete(type));
  }

  private static Operation list(EntityType type) {
    Map<String, JsonObject> page = new LinkedHashMap<>();
    page.put("items", Schemas.list(Schemas.ref(EntitySchemas.nameOf(type))));
    page.put("next", Schemas.nullable(Schemas.uuid()));
    return of(type, "list", "The records that are not deleted, by id")
        .query(
            "q", "A plain text to search the text fields for, without case", Schemas.text(0, 255))
        .query("limit", "Records in one answer; 100 if absent", Schemas.integer(1, 1_000))
        .query("after", "The next of the answer before", Schemas.uuid())
        .answer(200, "Records; next is null at the end", Schemas.object(page))
        .problems(ProblemType.BAD_REQUEST);
  }

  private static Operation read(EntityType type) {
    return of(type, "get", "One record")
        .path("id", "The record's id", Schemas.uuid())
        .header("If-None-Match", "The version that the caller has, by its ETag", Schemas.text())
        .answer(200, "The record", Schemas.ref(EntitySchemas.nameOf(type)), "ETag")
        .unchanged("If-None-Match names this version")
        .problems(ProblemType.NOT_FOUND, ProblemType.GONE);
  }

  private static Operation write(
      EntityType type, String verb, String summary, String... mediaTypes) {
    // A repeat answers with the record as it is by then, which may be deleted.
    JsonObject record =
        Schemas.either(Schemas.ref(EntitySchemas.nameOf(type)), Schemas.ref("Tombstone"));
    return conditional(of(type, verb, summary))
        .body(Schemas.ref(EntitySchemas.changeNameOf(type)), mediaTypes)
        .answer(200, "The record was changed", record, "ETag")
        .answer(201, "The record was made", record, "ETag", "Location")
        .problems(ProblemType.CONFLICT, ProblemType.PRECONDITION_FAILED, ProblemType.INVALID);
  }

  private static Operation delete(EntityType type) {
    return conditional(of(type, "delete", "Delete this record"))
        .path("id", "The record's id", Schemas.uuid())
        .query("updatedAt", "The edit stamp; the server's if absent", Schemas.stamp())
        .answer(204, "It is deleted, or was already")
        .problems(ProblemType.CONFLICT, ProblemType.PRECONDITION_FAILED, ProblemType.INVALID);
  }

  private static Operation conditional(Operation operation) {
    return operation
        .header(KEY_HEADER, "The change's id: a repeat has no second effect", Schemas.uuid())
        .header("If-Match", "The version to change, by its ETag, or * for any", Schemas.text())
        .header("If-None-Match", "* where the record must not be there yet", Schemas.words("*"));
  }

  private static Operation of(EntityType type, String verb, String summary) {
    return Operation.of(type.label(), verb + "_" + type.name(), summary);
  }
}
