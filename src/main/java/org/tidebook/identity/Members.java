package org.tidebook.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;
import org.tidebook.sync.domain.Stamp;
import org.tidebook.sync.problem.HttpProblem;
import org.tidebook.sync.problem.ProblemType;

/** The members of a tenant in the database. */
@ApplicationScoped
public class Members {

  /** What lets a user in or says what they came in with (D6). */
  private static final List<String> TABLES_OF_A_USER = List.of("sign_in", "access_token", "device");

  @PersistenceContext(unitName = "tidebook")
  @SuppressWarnings("NullAway.Init") // The container injects it.
  private EntityManager entities;

  /** All that a tenant ever had, in the order in which they came, removed ones too. */
  @Transactional(Transactional.TxType.SUPPORTS)
  public List<User> of(String tenantId) {
    return entities
        .createQuery(
            "select u from User u where u.tenantId = :tenant order by u.createdAtMicros, u.id",
            User.class)
        .setParameter("tenant", tenantId)
        .getResultList();
  }

  /**
   * Adds a member.
   *
   * @throws jakarta.persistence.PersistenceException among others if the email is taken
   */
  @Transactional
  public User add(String tenantId, NewMember member, String passwordHash, Stamp now) {
    User user =
        new User(
            UUID.randomUUID().toString(),
            tenantId,
            member.name(),
            member.email(),
            passwordHash,
            member.role(),
            now);
    entities.persist(user);
    entities.flush();
    return user;
  }

  /**
   * Removes a member and ends their sign-ins and tokens. Removals of one tenant wait for each
   * other, since two owners who remove each other at once must not leave it without one.
   *
   * @throws HttpProblem {@code not-found}, or {@code conflict} for the last owner
   */
  @Transactional
  public void remove(String tenantId, String userId, Stamp now) {
    entities.find(Tenant.class, tenantId, LockModeType.PESSIMISTIC_WRITE);
    List<User> members =
        of(tenantId).stream().filter(member -> member.removedAt() == null).toList();
    User user =
        members.stream()
            .filter(member -> member.id().equals(userId))
            .findFirst()
            .orElseThrow(() -> HttpProblem.of(ProblemType.NOT_FOUND));
    if (user.role() == Role.OWNER && owners(members) == 1) {
      throw HttpProblem.of(
          ProblemType.CONFLICT,
          "The last owner cannot be removed: nobody could manage the members any more.");
    }
    user.remove(now);
    for (String table : TABLES_OF_A_USER) {
      entities
          .createNativeQuery("delete from " + table + " where user_id = ?1")
          .setParameter(1, userId)
          .executeUpdate();
    }
  }

  private static long owners(List<User> members) {
    return members.stream().filter(member -> member.role() == Role.OWNER).count();
  }
}
