package org.tidebook.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.tidebook.sync.domain.Stamp;

/** Personal access tokens in the database: made, found, listed, revoked. */
@ApplicationScoped
public class AccessTokens {

  /** Noting every request would turn every read into a write. */
  private static final Duration NOTED_EVERY = Duration.ofMinutes(5);

  private static final String FIND =
      "select k, u, t from AccessToken k, User u, Tenant t"
          + " where k.tokenHash = :hash and u.id = k.userId and u.removedAtMicros is null"
          + " and t.id = u.tenantId";

  @PersistenceContext(unitName = "tidebook")
  @SuppressWarnings("NullAway.Init") // The container injects it.
  private EntityManager entities;

  /** Makes a token that stands for a user. */
  @Transactional
  public AccessToken make(String userId, String name, BearerToken secret, Stamp now) {
    AccessToken token =
        new AccessToken(UUID.randomUUID().toString(), userId, name, secret.hash(), now);
    entities.persist(token);
    return token;
  }

  /** Who this secret stands for: nobody if it is unknown or revoked. */
  @Transactional
  public @Nullable SignedIn find(BearerToken secret, Stamp now) {
    Object[] row =
        entities
            .createQuery(FIND, Object[].class)
            .setParameter("hash", secret.hash())
            .getResultStream()
            .findFirst()
            .orElse(null);
    if (row == null) {
      return null;
    }
    AccessToken token = (AccessToken) row[0];
    if (isDueForNoting(token, now)) {
      note(token, now);
    }
    return SignedIn.of((User) row[1], (Tenant) row[2], token);
  }

  /** Which of these token hashes stand for somebody; 1 to 1,000 of them. */
  @Transactional
  public List<String> holding(Collection<String> tokenHashes) {
    return entities
        .createQuery(
            "select k.tokenHash from AccessToken k where k.tokenHash in :hashes", String.class)
        .setParameter("hashes", tokenHashes)
        .getResultList();
  }

  /** A user's tokens, the oldest first. */
  @Transactional
  public List<AccessToken> of(String userId) {
    return entities
        .createQuery(
            "select k from AccessToken k where k.userId = :user order by k.createdAtMicros, k.id",
            AccessToken.class)
        .setParameter("user", userId)
        .getResultList();
  }

  /** Revokes one of a user's own tokens; whether there was one. */
  @Transactional
  public boolean revoke(String userId, String id) {
    return entities
            .createQuery("delete from AccessToken k where k.id = :id and k.userId = :user")
            .setParameter("id", id)
            .setParameter("user", userId)
            .executeUpdate()
        > 0;
  }

  static boolean isDueForNoting(AccessToken token, Stamp now) {
    Stamp lastUsedAt = token.lastUsedAt();
    return lastUsedAt == null || now.isAfter(lastUsedAt.plus(NOTED_EVERY));
  }

  /** By a query of its own: two requests at once are no conflict of versions. */
  private void note(AccessToken token, Stamp now) {
    entities
        .createQuery("update AccessToken k set k.lastUsedAtMicros = :now where k.id = :id")
        .setParameter("now", now.micros())
        .setParameter("id", token.id())
        .executeUpdate();
  }
}
