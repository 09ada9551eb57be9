package org.tidebook.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Writes thousands of generated questions for every rule, with Java's answers, to {@code
 * target/differential/cases.ndjson}; {@code npm run test:differential} compares them with
 * TypeScript's. The first line tells the seed and how many cases follow.
 */
class DifferentialCasesTest {

  private static final int CASES_PER_OPERATION = 4_000;
  private static final long USUAL_SEED = 20_261_122;

  private static final String VALUE = "value";
  private static final String UNREADABLE = "A stamp is";
  private static final String OUT_OF_RANGE = "A stamp lies";

  /** The answers that generated inputs must bring out; without them they would prove nothing. */
  private static final Map<String, Set<String>> KINDS_OF_ANSWER =
      Map.ofEntries(
          Map.entry("stamp.parse", Set.of(VALUE, UNREADABLE, OUT_OF_RANGE)),
          Map.entry("stamp.next", Set.of(VALUE, OUT_OF_RANGE)),
          Map.entry("stamp.max", Set.of(VALUE)),
          Map.entry("stamp.to_micros", Set.of(VALUE)),
          Map.entry("stamp.from_micros", Set.of(VALUE, OUT_OF_RANGE)),
          Map.entry("stamp.from_millis", Set.of(VALUE, OUT_OF_RANGE)),
          Map.entry("clock.issue", Set.of(VALUE, OUT_OF_RANGE)),
          Map.entry("clock.issue_each", Set.of(VALUE, OUT_OF_RANGE)),
          Map.entry("clock.clamp", Set.of(VALUE, OUT_OF_RANGE)),
          Map.entry("clock.change_stamp", Set.of(VALUE, OUT_OF_RANGE)),
          Map.entry("resolver.last_write_wins", Set.of("local", "remote")),
          Map.entry("resolver.field_merge", Set.of("local", "remote", "merged", "asks")),
          Map.entry("resolver.manual_merge", Set.of("local", "remote", "merged", "asks")),
          Map.entry("decimal.canonical", Set.of(VALUE, "null")),
          Map.entry("digest.hash", Set.of(VALUE)),
          Map.entry("digest.sum", Set.of(VALUE)));

  @Test
  void writesJavasAnswersToGeneratedQuestions() throws IOException {
    long seed = seed();
    Generator generator = new Generator(seed);
    List<String> lines = new ArrayList<>();
    for (String operation : new TreeSet<>(Operations.names())) {
      Map<String, Integer> countsByKind = new HashMap<>();
      for (int i = 0; i < CASES_PER_OPERATION; i++) {
        JsonObject input = generator.next(operation);
        JsonValue answer = Operations.answer(operation, input);
        countsByKind.merge(kind(answer), 1, Integer::sum);
        lines.add(
            line(
                Operations.JSON
                    .createObjectBuilder()
                    .add("operation", operation)
                    .add("input", input)
                    .add("expected", answer)
                    .build()));
      }
      assertEquals(KINDS_OF_ANSWER.get(operation), countsByKind.keySet(), operation);
      countsByKind.forEach(
          (kind, count) -> assertTrue(count >= 10, operation + " " + kind + ": " + count));
    }
    lines.add(
        0,
        line(
            Operations.JSON
                .createObjectBuilder()
                .add("seed", seed)
                .add("cases", lines.size())
                .build()));
    Path file = Path.of("target", "differential", "cases.ndjson");
    Files.createDirectories(file.getParent());
    Files.write(file, lines, StandardCharsets.US_ASCII);
    System.out.printf(
        "%,d differential cases in %s, repeat with -Dtidebook.seed=%d%n",
        lines.size() - 1, file, seed);
  }

  private static long seed() {
    String seed = System.getProperty("tidebook.seed", Long.toString(USUAL_SEED));
    // Small enough to be exact as a number in the file's first line.
    return seed.equals("fresh") ? System.nanoTime() % 1_000_000_000 : Long.parseLong(seed);
  }

  private static String kind(JsonValue answer) {
    if (answer instanceof JsonObject object) {
      return object.containsKey("error")
          ? object.getString("error").startsWith(UNREADABLE) ? UNREADABLE : OUT_OF_RANGE
          : object.getBoolean("needsManualReview") ? "asks" : object.getString("use");
    }
    return answer.equals(JsonValue.NULL) ? "null" : VALUE;
  }

  /** JSON in ASCII: half characters would not survive UTF-8. */
  private static String line(JsonObject json) {
    StringBuilder line = new StringBuilder();
    for (char c : json.toString().toCharArray()) {
      if (c < 0x7f) {
        line.append(c);
      } else {
        line.append("\\u%04x".formatted((int) c));
      }
    }
    return line.toString();
  }
}
