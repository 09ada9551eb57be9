package org.tidebook.sync.domain;

import java.util.Set;

/**
 * Both edits stand as far as they can: a field that one side changed takes that side's value, one
 * that both changed to different values takes the newer side's. So edits of different fields lose
 * nothing, in whichever order they arrive. Of a deletion and an edit the newer one stands.
 *
 * <p>Twin of {@code webapp-client/src/sync/domain/field-merge-resolver.ts}; both pass {@code
 * conformance/field-merge.json}.
 */
public final class FieldMergeResolver implements ConflictResolver {

  private final Set<String> reviewed;

  /** A merge that asks nobody. */
  public FieldMergeResolver() {
    this(Set.of());
  }

  /**
   * A merge that asks about some fields.
   *
   * @param reviewed fields that are put to the user where both sides changed them; what the merge
   *     says holds until then
   */
  public FieldMergeResolver(Set<String> reviewed) {
    this.reviewed = Set.copyOf(reviewed);
  }

  @Override
  public String strategy() {
    return "field_merge";
  }

  @Override
  public ConflictResult resolve(ConflictContext context) {
    return ThreeWayMerge.merge(context, reviewed::contains);
  }
}
