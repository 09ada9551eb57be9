package org.tidebook.sync.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** What {@code conformance/hybrid-clock.json} does not say, because only Java has it. */
class HybridClockTest {

  @Test
  void physicalTimeIsCutToMilliseconds() {
    Stamp now = Stamp.parse("2026-11-22T08:30:00.123999Z");
    assertEquals(Stamp.parse("2026-11-22T08:30:00.123000Z"), HybridClock.next(now, null, null));
  }
}
