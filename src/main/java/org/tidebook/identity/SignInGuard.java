package org.tidebook.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Duration;
import org.tidebook.sync.domain.Stamp;
import org.tidebook.sync.problem.HttpProblem;
import org.tidebook.sync.problem.ProblemType;

/**
 * Slows down whoever guesses passwords, over all nodes: by the email that is tried, and by the
 * address that tries many.
 */
@ApplicationScoped
public class SignInGuard {

  @PersistenceContext(unitName = "tidebook")
  @SuppressWarnings("NullAway.Init") // The container injects it.
  private EntityManager entities;

  @Inject private AddressFailures addresses;

  /**
   * Lets an address try, unless it failed too often of late. The try counts as a wrong password or
   * unknown email until it is {@linkplain #excuse excused}.
   *
   * @param address as {@link ClientAddress} gives it
   * @throws HttpProblem {@code slow-down}
   */
  void admitAddress(String address, Stamp now) {
    Duration wait = addresses.attempt(address, now);
    if (!wait.isZero()) {
      throw HttpProblem.of(
              ProblemType.SLOW_DOWN,
              "Too many sign-ins from your network have failed. Wait a while.")
          .withRetryAfter(wait);
    }
  }

  /** A try of the address did not fail, or no password was looked at. */
  void excuse(String address, Stamp tried) {
    addresses.takeBack(address, tried);
  }

  /**
   * Counts an attempt in a transaction of its own, before the password is checked.
   *
   * @return how long the email has to wait if this attempt fails; zero for the first ones
   * @throws HttpProblem {@code slow-down} if it has to wait already
   * @throws jakarta.persistence.PersistenceException if another first attempt came at the same time
   */
  @Transactional(dontRollbackOn = HttpProblem.class)
  public Duration admit(String email, Stamp now) {
    String key = User.emailKey(email);
    SignInAttempts attempts =
        entities.find(SignInAttempts.class, key, LockModeType.PESSIMISTIC_WRITE);
    if (attempts == null) {
      forgetOld(now);
      attempts = new SignInAttempts(key);
      attempts.attempt(now);
      entities.persist(attempts);
      entities.flush();
      return Duration.ZERO;
    }
    Duration wait = attempts.attempt(now);
    if (wait.isZero()) {
      return attempts.waitAfterFailure();
    }
    throw tooMany(wait);
  }

  /** Forgets the failures of an email whose owner came in. */
  @Transactional
  public void succeeded(String email) {
    entities
        .createQuery("delete from SignInAttempts a where a.emailKey = :key")
        .setParameter("key", User.emailKey(email))
        .executeUpdate();
  }

  static HttpProblem tooMany(Duration wait) {
    return HttpProblem.of(
            ProblemType.SLOW_DOWN, "Too many attempts to sign in with this email. Wait a while.")
        .withRetryAfter(wait);
  }

  private void forgetOld(Stamp now) {
    long limit = now.micros() - SignInAttempts.FORGOTTEN_AFTER.toNanos() / 1_000;
    entities
        .createQuery("delete from SignInAttempts a where a.lastAtMicros < :limit")
        .setParameter("limit", limit)
        .executeUpdate();
  }
}
