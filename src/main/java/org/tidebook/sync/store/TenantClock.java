package org.tidebook.sync.store;

import org.jspecify.annotations.Nullable;
import org.tidebook.sync.domain.Stamp;

/**
 * The clock of a tenant's feed, as it was read.
 *
 * @param changedAt the feed position: the last change stamp that was committed
 * @param horizon the largest change stamp purged; null before the first purge
 * @param feed UUID of the tenant's history; a restored backup gets a new one
 * @param digested whether the tenant's digests are kept up to date
 */
public record TenantClock(Stamp changedAt, @Nullable Stamp horizon, String feed, boolean digested) {

  /**
   * Whether a checkpoint can be gone on from.
   *
   * @param since the caller's checkpoint
   * @param tombstonesFrom where the caller's knowledge of deletions begins: the checkpoint, or
   *     during an initial pull the position at which that began
   * @param callersFeed the feed that the checkpoint belongs to; null is not checked
   * @throws ResyncRequired if not
   */
  void require(Stamp since, Stamp tombstonesFrom, @Nullable String callersFeed) {
    if (callersFeed != null) {
      if (!feed.equalsIgnoreCase(callersFeed)) {
        throw new ResyncRequired("The checkpoint belongs to another feed.");
      }
      if (since.isAfter(changedAt)) {
        throw new ResyncRequired("The checkpoint is later than the feed.");
      }
    }
    if (horizon != null && horizon.isAfter(tombstonesFrom)) {
      throw new ResyncRequired("Deletions since the checkpoint have been purged.");
    }
  }
}
