package org.tidebook.sync.entity;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonParser;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Checks the text of a {@link ConflictStrategies} field: a JSON object from the name of an entity
 * type to {@code {"strategy": word, "review": [field, …]}}, the review optional. It names the
 * fields that a person decides on when both sides changed them, so it needs a strategy that merges.
 *
 * <p>Messages name types and fields that exist and give the place of what does not (E5).
 */
final class StrategyText {

  private static final String WITHOUT_REVIEW = "last_write_wins";
  private static final List<String> STRATEGIES =
      List.of(WITHOUT_REVIEW, "field_merge", "manual_merge");
  private static final Set<String> MEMBERS = Set.of("strategy", "review");

  private StrategyText() {}

  /**
   * The first thing that is wrong, as a sentence; null if nothing is.
   *
   * @param types an entity type by its name, null where there is none
   */
  static @Nullable String problemWith(String text, Function<String, @Nullable EntityType> types) {
    if (!(parse(text) instanceof JsonObject strategies)) {
      return "It must be a JSON object in a text.";
    }
    int place = 0;
    for (Map.Entry<String, JsonValue> entry : strategies.entrySet()) {
      place++;
      EntityType type = types.apply(entry.getKey());
      if (type == null) {
        return "Entry " + place + " does not name an entity type.";
      }
      String problem = problemWithEntry(entry.getValue(), type);
      if (problem != null) {
        return "The entry of " + type.name() + " " + problem;
      }
    }
    return null;
  }

  private static @Nullable String problemWithEntry(JsonValue value, EntityType type) {
    if (!(value instanceof JsonObject entry)) {
      return "must be an object with a strategy.";
    }
    if (!MEMBERS.containsAll(entry.keySet())) {
      return "may have the members strategy and review, and no other.";
    }
    if (!(entry.get("strategy") instanceof JsonString strategy)
        || !STRATEGIES.contains(strategy.getString())) {
      return "must have one of these strategies: " + String.join(", ", STRATEGIES) + ".";
    }
    JsonValue review = entry.get("review");
    return review == null ? null : problemWithReview(review, strategy.getString(), type);
  }

  private static @Nullable String problemWithReview(
      JsonValue review, String strategy, EntityType type) {
    if (!(review instanceof JsonArray fields)) {
      return "must have a list of field names as its review.";
    }
    if (strategy.equals(WITHOUT_REVIEW) && !fields.isEmpty()) {
      return "has fields to review, which " + WITHOUT_REVIEW + " never asks about.";
    }
    for (int i = 0; i < fields.size(); i++) {
      if (!(fields.get(i) instanceof JsonString name) || type.field(name.getString()) == null) {
        return "has a review whose item " + (i + 1) + " does not name a field of that type.";
      }
    }
    return null;
  }

  private static @Nullable JsonValue parse(String text) {
    try (JsonParser parser = Json.createParser(new StringReader(text))) {
      parser.next();
      JsonValue value = parser.getValue();
      if (parser.hasNext()) {
        throw new JsonException("There is more than one value.");
      }
      return value;
    } catch (RuntimeException e) {
      // Not JsonException alone: for what is nested too deeply, parsers throw whatever they like.
      return null;
    }
  }
}
