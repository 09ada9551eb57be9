package org.tidebook.sync.store;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.tidebook.sync.domain.Stamp;

/**
 * How far the purge of a tenant has come.
 *
 * <pre>
 *   nothing purged ──horizon moved──► tombstones left ──all removed──► purged to the horizon ─┐
 *                                           ▲                                                │
 *                                           └──────────────────horizon moved─────────────────┘
 * </pre>
 *
 * @param horizon no tombstone up to this change stamp can be counted on; null before the first
 *     purge
 * @param movedAt server time at which the horizon was last moved
 * @param purgedTo up to this change stamp there are no tombstones any more
 */
record PurgeState(@Nullable Stamp horizon, @Nullable Stamp movedAt, @Nullable Stamp purgedTo) {

  /**
   * How long the horizon stands before anything below it is removed, and before it moves again. A
   * pull that read the clock before the horizon moved is over by then; and runs of several nodes in
   * one night are one step together, not two.
   */
  static final Duration STEPS_APART = Duration.ofHours(12);

  /** Whether a run at this time may take the next step. */
  boolean isDue(Stamp now) {
    return movedAt == null || !movedAt.plus(STEPS_APART).isAfter(now);
  }

  /** The horizon, if tombstones may be left below it; otherwise null. */
  @Nullable Stamp toRemoveTo() {
    return horizon != null && horizon.isAfter(removedTo()) ? horizon : null;
  }

  /** There are no tombstones up to this change stamp. */
  Stamp removedTo() {
    return purgedTo == null ? Stamp.EPOCH : purgedTo;
  }
}
