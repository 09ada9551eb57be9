package org.tidebook.sync.api;

import jakarta.json.stream.JsonGenerator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tidebook.sync.entity.FieldError;
import org.tidebook.sync.entity.RecordJson;
import org.tidebook.sync.store.ChangeOutcome;
import org.tidebook.sync.store.PushResult;
import org.tidebook.sync.store.SentChange;
import org.tidebook.sync.store.StoredVersion;

/** What became of a push as JSON (protocol, 5.1). */
final class PushDocument {

  private PushDocument() {}

  static void write(JsonGenerator json, List<SentChange> changes, PushResult result) {
    json.writeStartObject().writeStartArray("results");
    for (int i = 0; i < changes.size(); i++) {
      write(json, changes.get(i).id(), result.outcomes().get(i));
    }
    json.writeEnd()
        .write("previous", result.previous().toString())
        .write("updatedAt", result.updatedAt().toString())
        .write("feed", result.feed())
        .writeEnd();
  }

  private static void write(JsonGenerator json, String id, ChangeOutcome outcome) {
    json.writeStartObject().write("id", id).write("status", outcome.status());
    if (outcome instanceof ChangeOutcome.Applied applied) {
      json.write("updatedAt", applied.updatedAt().toString());
      if (applied.created()) {
        json.write("created", true);
      }
      if (applied.overtaken() != null) {
        writeEntity(json, applied.overtaken().entity());
      }
    } else if (outcome instanceof ChangeOutcome.Superseded superseded) {
      writeEntity(json, superseded.entity());
    } else if (outcome instanceof ChangeOutcome.Conflict conflict) {
      writeEntity(json, conflict.entity());
    } else if (outcome instanceof ChangeOutcome.Blocked blocked) {
      json.write("blockedBy", blocked.blockedBy());
    } else if (outcome instanceof ChangeOutcome.Rejected rejected) {
      writeErrors(json, rejected.errors());
    }
    json.writeEnd();
  }

  private static void writeEntity(JsonGenerator json, @Nullable StoredVersion version) {
    if (version == null) {
      json.writeNull("entity");
    } else {
      RecordJson.write(json, "entity", version.type(), version.record());
    }
  }

  private static void writeErrors(JsonGenerator json, List<FieldError> errors) {
    json.writeStartArray("errors");
    for (FieldError error : errors) {
      json.writeStartObject()
          .write("field", error.field())
          .write("message", error.message())
          .writeEnd();
    }
    json.writeEnd();
  }
}
