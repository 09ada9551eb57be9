package org.tidebook.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tidebook.sync.domain.Stamp;

/** Sign-ins in the database: begun, found, kept alive, ended. */
@ApplicationScoped
public class SignIns {

  /** With "remember me": a month without use, which covers a holiday. */
  static final Duration REMEMBERED = Duration.ofDays(30);

  /** Without: as long as the browser runs, but not if it was left running unused for a week. */
  static final Duration NOT_REMEMBERED = Duration.ofDays(7);

  /** Noting every request would turn every read into a write. */
  private static final Duration NOTED_EVERY = Duration.ofMinutes(5);

  private static final String FIND =
      "select new org.tidebook.identity.SignedIn("
          + "u.id, u.name, u.email, u.role, t.id, t.name, s.lastSeenAtMicros, s.lifetimeMicros)"
          + " from SignIn s, User u, Tenant t"
          + " where s.tokenHash = :hash and s.expiresAtMicros > :now"
          + " and u.id = s.userId and u.removedAtMicros is null and t.id = u.tenantId";

  @PersistenceContext(unitName = "tidebook")
  @SuppressWarnings("NullAway.Init") // The container injects it.
  private EntityManager entities;

  static Duration lifetime(boolean remember) {
    return remember ? REMEMBERED : NOT_REMEMBERED;
  }

  /** Signs a user in, and takes the opportunity to remove what has expired. */
  @Transactional
  public SignedIn start(User user, SessionToken token, Duration lifetime, Stamp now) {
    entities
        .createQuery("delete from SignIn s where s.expiresAtMicros <= :now")
        .setParameter("now", now.micros())
        .executeUpdate();
    SignIn signIn = new SignIn(token.hash(), user.id(), lifetime, now);
    entities.persist(signIn);
    Tenant tenant = entities.getReference(Tenant.class, user.tenantId());
    return SignedIn.of(user, tenant, signIn);
  }

  /** Who this token stands for: nobody if it is unknown, ended or expired. */
  @Transactional
  public @Nullable SignedIn find(SessionToken token, Stamp now) {
    SignedIn found =
        entities
            .createQuery(FIND, SignedIn.class)
            .setParameter("hash", token.hash())
            .setParameter("now", now.micros())
            .getResultStream()
            .findFirst()
            .orElse(null);
    if (found != null && isDueForNoting(found, now)) {
      note(token, found, now);
    }
    return found;
  }

  /** Which of these token hashes stand for somebody; 1 to 1,000 of them. */
  @Transactional
  public List<String> holding(Collection<String> tokenHashes, Stamp now) {
    return entities
        .createQuery(
            "select s.tokenHash from SignIn s"
                + " where s.tokenHash in :hashes and s.expiresAtMicros > :now",
            String.class)
        .setParameter("hashes", tokenHashes)
        .setParameter("now", now.micros())
        .getResultList();
  }

  @Transactional
  public void end(SessionToken token) {
    entities
        .createQuery("delete from SignIn s where s.tokenHash = :hash")
        .setParameter("hash", token.hash())
        .executeUpdate();
  }

  static boolean isDueForNoting(SignedIn signedIn, Stamp now) {
    return now.isAfter(Stamp.ofMicros(signedIn.lastSeenAtMicros()).plus(NOTED_EVERY));
  }

  private void note(SessionToken token, SignedIn signedIn, Stamp now) {
    entities
        .createQuery(
            "update SignIn s set s.lastSeenAtMicros = :now, s.expiresAtMicros = :expires"
                + " where s.tokenHash = :hash")
        .setParameter("now", now.micros())
        .setParameter("expires", now.micros() + signedIn.lifetimeMicros())
        .setParameter("hash", token.hash())
        .executeUpdate();
  }
}
