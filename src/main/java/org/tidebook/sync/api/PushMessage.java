package org.tidebook.sync.api;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tidebook.sync.domain.Stamp;
import org.tidebook.sync.entity.Texts;
import org.tidebook.sync.problem.HttpProblem;
import org.tidebook.sync.problem.ProblemType;
import org.tidebook.sync.store.PushRequest;
import org.tidebook.sync.store.SentChange;

/** Reads a push so far that each change has an id to answer to (A2). */
final class PushMessage {

  static final int MAX_CHANGES = 1_000;
  static final int MAX_BYTES = 8 * 1024 * 1024;

  private PushMessage() {}

  /**
   * @throws HttpProblem {@code bad-request} or {@code too-large}
   */
  static PushRequest read(JsonObject body) {
    return new PushRequest(since(body), feed(body), changes(body));
  }

  private static List<SentChange> changes(JsonObject body) {
    if (!(body.get("changes") instanceof JsonArray array)) {
      throw bad("The member changes must be an array of objects.");
    }
    if (array.size() > MAX_CHANGES) {
      throw HttpProblem.of(
          ProblemType.TOO_LARGE, "A push may have at most " + MAX_CHANGES + " changes.");
    }
    List<SentChange> changes = new ArrayList<>(array.size());
    for (JsonValue element : array) {
      if (!(element instanceof JsonObject change)) {
        throw bad("The member changes must be an array of objects.");
      }
      if (!(change.get("id") instanceof JsonString id) || !Texts.isUuid(id.getString())) {
        throw bad("Every change must have an id that is a UUID.");
      }
      changes.add(SentChange.of(id.getString(), change));
    }
    return changes;
  }

  private static @Nullable Stamp since(JsonObject body) {
    String text = text(body, "since");
    try {
      return text == null ? null : Stamp.parse(text);
    } catch (IllegalArgumentException e) {
      throw bad("The member since must be a date and time of ISO 8601 with an offset.");
    }
  }

  private static @Nullable String feed(JsonObject body) {
    String text = text(body, "feed");
    if (text != null && !Texts.isUuid(text)) {
      throw bad("The member feed must be a UUID.");
    }
    return text;
  }

  private static @Nullable String text(JsonObject body, String name) {
    JsonValue value = body.get(name);
    if (value == null || value.getValueType() == JsonValue.ValueType.NULL) {
      return null;
    }
    if (value instanceof JsonString text) {
      return text.getString();
    }
    throw bad("The member " + name + " must be a text.");
  }

  private static HttpProblem bad(String why) {
    return HttpProblem.of(ProblemType.BAD_REQUEST, why);
  }
}
