package org.tidebook.conformance;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import org.tidebook.sync.domain.Stamp;

/**
 * Inputs for every operation, from a seed. Values crowd where rules break: equal stamps, one
 * microsecond apart, full counters, both ends of time, the edge of exact doubles, the 60 s of
 * drift.
 */
final class Generator {

  private static final long LAST = Stamp.LAST.micros();
  private static final long MINUTE = 60_000_000L;
  private static final long DAY = 86_400_000_000L;

  /**
   * Where stamps crowd, in microseconds: ends of time, of exact doubles, of days, years, counters.
   */
  private static final List<Long> LANDMARKS =
      List.of(
          0L,
          LAST,
          1L << 53,
          1_795_336_200_123_999L,
          Stamp.parse("2026-12-31T23:59:59.999999Z").micros(),
          Stamp.parse("2028-02-28T23:59:59.999999Z").micros(),
          Stamp.parse("2100-02-28T23:59:59.999999Z").micros(),
          Stamp.parse("2400-02-29T23:59:59.999999Z").micros());

  private static final List<Long> STEPS =
      List.of(0L, 1L, 2L, 999L, 1_000L, 1_001L, MINUTE - 1, MINUTE, MINUTE + 1, DAY);

  /** Names whose order differs by code unit, by code point and by alphabet. */
  private static final List<String> FIELDS =
      List.of("amount", "Zone", "\uff41", "\ud83c\udfe0", "memo");

  private final Random random;
  private final GarbledText garbled;
  private final PlausibleText plausible;

  private final Map<String, Supplier<JsonObjectBuilder>> inputs;

  Generator(long seed) {
    random = new Random(seed);
    garbled = new GarbledText(random);
    plausible = new PlausibleText(random, garbled);
    inputs =
        Map.ofEntries(
            Map.entry("stamp.parse", () -> object().add("text", plausible.stamp(stamp()))),
            Map.entry("stamp.next", () -> object().add("stamp", stamp())),
            Map.entry("stamp.max", this::twoStamps),
            Map.entry("stamp.to_micros", () -> object().add("stamp", stamp())),
            Map.entry(
                "stamp.from_micros", () -> object().add("micros", Long.toString(anyMicros()))),
            Map.entry("stamp.from_millis", () -> object().add("ms", anyMillis())),
            Map.entry("clock.issue", this::issue),
            Map.entry("clock.issue_each", this::issueEach),
            Map.entry("clock.clamp", this::clamp),
            Map.entry("clock.change_stamp", this::changeStamp),
            Map.entry("resolver.last_write_wins", this::context),
            Map.entry("resolver.field_merge", this::mergeContextWithReview),
            Map.entry("resolver.manual_merge", this::mergeContext),
            Map.entry("decimal.canonical", this::decimal),
            Map.entry("digest.hash", this::version),
            Map.entry("digest.sum", this::versions));
  }

  /** One more input for the operation. */
  JsonObject next(String operation) {
    Supplier<JsonObjectBuilder> input = inputs.get(operation);
    if (input == null) {
      throw new IllegalStateException("No inputs are generated for " + operation + ".");
    }
    return input.get().build();
  }

  private String stamp() {
    return stamp(micros());
  }

  private static String stamp(long micros) {
    return Stamp.ofMicros(inRange(micros)).toString();
  }

  private static long inRange(long micros) {
    return Math.max(0, Math.min(LAST, micros));
  }

  private long micros() {
    return inRange(
        switch (random.nextInt(4)) {
          case 0 -> near(pick(LANDMARKS));
          case 1 -> random.nextLong(LAST / 1_000) * 1_000 + 999;
          default -> random.nextLong(LAST);
        });
  }

  private long near(long micros) {
    long step = pick(STEPS);
    return random.nextBoolean() ? micros + step : micros - step;
  }

  private long anyMicros() {
    return random.nextInt(4) == 0 ? random.nextLong() : near(micros());
  }

  private long anyMillis() {
    long beyondDates = (1L << 53) - 1;
    return random.nextInt(4) == 0
        ? random.nextLong(-beyondDates, beyondDates)
        : Math.floorDiv(near(micros()), 1_000);
  }

  private JsonObjectBuilder twoStamps() {
    long a = micros();
    return object().add("a", stamp(a)).add("b", stamp(near(a)));
  }

  private JsonObjectBuilder issue() {
    long now = micros();
    return object()
        .add("physicalNowMs", random.nextInt(8) == 0 ? anyMillis() : now / 1_000)
        .add("lastIssued", stampOrNull(now))
        .add("versionEdited", stampOrNull(now));
  }

  private JsonObjectBuilder issueEach() {
    long now = micros();
    JsonArrayBuilder readings = Operations.JSON.createArrayBuilder();
    for (int i = random.nextInt(8); i >= 0; i--) {
      readings.add(Math.floorDiv(near(now), 1_000));
    }
    return object().add("physicalNowMs", readings).add("lastIssued", stampOrNull(now));
  }

  private JsonObjectBuilder clamp() {
    long now = micros();
    String edit = random.nextInt(3) == 0 ? stamp() : stamp(near(now));
    return object().add("edit", edit).add("serverNow", stamp(now)).add("stored", stampOrNull(now));
  }

  private JsonObjectBuilder changeStamp() {
    long now = micros();
    return object().add("serverNow", stamp(now)).add("tenantLast", stamp(near(now)));
  }

  private JsonObjectBuilder context() {
    long local = micros();
    return object()
        .add("entityType", pick(List.of("accounts", "contacts", "transactions")))
        .add("entityId", new UUID(random.nextLong(), random.nextLong()).toString())
        .add("local", record())
        .add("remote", record())
        .add("base", record())
        .add("localStamp", stamp(local))
        .add("remoteStamp", stampOrNull(local));
  }

  /** Versions of few fields with few values, so that sides often agree. */
  private JsonObjectBuilder mergeContext() {
    long local = micros();
    return object()
        .add("entityType", "transactions")
        .add("entityId", new UUID(random.nextLong(), random.nextLong()).toString())
        .add("local", version(8))
        .add("remote", version(8))
        .add("base", version(4))
        .add("localStamp", stamp(local))
        .add("remoteStamp", stampOrNull(local));
  }

  private JsonObjectBuilder mergeContextWithReview() {
    JsonArrayBuilder review = Operations.JSON.createArrayBuilder();
    FIELDS.stream().filter(field -> random.nextInt(3) == 0).forEach(review::add);
    return mergeContext().add("review", review);
  }

  private JsonValue version(int nullOnceIn) {
    if (random.nextInt(nullOnceIn) == 0) {
      return JsonValue.NULL;
    }
    JsonObjectBuilder fields = object();
    for (String field : FIELDS) {
      switch (random.nextInt(5)) {
        case 0 -> {}
        case 1 -> fields.addNull(field);
        case 2 -> fields.add(field, random.nextBoolean());
        default -> fields.add(field, pick(List.of("1", "2", "\u00e9", "e\u0301")));
      }
    }
    return fields.build();
  }

  private JsonObjectBuilder version() {
    String id = new UUID(random.nextLong(), random.nextLong()).toString();
    return object()
        .add("id", random.nextInt(4) == 0 ? id.toUpperCase(Locale.ROOT) : id)
        .add("updatedAt", stamp());
  }

  private JsonObjectBuilder versions() {
    JsonArrayBuilder records = Operations.JSON.createArrayBuilder();
    for (int i = random.nextInt(12); i > 0; i--) {
      records.add(version());
    }
    return object().add("records", records);
  }

  private JsonObjectBuilder decimal() {
    boolean usual = random.nextBoolean();
    return object()
        .add("text", plausible.decimal())
        .add("integerDigits", usual ? 15 : random.nextInt(20))
        .add("fractionDigits", usual ? 4 : random.nextInt(8));
  }

  private JsonValue stampOrNull(long close) {
    return switch (random.nextInt(12)) {
      case 0, 1, 2 -> JsonValue.NULL;
      case 3, 4 -> Operations.JSON.createValue(stamp());
      case 5 -> Operations.JSON.createValue(Stamp.LAST.toString());
      default -> Operations.JSON.createValue(stamp(near(close)));
    };
  }

  private JsonValue record() {
    return random.nextInt(4) == 0
        ? JsonValue.NULL
        : object().add("name", garbled.text(8)).add("updatedAt", stamp()).build();
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }

  private static JsonObjectBuilder object() {
    return Operations.JSON.createObjectBuilder();
  }
}
