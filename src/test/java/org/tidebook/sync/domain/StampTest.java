package org.tidebook.sync.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What {@code conformance/stamp-*.json} does not say, because only Java has it. */
class StampTest {

  private static final Stamp STAMP = Stamp.parse("2026-11-22T08:30:00.123004Z");

  @Test
  void anInstantIsCutToMicroseconds() {
    assertEquals(STAMP, Stamp.of(Instant.parse("2026-11-22T08:30:00.123004999Z")));
  }

  @Test
  void goesToAnInstantAndBack() {
    assertEquals(STAMP, Stamp.of(STAMP.toInstant()));
    assertEquals(Stamp.LAST, Stamp.of(Stamp.LAST.toInstant()));
  }

  @Test
  void instantsOutsideOfItsRangeAreRefused() {
    assertRefused(() -> Stamp.of(Instant.EPOCH.minusNanos(1)));
    assertRefused(() -> Stamp.of(Stamp.LAST.toInstant().plusNanos(1_000)));
    assertRefused(() -> Stamp.of(Instant.MIN));
    assertRefused(() -> Stamp.of(Instant.MAX));
    // In microseconds, cut to 64 bits, this would be half a second after 1970.
    assertRefused(() -> Stamp.of(Instant.ofEpochSecond(-18_446_744_073_709L)));
  }

  @Test
  void addsADurationThatMayBeNegative() {
    assertEquals("2026-11-22T08:31:00.123004Z", STAMP.plus(Duration.ofMinutes(1)).toString());
    assertEquals("2026-11-22T08:29:00.123004Z", STAMP.plus(Duration.ofMinutes(-1)).toString());
  }

  @Test
  void additionNeverLeavesItsRange() {
    assertRefused(() -> Stamp.EPOCH.plus(Duration.ofNanos(-1)));
    assertRefused(() -> Stamp.LAST.plus(Duration.ofNanos(1_000)));
    assertRefused(() -> STAMP.plus(Duration.ofSeconds(Long.MAX_VALUE)));
    assertRefused(() -> STAMP.plus(Duration.ofSeconds(Long.MIN_VALUE)));
  }

  @Test
  void isOrderedByTime() {
    assertTrue(STAMP.compareTo(STAMP.next()) < 0);
    assertTrue(STAMP.next().isAfter(STAMP));
    assertEquals(0, STAMP.compareTo(Stamp.ofMicros(STAMP.micros())));
  }

  @Test
  void aFractionMayBeOfAnyLength() {
    assertEquals(STAMP, Stamp.parse("2026-11-22T08:30:00.123004" + "9".repeat(1_000_000) + "Z"));
  }

  private static void assertRefused(Runnable rule) {
    IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, rule::run);
    assertEquals(StampText.OUT_OF_RANGE, refusal.getMessage());
  }
}
