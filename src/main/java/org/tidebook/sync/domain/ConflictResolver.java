package org.tidebook.sync.domain;

/**
 * A rule that decides between two versions: pure, synchronous, the same answer for the same
 * context.
 *
 * <p>Twin of {@code ConflictResolver} in {@code webapp-client/src/sync/domain/conflict.ts}.
 */
public interface ConflictResolver {

  /** The name by which the rule is chosen, such as {@code last_write_wins}. */
  String strategy();

  /** Says which version stands; storing it is the caller's part. */
  ConflictResult resolve(ConflictContext context);
}
