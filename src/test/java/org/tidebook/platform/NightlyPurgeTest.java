package org.tidebook.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NightlyPurgeTest {

  @ParameterizedTest
  @CsvSource({
    "2026-11-22T02:29:59Z, PT1S",
    "2026-11-22T02:30:00Z, PT24H",
    "2026-11-22T02:30:01Z, PT23H59M59S",
    "2026-12-31T23:30:00Z, PT3H",
    "2028-02-28T02:30:00.001Z, PT23H59M59.999S"
  })
  void theNextNightIsAlwaysAhead(Instant now, Duration until) {
    assertEquals(until, NightlyPurge.untilNight(now, Settings.DEFAULT_PURGE_AT));
  }
}
