package org.tidebook.identity;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.tidebook.sync.domain.Stamp;

class CallerTableTest {

  private static final Stamp START = Stamp.parse("2026-11-22T08:30:00Z");

  @Test
  void theFirstUseOfATokenIsNotedAtOnce() {
    assertTrue(CallerTable.isDueForNoting(lastSeenAt(Stamp.EPOCH), START));
  }

  @Test
  void aUseIsNotedFiveMinutesAfterTheLastThatWas() {
    assertFalse(CallerTable.isDueForNoting(lastSeenAt(START), START.plus(Duration.ofMinutes(5))));
    assertTrue(
        CallerTable.isDueForNoting(lastSeenAt(START), START.plus(Duration.ofMinutes(5)).next()));
  }

  private static SignedIn lastSeenAt(Stamp stamp) {
    return new SignedIn(
        "user", "Ayu", "a@example.org", "owner", "tenant", "Homes", stamp.micros(), 1);
  }
}
