package org.tidebook.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.tidebook.sync.domain.Stamp;

/**
 * Sign-ins in the database: begun and ended; {@link CallerTable} finds them and keeps them alive.
 */
@ApplicationScoped
public class SignIns {

  /** With "remember me": a month without use, which covers a holiday. */
  static final Duration REMEMBERED = Duration.ofDays(30);

  /** Without: as long as the browser runs, but not if it was left running unused for a week. */
  static final Duration NOT_REMEMBERED = Duration.ofDays(7);

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

  /** Which of these token hashes stand for somebody; 1 to 1,000 of them. */
  @Transactional(Transactional.TxType.SUPPORTS)
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
}
