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

  private final Map<String, ConflictResolver> byType = new ConcurrentHashMap<>();
  private volatile ConflictResolver forAll = new LastWriteWinsResolver();

  /** Sets the rule for all types that have none of their own. */
  public void setConflictResolver(ConflictResolver resolver) {
    forAll = resolver;
  }

  /** Sets the rule for one type. */
  public void setConflictResolver(String entityType, ConflictResolver resolver) {
    byType.put(entityType, resolver);
  }

  /** The rule for a type. */
  public ConflictResolver getConflictResolver(String entityType) {
    return byType.getOrDefault(entityType, forAll);
  }
}
