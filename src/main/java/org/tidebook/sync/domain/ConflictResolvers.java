package org.tidebook.sync.domain;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which rule decides for which entity type, as a program sets it: one for all types, and others for
 * single ones. Safe for use by several threads.
 *
 * <p>Twin of {@code webapp-client/src/sync/conflict-resolvers.ts}, which also knows the settings of
 * a tenant.
 */
public final class ConflictResolvers {

  private static final ConflictResolver LAST_WRITE_WINS = new LastWriteWinsResolver();

  private final Map<String, ConflictResolver> byType = new ConcurrentHashMap<>();
  private volatile ConflictResolver forAll = LAST_WRITE_WINS;

  /**
   * Sets the rule for all types that have none of their own.
   *
   * @throws IllegalArgumentException for a rule that takes the name of last-write-wins
   */
  public void setConflictResolver(ConflictResolver resolver) {
    forAll = withNameOfItsOwn(resolver);
  }

  /**
   * Sets the rule for one type.
   *
   * @throws IllegalArgumentException for a rule that takes the name of last-write-wins
   */
  public void setConflictResolver(String entityType, ConflictResolver resolver) {
    byType.put(entityType, withNameOfItsOwn(resolver));
  }

  private static ConflictResolver withNameOfItsOwn(ConflictResolver resolver) {
    if (resolver.strategy().equals(LAST_WRITE_WINS.strategy())
        && !(resolver instanceof LastWriteWinsResolver)) {
      throw new IllegalArgumentException(
          "A rule of your own needs a name of its own: "
              + LAST_WRITE_WINS.strategy()
              + " is how the server decides.");
    }
    return resolver;
  }

  /** The rule for a type. */
  public ConflictResolver getConflictResolver(String entityType) {
    return byType.getOrDefault(entityType, forAll);
  }
}
