package org.tidebook.sync.store;

/**
 * What a run of the purge did.
 *
 * @param horizonsMoved tenants whose horizon it moved
 * @param tombstones how many it removed
 * @param receipts how many it removed, those of groups too
 * @param failedTenants tenants at which the database failed; the next run goes on there
 */
public record PurgeCounts(int horizonsMoved, long tombstones, long receipts, int failedTenants) {

  static final PurgeCounts NONE = new PurgeCounts(0, 0, 0, 0);

  PurgeCounts plus(PurgeCounts other) {
    return new PurgeCounts(
        horizonsMoved + other.horizonsMoved,
        tombstones + other.tombstones,
        receipts + other.receipts,
        failedTenants + other.failedTenants);
  }
}
