package org.tidebook.conformance;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.List;
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

  private final Random random;
  private final GarbledText garbled;

  private final Map<String, Supplier<JsonObjectBuilder>> inputs =
      Map.ofEntries(
          Map.entry("stamp.parse", () -> object().add("text", stampText())),
          Map.entry("stamp.next", () -> object().add("stamp", stamp())),
          Map.entry("stamp.max", this::twoStamps),
          Map.entry("stamp.to_micros", () -> object().add("stamp", stamp())),
          Map.entry("stamp.from_micros", () -> object().add("micros", Long.toString(anyMicros()))),
          Map.entry("stamp.from_millis", () -> object().add("ms", anyMillis())),
          Map.entry("clock.issue", this::issue),
          Map.entry("clock.issue_each", this::issueEach),
          Map.entry("clock.clamp", this::clamp),
          Map.entry("clock.change_stamp", this::changeStamp),
          Map.entry("resolver.last_write_wins", this::context),
          Map.entry("decimal.canonical", this::decimal));

  Generator(long seed) {
    random = new Random(seed);
    garbled = new GarbledText(random);
  }

  /** One more input for the operation. */
  JsonObject next(String operation) {
    Supplier<JsonObjectBuilder> input = inputs.get(operation);
    if (input == null) {
      throw new IllegalStateException("No inputs are generated for " + operation + ".");
    }
    return input.get().build();
  }

  private String stampText() {
    return switch (random.nextInt(6)) {
      case 0 -> stamp();
      case 1 -> garbled.mutate(stamp());
      case 2 -> garbled.mutate(isoText(pick(List.of("-", "")), pick(List.of(":", ""))));
      case 3 -> garbled.text(32);
      case 4 -> isoText("", "");
      default -> isoText("-", ":");
    };
  }

  /** A date and time of the shape, mostly with numbers that exist. */
  private String isoText(String dash, String colon) {
    String date = year() + dash + number(12, 1) + dash + number(31, 1);
    String time = number(23, 0) + colon + number(59, 0);
    if (random.nextInt(8) == 0) {
      time = "24" + colon + "00";
    }
    if (random.nextInt(4) > 0) {
      time += colon + (random.nextInt(4) == 0 ? "00" : number(59, 0));
      if (random.nextBoolean()) {
        time += pick(List.of(".", ",")) + digits(1 + random.nextInt(12));
      }
    }
    return date + pick(List.of("T", "T", "t")) + time + offset(colon);
  }

  private String year() {
    return switch (random.nextInt(4)) {
      case 0 -> pick(List.of("1969", "1970", "9999", "0000", "0070", "2000", "2028", "2100"));
      case 1 -> digits(4);
      default -> Integer.toString(1970 + random.nextInt(300));
    };
  }

  private String offset(String colon) {
    return switch (random.nextInt(4)) {
      case 0 -> "Z";
      case 1 -> pick(List.of("z", "+00:00", "-00:00", "+23:59", "-2359", "+24:00", "+07", ""));
      default ->
          pick(List.of("+", "-")) + number(23, 0) + pick(List.of(colon, ":")) + number(59, 0);
    };
  }

  /** Two digits from {@code from} to {@code to}, seldom any two. */
  private String number(int to, int from) {
    return random.nextInt(40) == 0
        ? digits(2)
        : "%02d".formatted(from + random.nextInt(to - from + 1));
  }

  private String digits(int count) {
    StringBuilder digits = new StringBuilder();
    for (int i = 0; i < count; i++) {
      digits.append((char) ('0' + (random.nextInt(3) == 0 ? 0 : random.nextInt(10))));
    }
    return digits.toString();
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
    JsonArrayBuilder readings = Json.createArrayBuilder();
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

  private JsonObjectBuilder decimal() {
    String plain = (random.nextBoolean() ? "-" : "") + digits(1 + random.nextInt(18));
    if (random.nextInt(3) > 0) {
      plain += "." + digits(1 + random.nextInt(7));
    }
    String text =
        switch (random.nextInt(8)) {
          case 0 -> garbled.mutate(plain);
          case 1 -> garbled.text(12);
          case 2 -> "000" + plain + "000";
          default -> plain;
        };
    boolean usual = random.nextBoolean();
    return object()
        .add("text", text)
        .add("integerDigits", usual ? 15 : random.nextInt(20))
        .add("fractionDigits", usual ? 4 : random.nextInt(8));
  }

  private JsonValue stampOrNull(long close) {
    return switch (random.nextInt(12)) {
      case 0, 1, 2 -> JsonValue.NULL;
      case 3, 4 -> Json.createValue(stamp());
      case 5 -> Json.createValue(Stamp.LAST.toString());
      default -> Json.createValue(stamp(near(close)));
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
    return Json.createObjectBuilder();
  }
}
