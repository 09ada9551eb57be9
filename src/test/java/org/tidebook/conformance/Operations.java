package org.tidebook.conformance;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tidebook.sync.domain.ConflictContext;
import org.tidebook.sync.domain.ConflictResolver;
import org.tidebook.sync.domain.ConflictResult;
import org.tidebook.sync.domain.Decimals;
import org.tidebook.sync.domain.Digest;
import org.tidebook.sync.domain.FieldMergeResolver;
import org.tidebook.sync.domain.HybridClock;
import org.tidebook.sync.domain.LastWriteWinsResolver;
import org.tidebook.sync.domain.ManualMergeResolver;
import org.tidebook.sync.domain.Stamp;

/**
 * The rules by the names that cases use, JSON in and JSON out. Twin of {@code
 * webapp-client/test/conformance/operations.ts}.
 */
final class Operations {

  /** Looked up once: the methods of {@code Json} search the class path at every call. */
  static final JsonProvider JSON = JsonProvider.provider();

  private static final Map<String, Function<JsonObject, JsonValue>> BY_NAME =
      Map.ofEntries(
          Map.entry("stamp.parse", in -> json(Stamp.parse(in.getString("text")))),
          Map.entry("stamp.next", in -> json(stamp(in, "stamp").next())),
          Map.entry("stamp.max", in -> json(Stamp.max(stamp(in, "a"), stamp(in, "b")))),
          Map.entry("stamp.to_micros", in -> text(Long.toString(stamp(in, "stamp").micros()))),
          Map.entry(
              "stamp.from_micros",
              in -> json(Stamp.ofMicros(Long.parseLong(in.getString("micros"))))),
          Map.entry("stamp.from_millis", in -> json(Stamp.of(Instant.ofEpochMilli(ms(in, "ms"))))),
          Map.entry(
              "clock.issue",
              in ->
                  json(
                      HybridClock.next(
                          ms(in, "physicalNowMs"),
                          stampOrNull(in, "lastIssued"),
                          stampOrNull(in, "versionEdited")))),
          Map.entry("clock.issue_each", Operations::issueEach),
          Map.entry(
              "clock.clamp",
              in ->
                  json(
                      HybridClock.clamp(
                          stamp(in, "edit"), stamp(in, "serverNow"), stampOrNull(in, "stored")))),
          Map.entry(
              "clock.change_stamp",
              in -> json(HybridClock.changeStamp(stamp(in, "serverNow"), stamp(in, "tenantLast")))),
          Map.entry("resolver.last_write_wins", in -> resolve(new LastWriteWinsResolver(), in)),
          Map.entry("resolver.field_merge", Operations::fieldMerge),
          Map.entry("resolver.manual_merge", in -> resolve(new ManualMergeResolver(), in)),
          Map.entry("decimal.canonical", Operations::canonicalDecimal),
          Map.entry("digest.hash", in -> text(plus(Digest.NONE, in).hex())),
          Map.entry("digest.sum", Operations::digest));

  private Operations() {}

  static Set<String> names() {
    return BY_NAME.keySet();
  }

  /** What the rule answers; a refusal is an answer too. */
  static JsonValue answer(String operation, JsonObject input) {
    Function<JsonObject, JsonValue> rule = BY_NAME.get(operation);
    if (rule == null) {
      throw new IllegalStateException("No operation is called " + operation + ".");
    }
    try {
      return rule.apply(input);
    } catch (IllegalArgumentException refusal) {
      return JSON.createObjectBuilder().add("error", refusal.getMessage()).build();
    }
  }

  private static JsonValue digest(JsonObject in) {
    Digest digest = Digest.NONE;
    for (JsonObject record : in.getJsonArray("records").getValuesAs(JsonObject.class)) {
      digest = plus(digest, record);
    }
    return text(digest.count() + " " + digest.hex());
  }

  private static Digest plus(Digest digest, JsonObject record) {
    return digest.plus(record.getString("id"), stamp(record, "updatedAt"));
  }

  private static JsonValue issueEach(JsonObject in) {
    JsonArrayBuilder issued = JSON.createArrayBuilder();
    Stamp last = stampOrNull(in, "lastIssued");
    for (JsonNumber now : in.getJsonArray("physicalNowMs").getValuesAs(JsonNumber.class)) {
      last = HybridClock.next(now.longValueExact(), last, null);
      issued.add(last.toString());
    }
    return issued.build();
  }

  private static JsonValue fieldMerge(JsonObject in) {
    Set<String> reviewed =
        !in.containsKey("review")
            ? Set.of()
            : in.getJsonArray("review").getValuesAs(JsonString::getString).stream()
                .collect(Collectors.toUnmodifiableSet());
    return resolve(new FieldMergeResolver(reviewed), in);
  }

  private static JsonValue resolve(ConflictResolver resolver, JsonObject in) {
    ConflictResult result =
        resolver.resolve(
            new ConflictContext(
                in.getString("entityType"),
                in.getString("entityId"),
                record(in, "local"),
                record(in, "remote"),
                record(in, "base"),
                stamp(in, "localStamp"),
                stampOrNull(in, "remoteStamp")));
    JsonObjectBuilder answer = JSON.createObjectBuilder().add("use", result.use().word());
    if (result.merged() != null) {
      answer.add("merged", JSON.createObjectBuilder(result.merged()));
    }
    return answer
        .add("needsManualReview", result.needsManualReview())
        .add("disputedFields", JSON.createArrayBuilder(result.disputedFields()))
        .build();
  }

  private static JsonValue canonicalDecimal(JsonObject in) {
    String canonical =
        Decimals.canonical(
            in.getString("text"), in.getInt("integerDigits"), in.getInt("fractionDigits"));
    return canonical == null ? JsonValue.NULL : text(canonical);
  }

  private static @Nullable Map<String, @Nullable Object> record(JsonObject in, String name) {
    if (in.isNull(name)) {
      return null;
    }
    Map<String, @Nullable Object> fields = new HashMap<>();
    in.getJsonObject(name)
        .forEach((field, value) -> fields.put(field, value == JsonValue.NULL ? null : value));
    return fields;
  }

  private static long ms(JsonObject in, String name) {
    return in.getJsonNumber(name).longValueExact();
  }

  private static Stamp stamp(JsonObject in, String name) {
    return Stamp.parse(in.getString(name));
  }

  private static @Nullable Stamp stampOrNull(JsonObject in, String name) {
    return in.isNull(name) ? null : stamp(in, name);
  }

  private static JsonString json(Stamp stamp) {
    return text(stamp.toString());
  }

  private static JsonString text(String text) {
    return JSON.createValue(text);
  }
}
