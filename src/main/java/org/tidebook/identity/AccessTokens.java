package org.tidebook.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.tidebook.sync.domain.Stamp;

/**
 * Personal access tokens in the database: made, listed and revoked; {@link CallerTable} finds them.
 */
@ApplicationScoped
public class AccessTokens {

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

  /** Which of these token hashes stand for somebody; 1 to 1,000 of them. */
  @Transactional(Transactional.TxType.SUPPORTS)
  public List<String> holding(Collection<String> tokenHashes) {
    return entities
        .createQuery(
            "select k.tokenHash from AccessToken k where k.tokenHash in :hashes", String.class)
        .setParameter("hashes", tokenHashes)
        .getResultList();
  }

  /** A user's tokens, the oldest first. */
  @Transactional(Transactional.TxType.SUPPORTS)
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
}
