package org.tidebook.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.tidebook.sync.domain.Stamp;
import org.tidebook.sync.problem.HttpProblem;
import org.tidebook.sync.problem.ProblemType;

/** Tenants and users in the database. */
@ApplicationScoped
public class Users {

  @PersistenceContext(unitName = "tidebook")
  @SuppressWarnings("NullAway.Init") // The container injects it.
  private EntityManager entities;

  @Inject private SignIns signIns;

  /** The user with this email, compared without case. */
  @Transactional(Transactional.TxType.SUPPORTS)
  public @Nullable User find(String email) {
    return entities
        .createQuery("select u from User u where u.emailKey = :key", User.class)
        .setParameter("key", User.emailKey(email))
        .getResultList()
        .stream()
        .findFirst()
        .orElse(null);
  }

  /**
   * Refuses an email that a user has.
   *
   * @throws HttpProblem {@code conflict}
   */
  @Transactional(Transactional.TxType.SUPPORTS)
  public void requireFree(String email) {
    if (find(email) != null) {
      throw HttpProblem.of(ProblemType.CONFLICT, "This email is in use already.");
    }
  }

  /**
   * Makes a tenant and its owner and signs the owner in, all or nothing.
   *
   * @throws jakarta.persistence.PersistenceException among others if the email is taken: two
   *     registrations at once are told apart by the unique key alone
   */
  @Transactional
  public SignedIn register(
      Registration registration, String passwordHash, SessionToken token, Stamp now) {
    Tenant tenant = new Tenant(UUID.randomUUID().toString(), registration.organisation(), now);
    User owner =
        new User(
            UUID.randomUUID().toString(),
            tenant.id(),
            registration.name(),
            registration.email(),
            passwordHash,
            Role.OWNER,
            now);
    entities.persist(tenant);
    // The entities know nothing of each other, so the order of the inserts is made here.
    entities.flush();
    entities.persist(owner);
    entities.flush();
    return signIns.start(owner, token, SignIns.lifetime(registration.remember()), now);
  }
}
