package org.tidebook.sync.store;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tidebook.sync.domain.Change;
import org.tidebook.sync.domain.Change.Action;
import org.tidebook.sync.domain.Stamp;
import org.tidebook.sync.entity.EntityType;
import org.tidebook.sync.entity.EntityTypes;
import org.tidebook.sync.entity.FieldError;
import org.tidebook.sync.entity.Texts;

/** Reads the members of one sent change, noting everything that is wrong. */
final class ChangeReader {

  private static final String NEEDS_UUID = "It must be a UUID.";
  private static final String NEEDS_STAMP =
      "It must be a date and time of ISO 8601 with an offset, from 1970 on.";

  private final JsonObject json;
  private final SentChange.Terms terms;
  private final List<FieldError> errors = new ArrayList<>();

  private ChangeReader(JsonObject json, SentChange.Terms terms) {
    this.json = json;
    this.terms = terms;
  }

  static ReadChange read(SentChange sent, EntityTypes types) {
    return new ChangeReader(sent.json(), sent.terms()).read(sent.key(), types);
  }

  private ReadChange read(String key, EntityTypes types) {
    EntityType type = required("entityType", "There is no such entity type.", types::named);
    Action action =
        required("action", "It must be create, update or delete.", ChangeReader::action);
    String entityId = required("entityId", NEEDS_UUID, ChangeReader::uuid);
    Stamp updatedAt =
        terms.stampedByServer()
            ? optional("updatedAt", NEEDS_STAMP, ChangeReader::stamp)
            : required("updatedAt", NEEDS_STAMP, ChangeReader::stamp);
    Stamp base =
        terms.base() != null
            ? terms.base()
            : optional("baseUpdatedAt", NEEDS_STAMP, ChangeReader::stamp);
    String group = optional("group", NEEDS_UUID, ChangeReader::uuid);
    JsonObject payload = payload();
    if (type == null || action == null || entityId == null || !errors.isEmpty()) {
      return new ReadChange.Garbled(group, errors);
    }
    Change change =
        new Change(key, type.name(), action, entityId, group, updatedAt, base, Map.of());
    return new ReadChange.Understood(change, type, payload);
  }

  private <T> @Nullable T required(
      String name, String message, Function<String, @Nullable T> parse) {
    T value = optional(name, message, parse);
    if (value == null && isAbsent(name)) {
      errors.add(new FieldError(name, "It is required."));
    }
    return value;
  }

  private <T> @Nullable T optional(
      String name, String message, Function<String, @Nullable T> parse) {
    if (isAbsent(name)) {
      return null;
    }
    T value = json.get(name) instanceof JsonString text ? parse.apply(text.getString()) : null;
    if (value == null) {
      errors.add(new FieldError(name, message));
    }
    return value;
  }

  private JsonObject payload() {
    if (isAbsent("payload")) {
      return JsonValue.EMPTY_JSON_OBJECT;
    }
    if (json.get("payload") instanceof JsonObject payload) {
      return payload;
    }
    errors.add(new FieldError("payload", "It must be an object."));
    return JsonValue.EMPTY_JSON_OBJECT;
  }

  private boolean isAbsent(String name) {
    JsonValue value = json.get(name);
    return value == null || value.getValueType() == JsonValue.ValueType.NULL;
  }

  private static @Nullable Action action(String word) {
    try {
      return Action.parse(word);
    } catch (IllegalArgumentException e) {
      return null; // an outcome here, answered with the field named
    }
  }

  private static @Nullable String uuid(String text) {
    return Texts.isUuid(text) ? text.toLowerCase(Locale.ROOT) : null;
  }

  private static @Nullable Stamp stamp(String text) {
    try {
      return Stamp.parse(text);
    } catch (IllegalArgumentException e) {
      return null; // an outcome here, answered with the field named
    }
  }
}
