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
import org.tidebook.sync.store.SentChange;

/**
 * A write to one record by its own address, as the change that it stands for: the rest is the work
 * of the push (protocol, 5.2).
 *
 * @param action {@code CREATE} for POST and PUT, which also make a record that was purged; {@code
 *     UPDATE} for PATCH
 * @param id of the record, UUID in lower case
 * @param terms what the headers ask
 * @param updatedAt the edit stamp as sent; null leaves it to the server
 * @param payload the body; its envelope is ignored
 */
record EntityWrite(
    EntityType type,
    Action action,
    String id,
    WriteTerms terms,
    @Nullable JsonValue updatedAt,
    JsonObject payload) {

  private static final String NEEDS_UUID = "It must be a UUID.";

  /**
   * A POST to the type. Without an id in the body the server makes one: of a type with one record
   * for the tenant its only id, else from the key, if there is one, so that a repeat means the same
   * record.
   *
   * @throws HttpProblem {@code bad-request} or {@code invalid}
   */
  static EntityWrite create(EntityType type, String tenantId, WriteTerms terms, JsonObject body) {
    String id = idIn(body);
    if (id == null) {
      id = type.onePerTenant() ? tenantId : newId(type, terms);
    }
    return new EntityWrite(type, Action.CREATE, id, terms, stampIn(body), body);
  }

  private static String newId(EntityType type, WriteTerms terms) {
    String key = terms.key();
    return key == null
        ? UUID.randomUUID().toString()
        : UUID.nameUUIDFromBytes(
                (type.name() + "/" + key.toLowerCase(Locale.ROOT)).getBytes(StandardCharsets.UTF_8))
            .toString();
  }

  /**
   * A PUT or PATCH to the record.
   *
   * @param id UUID in lower case, from the address
   * @throws HttpProblem {@code bad-request} or {@code invalid}
   */
  static EntityWrite update(
      EntityType type, Action action, String id, WriteTerms terms, JsonObject body) {
    String inBody = idIn(body);
    if (inBody != null && !inBody.equals(id)) {
      throw invalidId("It must be the id in the address, or be left out.");
    }
    return new EntityWrite(type, action, id, terms, stampIn(body), body);
  }

  /**
   * A DELETE of the record.
   *
   * @param updatedAt the query parameter
   */
  static EntityWrite delete(
      EntityType type, String id, WriteTerms terms, @Nullable String updatedAt) {
    JsonValue stamp = updatedAt == null ? null : Json.createValue(updatedAt);
    return new EntityWrite(type, Action.DELETE, id, terms, stamp, JsonValue.EMPTY_JSON_OBJECT);
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
    // No members of a change, but part of what may not differ when the same key comes again.
    IfMatch ifMatch = terms.ifMatch();
    if (ifMatch.text() != null) {
      json.add("ifMatch", ifMatch.text());
    }
    if (terms.onlyNew()) {
      json.add("ifNoneMatch", "*");
    }
    String key = terms.key();
    return SentChange.of(
        key == null ? UUID.randomUUID().toString() : key,
        json.build(),
        new SentChange.Terms(true, terms.presence(), base));
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
