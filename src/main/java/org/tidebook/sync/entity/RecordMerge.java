package org.tidebook.sync.entity;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Path;
import jakarta.validation.Validator;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Merges payloads over records (RFC 7396: an absent field stays, null clears) and validates what
 * comes out, so that an older client never wipes a field that it does not know.
 */
public final class RecordMerge {

  /** Enough for a person to correct a record, and bounded, since receipts keep them. */
  static final int MOST_ERRORS = 20;

  private static final Set<String> ENVELOPE =
      Set.of("id", "createdAt", "updatedAt", "updatedBy", "deletedAt");
  private static final Set<String> TENANT = Set.of("tenantId", "tenant_id");

  private final Validator validator;

  public RecordMerge(Validator validator) {
    this.validator = validator;
  }

  /**
   * Merges over a copy (E3) and validates it.
   *
   * @param stored the version to merge over, also a tombstone; null where there is none
   */
  public MergedRecord merge(EntityType type, @Nullable SyncedEntity stored, JsonObject payload) {
    SyncedEntity merged = stored == null ? type.newRecord() : type.copyFields(stored);
    Map<String, FieldError> errors = new LinkedHashMap<>();
    payload.forEach((name, value) -> setMember(type, merged, name, value, errors));
    // A value that could not be read says more than that the field is still empty.
    violations(merged).forEach(error -> errors.putIfAbsent(error.field(), error));
    type.namingFields().forEach(field -> checkNames(type, merged, field, errors));
    return errors.isEmpty()
        ? new MergedRecord.Valid(merged)
        : new MergedRecord.Invalid(firstOf(errors));
  }

  /** The members of a payload that no record of the type can have; for a deletion, all there is. */
  public List<FieldError> foreignMembers(EntityType type, JsonObject payload) {
    Map<String, FieldError> errors = new LinkedHashMap<>();
    for (String name : payload.keySet()) {
      if (type.field(name) == null) {
        addForeign(name, errors);
      }
    }
    return firstOf(errors);
  }

  /**
   * In an order of its own: validators give them in any, and the same change needs the same answer.
   */
  private Stream<FieldError> violations(SyncedEntity record) {
    return validator.validate(record).stream()
        .map(violation -> new FieldError(fieldOf(violation), ConstraintMessages.of(violation)))
        .sorted(Comparator.comparing(FieldError::field).thenComparing(FieldError::message));
  }

  private static void checkNames(
      EntityType type, SyncedEntity record, EntityField field, Map<String, FieldError> errors) {
    if (!(field.get(record) instanceof String text) || errors.containsKey(field.name())) {
      return;
    }
    String problem;
    if (Constraints.ENTITY_TYPE.equals(field.constraints().format())) {
      problem = type.peer(text) == null ? "It must be the name of an entity type." : null;
    } else {
      problem = StrategyText.problemWith(text, type::peer);
    }
    if (problem != null) {
      errors.put(field.name(), new FieldError(field.name(), problem));
    }
  }

  private static void setMember(
      EntityType type,
      SyncedEntity record,
      String name,
      JsonValue json,
      Map<String, FieldError> errors) {
    EntityField field = type.field(name);
    if (field == null) {
      addForeign(name, errors);
      return;
    }
    WireValue value = WireValue.read(field, json);
    if (value instanceof WireValue.Value read) {
      field.set(record, read.value());
    } else if (value instanceof WireValue.Wrong wrong) {
      errors.put(name, new FieldError(name, wrong.message()));
    }
  }

  private static void addForeign(String name, Map<String, FieldError> errors) {
    if (TENANT.contains(name)) {
      errors.put(
          name, new FieldError(name, "The tenant is taken from the sign-in, never from a record."));
    } else if (!ENVELOPE.contains(name) && errors.size() < MOST_ERRORS) {
      errors.put(name, FieldError.ofForeignName(name, "There is no such field."));
    }
  }

  private static List<FieldError> firstOf(Map<String, FieldError> errors) {
    return errors.values().stream().limit(MOST_ERRORS).toList();
  }

  /** The field at fault; a constraint on the whole record names the payload. */
  private static String fieldOf(ConstraintViolation<?> violation) {
    for (Path.Node node : violation.getPropertyPath()) {
      if (node.getName() != null) {
        return node.getName();
      }
    }
    return "payload";
  }
}
