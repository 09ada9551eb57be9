package org.tidebook.sync.api;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.tidebook.sync.domain.Change.Action;
import org.tidebook.sync.domain.Stamp;
import org.tidebook.sync.entity.EntityType;
import org.tidebook.sync.entity.Texts;
import org.tidebook.sync.problem.FieldError;
import org.tidebook.sync.problem.HttpProblem;
import org.tidebook.sync.problem.ProblemType;
import org.tidebook.sync.store.SentChange;

/**
 * A write to one record by its own address, as the change that it stands for: the rest is the work
 * of the push (protocol, 5.2).
 *
 * @param action {@code CREATE} for POST and PUT, which also make a record that was purged; {@code
 *     UPDATE} for PATCH
 * @param id of the record, UUID in lower case
 * @param key the change's id, UUID
 * @param updatedAt the edit stamp as sent; null leaves it to the server
 * @param payload the body; its envelope is ignored
 */
record EntityWrite(
    EntityType type,
    Action action,
    String id,
    String key,
    IfMatch ifMatch,
    @Nullable JsonValue updatedAt,
    JsonObject payload) {

  static final String KEY_HEADER = "Idempotency-Key";

  private static final String NEEDS_UUID = "It must be a UUID.";

  /**
   * A POST to the type. Without an id in the body the server makes one: from the key, if there is
   * one, so that a repeat means the same record.
   *
   * @throws HttpProblem {@code bad-request} or {@code invalid}
   */
  static EntityWrite create(
      EntityType type, @Nullable String keyHeader, IfMatch ifMatch, JsonObject body) {
    String key = key(keyHeader);
    String id = idIn(body);
    if (id == null) {
      id =
          keyHeader == null
              ? UUID.randomUUID().toString()
              : UUID.nameUUIDFromBytes(
                      (type.name() + "/" + key.toLowerCase(Locale.ROOT))
                          .getBytes(StandardCharsets.UTF_8))
                  .toString();
    }
    return new EntityWrite(type, Action.CREATE, id, key, ifMatch, stampIn(body), body);
  }

  /**
   * A PUT or PATCH to the record.
   *
   * @param id UUID in lower case, from the address
   * @throws HttpProblem {@code bad-request} or {@code invalid}
   */
  static EntityWrite update(
      EntityType type,
      Action action,
      String id,
      @Nullable String keyHeader,
      IfMatch ifMatch,
      JsonObject body) {
    String inBody = idIn(body);
    if (inBody != null && !inBody.equals(id)) {
      throw invalidId("It must be the id in the address, or be left out.");
    }
    return new EntityWrite(type, action, id, key(keyHeader), ifMatch, stampIn(body), body);
  }

  /**
   * A DELETE of the record.
   *
   * @param updatedAt the query parameter
   * @throws HttpProblem {@code bad-request}
   */
  static EntityWrite delete(
      EntityType type,
      String id,
      @Nullable String keyHeader,
      IfMatch ifMatch,
      @Nullable String updatedAt) {
    JsonValue stamp = updatedAt == null ? null : Json.createValue(updatedAt);
    return new EntityWrite(
        type, Action.DELETE, id, key(keyHeader), ifMatch, stamp, JsonValue.EMPTY_JSON_OBJECT);
  }

  boolean deletes() {
    return action == Action.DELETE;
  }

  /**
   * The change.
   *
   * @param base the version that it must meet; null for any
   */
  SentChange change(@Nullable Stamp base) {
    JsonObjectBuilder json =
        Json.createObjectBuilder()
            .add("entityType", type.name())
            .add("action", action.word())
            .add("entityId", id)
            .add("payload", payload);
    if (updatedAt != null) {
      json.add("updatedAt", updatedAt);
    }
    if (ifMatch.text() != null) {
      // No member of a change, but part of what may not differ when the same key comes again.
      json.add("ifMatch", ifMatch.text());
    }
    return SentChange.of(key, json.build(), new SentChange.Terms(true, ifMatch.any(), base));
  }

  private static String key(@Nullable String header) {
    if (header == null) {
      return UUID.randomUUID().toString();
    }
    String key = header.strip();
    if (!Texts.isUuid(key)) {
      throw HttpProblem.of(
          ProblemType.BAD_REQUEST, "The header " + KEY_HEADER + " must be a UUID.");
    }
    return key;
  }

  private static @Nullable String idIn(JsonObject body) {
    JsonValue value = body.get("id");
    if (value == null || value.getValueType() == JsonValue.ValueType.NULL) {
      return null;
    }
    if (value instanceof JsonString text && Texts.isUuid(text.getString())) {
      return text.getString().toLowerCase(Locale.ROOT);
    }
    throw invalidId(NEEDS_UUID);
  }

  private static @Nullable JsonValue stampIn(JsonObject body) {
    JsonValue value = body.get("updatedAt");
    return value == null || value.getValueType() == JsonValue.ValueType.NULL ? null : value;
  }

  private static HttpProblem invalidId(String why) {
    return HttpProblem.invalid(List.of(new FieldError("id", why)));
  }
}
