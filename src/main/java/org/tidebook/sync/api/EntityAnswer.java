package org.tidebook.sync.api;

import jakarta.json.JsonValue;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tidebook.sync.entity.EntityType;
import org.tidebook.sync.entity.RecordJson;
import org.tidebook.sync.entity.SyncedEntity;
import org.tidebook.sync.problem.FieldError;
import org.tidebook.sync.problem.HttpProblem;
import org.tidebook.sync.problem.ProblemType;
import org.tidebook.sync.store.ChangeOutcome;
import org.tidebook.sync.store.StoredVersion;

/** What the entity endpoints answer (protocol, 5.2). */
final class EntityAnswer {

  private EntityAnswer() {}

  /** The record with its tag, as JSON. */
  static Response.ResponseBuilder of(Response.Status status, EntityType type, SyncedEntity record) {
    byte[] json = RecordJson.toJson(type, record).toString().getBytes(StandardCharsets.UTF_8);
    // Written by hand: servers differ in what their JSON providers do with texts and objects.
    StreamingOutput body = out -> out.write(json);
    return Response.status(status)
        .entity(body)
        .type(MediaType.APPLICATION_JSON_TYPE)
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .tag(new EntityTag(IfMatch.tagOf(record)));
  }

  /** 404 or 410. */
  static HttpProblem absent(@Nullable SyncedEntity record) {
    return record == null
        ? HttpProblem.of(ProblemType.NOT_FOUND, "There is no record with this id.")
        : HttpProblem.of(ProblemType.GONE, "This record was deleted.");
  }

  /** 412, with the server's version. */
  static HttpProblem failedPrecondition(EntityType type, @Nullable SyncedEntity record) {
    return HttpProblem.of(ProblemType.PRECONDITION_FAILED)
        .with("entity", record == null ? JsonValue.NULL : RecordJson.toJson(type, record));
  }

  /**
   * Null where the write did what it meant to, else why it did not: 409 or 412 with the server's
   * version, or 422.
   */
  static @Nullable HttpProblem refusal(EntityWrite write, ChangeOutcome outcome) {
    if (outcome instanceof ChangeOutcome.Superseded superseded) {
      return isDeleted(write, superseded.entity())
          ? null
          : HttpProblem.of(ProblemType.CONFLICT, "The stored version is newer, so it stays.")
              .with("entity", entity(superseded.entity()));
    }
    if (outcome instanceof ChangeOutcome.Conflict conflict) {
      return isDeleted(write, conflict.entity())
          ? null
          : HttpProblem.of(ProblemType.PRECONDITION_FAILED)
              .with("entity", entity(conflict.entity()));
    }
    if (outcome instanceof ChangeOutcome.Rejected rejected) {
      return HttpProblem.invalid(errors(rejected));
    }
    return null;
  }

  /** Whether a deletion lost to another one: what it asked for is so. */
  private static boolean isDeleted(EntityWrite write, @Nullable StoredVersion version) {
    return write.deletes() && version != null && version.record().envelope().deleted();
  }

  private static JsonValue entity(@Nullable StoredVersion version) {
    return version == null ? JsonValue.NULL : RecordJson.toJson(version.type(), version.record());
  }

  /** In a push {@code id} is the change's, here a header, and {@code entityId} the record's. */
  private static List<FieldError> errors(ChangeOutcome.Rejected rejected) {
    return rejected.errors().stream()
        .map(
            error ->
                new FieldError(
                    switch (error.field()) {
                      case "id" -> WriteTerms.KEY_HEADER;
                      case "entityId" -> "id";
                      default -> error.field();
                    },
                    error.message()))
        .toList();
  }
}
