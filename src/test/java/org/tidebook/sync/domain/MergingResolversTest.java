package org.tidebook.sync.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Properties over generated versions; a failure names its seed. */
class MergingResolversTest {

  private static final int RUNS = 2_000;
  private static final List<String> FIELDS = List.of("amount", "date", "memo", "payee");
  private static final Stamp EARLY = Stamp.parse("2026-11-22T08:30:00.000001Z");
  private static final Stamp LATE = Stamp.parse("2026-11-22T09:00:00.000000Z");

  static List<ConflictResolver> resolvers() {
    return List.of(
        new LastWriteWinsResolver(),
        new FieldMergeResolver(),
        new FieldMergeResolver(Set.of("amount", "date")),
        new ManualMergeResolver());
  }

  static List<ConflictResolver> merging() {
    return resolvers().subList(1, 4);
  }

  @ParameterizedTest
  @MethodSource("resolvers")
  void theAnswerIsTheSameEachTimeAndNothingGivenIsChanged(ConflictResolver resolver) {
    for (int seed = 0; seed < RUNS; seed++) {
      ConflictContext context = context(new Random(seed));
      ConflictContext same = context(new Random(seed));
      assertEquals(resolver.resolve(context), resolver.resolve(same), "seed " + seed);
      assertEquals(same, context, "seed " + seed);
    }
  }

  @ParameterizedTest
  @MethodSource("resolvers")
  void whatWasDecidedStaysWhenTheSameVersionComesAgain(ConflictResolver resolver) {
    for (int seed = 0; seed < RUNS; seed++) {
      ConflictContext context = context(new Random(seed));
      var decided = standing(resolver.resolve(context), context);
      if (context.remote() == null && decided != null) {
        // A deleted version is no base. Nobody asks about an edit that started from the version
        // that the server has.
        continue;
      }
      ConflictContext again =
          new ConflictContext(
              "transactions",
              "id",
              decided,
              context.remote(),
              context.remote(),
              LATE,
              context.remoteStamp());
      ConflictResult result = resolver.resolve(again);
      assertFalse(result.needsManualReview(), "seed " + seed);
      assertSame(decided, standing(result, again), seed);
    }
  }

  @ParameterizedTest
  @MethodSource("merging")
  void editsOfDifferentFieldsLoseNothingInEitherOrderOfArrival(ConflictResolver resolver) {
    for (int seed = 0; seed < RUNS; seed++) {
      Random random = new Random(seed);
      var base = fields(random);
      var one = new HashMap<>(base);
      var other = new HashMap<>(base);
      var both = new HashMap<>(base);
      for (String field : FIELDS) {
        Object value = value(random);
        (random.nextBoolean() ? one : other).put(field, value);
        both.put(field, value);
      }
      assertMerged(resolver, base, one, other, both, seed);
      assertMerged(resolver, base, other, one, both, seed);
    }
  }

  private static void assertMerged(
      ConflictResolver resolver,
      Map<String, @Nullable Object> base,
      Map<String, @Nullable Object> local,
      Map<String, @Nullable Object> remote,
      Map<String, @Nullable Object> expected,
      int seed) {
    for (Stamp localStamp : List.of(EARLY, EARLY.next(), LATE)) {
      var context =
          new ConflictContext("transactions", "id", local, remote, base, localStamp, EARLY.next());
      ConflictResult result = resolver.resolve(context);
      assertFalse(result.needsManualReview(), "seed " + seed);
      assertSame(expected, standing(result, context), seed);
    }
  }

  private static void assertSame(
      @Nullable Map<String, @Nullable Object> expected,
      @Nullable Map<String, @Nullable Object> found,
      int seed) {
    assertEquals(expected == null, found == null, "seed " + seed);
    if (expected != null && found != null) {
      assertTrue(
          FIELDS.stream().allMatch(name -> Objects.equals(expected.get(name), found.get(name))),
          () -> "seed " + seed + ": " + expected + " became " + found);
    }
  }

  private static @Nullable Map<String, @Nullable Object> standing(
      ConflictResult result, ConflictContext context) {
    return switch (result.use()) {
      case LOCAL -> context.local();
      case REMOTE -> context.remote();
      case MERGED -> result.merged();
    };
  }

  private static ConflictContext context(Random random) {
    return new ConflictContext(
        "transactions",
        "id",
        version(random),
        version(random),
        version(random),
        Stamp.ofMicros(EARLY.micros() + random.nextInt(3)),
        Stamp.ofMicros(EARLY.micros() + random.nextInt(3)));
  }

  private static @Nullable Map<String, @Nullable Object> version(Random random) {
    return random.nextInt(6) == 0 ? null : fields(random);
  }

  private static Map<String, @Nullable Object> fields(Random random) {
    Map<String, @Nullable Object> fields = new HashMap<>();
    FIELDS.stream()
        .filter(field -> random.nextInt(4) > 0)
        .forEach(field -> fields.put(field, value(random)));
    return fields;
  }

  private static @Nullable Object value(Random random) {
    return switch (random.nextInt(5)) {
      case 0 -> null;
      case 1 -> true;
      default -> Integer.toString(random.nextInt(3));
    };
  }
}
