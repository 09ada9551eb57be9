package org.tidebook.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.tidebook.sync.domain.Stamp;

class SignInAttemptsTest {

  private static final Stamp START = Stamp.parse("2026-11-22T08:30:00Z");

  private final SignInAttempts attempts = new SignInAttempts("ayu@example.org");

  @Test
  void nineFailuresInARowCostNothing() {
    fail(9);

    assertEquals(Duration.ZERO, attempts.waitAfterFailure());
    assertEquals(Duration.ZERO, attempts.attempt(START));
  }

  @Test
  void fromTheTenthFailureOnTheEmailWaits() {
    fail(10);

    assertEquals(Duration.ofMinutes(1), attempts.waitAfterFailure());
    assertEquals(Duration.ofSeconds(40), attempts.attempt(START.plus(Duration.ofSeconds(20))));
  }

  @Test
  void anAttemptWhileWaitingDoesNotProlongTheWait() {
    fail(10);
    attempts.attempt(START.plus(Duration.ofSeconds(59)));

    assertEquals(Duration.ZERO, attempts.attempt(START.plus(Duration.ofSeconds(60))));
  }

  @Test
  void theWaitDoublesUpToItsLimit() {
    Stamp now = START;
    fail(10);
    for (int i = 0; i < 6; i++) {
      now = now.plus(attempts.waitAfterFailure());
      attempts.attempt(now);
    }

    assertEquals(Duration.ofMinutes(15), attempts.waitAfterFailure());
  }

  @Test
  void aLongPauseForgetsTheFailures() {
    fail(10);
    attempts.attempt(START.plus(Duration.ofHours(25)));

    assertEquals(Duration.ZERO, attempts.waitAfterFailure());
  }

  @Test
  void aRegressingClockDoesNotMakeAFreeAttemptWait() {
    attempts.attempt(START.plus(Duration.ofSeconds(1)));

    assertEquals(Duration.ZERO, attempts.attempt(START));
  }

  private void fail(int times) {
    for (int i = 0; i < times; i++) {
      attempts.attempt(START);
    }
  }
}
