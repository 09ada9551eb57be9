package org.tidebook.sync.store;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tidebook.sync.domain.Stamp;
import org.tidebook.sync.entity.FieldError;

/**
 * The first outcome of a change, which the change is answered with whenever it comes again (S5).
 *
 * @param key the change's id in lower case
 * @param updatedAt of {@code applied}: the stamp that was used
 * @param created of {@code applied}: whether there was no record of that id before
 * @param errors of {@code rejected}: as a JSON array
 */
record Receipt(
    String key,
    String contentHash,
    String status,
    @Nullable Stamp updatedAt,
    boolean created,
    @Nullable String errors) {

  /** Made once: each static method of {@code Json} looks its provider up again, in every jar. */
  private static final JsonBuilderFactory BUILDERS = Json.createBuilderFactory(Map.of());

  private static final JsonReaderFactory READERS = Json.createReaderFactory(Map.of());

  /** Null for an outcome that leaves none. */
  static @Nullable Receipt of(SentChange change, ChangeOutcome outcome) {
    if (outcome instanceof ChangeOutcome.Blocked) {
      return null;
    }
    ChangeOutcome.Applied applied = outcome instanceof ChangeOutcome.Applied a ? a : null;
    Stamp stamp = applied == null ? null : applied.updatedAt();
    boolean created = applied != null && applied.created();
    String errors =
        outcome instanceof ChangeOutcome.Rejected rejected ? write(rejected.errors()) : null;
    return new Receipt(
        change.key(), change.contentHash(), outcome.status(), stamp, created, errors);
  }

  boolean applied() {
    return status.equals("applied");
  }

  /**
   * The outcome again.
   *
   * @param current the version of the record that the server has now
   */
  ChangeOutcome replay(@Nullable StoredVersion current) {
    return switch (status) {
      case "applied" -> replayApplied(updatedAt == null ? Stamp.EPOCH : updatedAt, current);
      case "superseded" -> new ChangeOutcome.Superseded(current);
      case "conflict" -> new ChangeOutcome.Conflict(current);
      case "rejected" -> new ChangeOutcome.Rejected(read(errors));
      default -> throw new IllegalStateException("A receipt has the unknown status " + status);
    };
  }

  private ChangeOutcome replayApplied(Stamp used, @Nullable StoredVersion current) {
    boolean stands = current != null && current.record().envelope().updatedAt().equals(used);
    return new ChangeOutcome.Applied(
        used, created, stands ? null : new ChangeOutcome.Overtaken(current));
  }

  private static String write(List<FieldError> errors) {
    JsonArrayBuilder array = BUILDERS.createArrayBuilder();
    for (FieldError error : errors) {
      array.add(
          BUILDERS
              .createObjectBuilder()
              .add("field", error.field())
              .add("message", error.message()));
    }
    return array.build().toString();
  }

  private static List<FieldError> read(@Nullable String errors) {
    if (errors == null) {
      return List.of();
    }
    try (JsonReader reader = READERS.createReader(new StringReader(errors))) {
      return reader.readArray().stream()
          .map(JsonValue::asJsonObject)
          .map(error -> new FieldError(error.getString("field"), error.getString("message")))
          .toList();
    }
  }
}
