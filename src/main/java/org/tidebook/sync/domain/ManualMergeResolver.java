package org.tidebook.sync.domain;

/**
 * Merges as {@link FieldMergeResolver} does, but whatever both sides changed to different values is
 * put to the user.
 *
 * <p>Twin of {@code webapp-client/src/sync/domain/manual-merge-resolver.ts}; both pass {@code
 * conformance/manual-merge.json}.
 */
public final class ManualMergeResolver implements ConflictResolver {

  @Override
  public String strategy() {
    return "manual_merge";
  }

  @Override
  public ConflictResult resolve(ConflictContext context) {
    return ThreeWayMerge.merge(context, field -> true);
  }
}
