package org.tidebook.identity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import org.tidebook.sync.domain.Stamp;

/**
 * The sign-ins for one email that have not succeeded, in a row.
 *
 * <p>Every attempt is counted before its password is checked, and a success removes the count:
 * counting afterwards would let a thousand guesses sent at once all pass.
 */
@Entity
@Table(name = "sign_in_attempts")
public class SignInAttempts {

  /** From this failure in a row on, the email has to wait. */
  static final int FREE_ATTEMPTS = 10;

  private static final Duration FIRST_WAIT = Duration.ofMinutes(1);

  /** A stranger can lock an owner out with wrong passwords, so the wait has an end. */
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);

  /** After this time without an attempt the count starts anew. */
  static final Duration FORGOTTEN_AFTER = Duration.ofDays(1);

  @Id
  @Column(name = "email_key")
  private String emailKey;

  private int attempts;

  @Column(name = "last_at")
  private long lastAtMicros;

  @Column(name = "blocked_until")
  private long blockedUntilMicros;

  @SuppressWarnings("NullAway.Init") // JPA fills the fields.
  protected SignInAttempts() {}

  SignInAttempts(String emailKey) {
    this.emailKey = emailKey;
  }

  public String emailKey() {
    return emailKey;
  }

  /**
   * Counts an attempt, unless the email has to wait.
   *
   * @return how long it has to wait: zero if this attempt may go on
   */
  Duration attempt(Stamp now) {
    if (blockedUntilMicros > now.micros()) {
      return Duration.ofNanos((blockedUntilMicros - now.micros()) * 1_000);
    }
    if (now.isAfter(Stamp.ofMicros(lastAtMicros).plus(FORGOTTEN_AFTER))) {
      attempts = 0;
    }
    attempts++;
    lastAtMicros = now.micros();
    // Not "until now" without a wait: of two attempts at once the later one may have read its clock
    // first, and would have to wait for nothing.
    Duration wait = waitAfterFailure();
    blockedUntilMicros = wait.isZero() ? 0 : now.plus(wait).micros();
    return Duration.ZERO;
  }

  /** How long the email has to wait if the last attempt fails: zero for the first ones. */
  Duration waitAfterFailure() {
    if (attempts < FREE_ATTEMPTS) {
      return Duration.ZERO;
    }
    Duration wait = FIRST_WAIT;
    for (int i = FREE_ATTEMPTS; i < attempts && wait.compareTo(LONGEST_WAIT) < 0; i++) {
      wait = wait.multipliedBy(2);
    }
    return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
  }
}
