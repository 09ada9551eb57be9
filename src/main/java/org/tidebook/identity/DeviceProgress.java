package org.tidebook.identity;

import org.jspecify.annotations.Nullable;
import org.tidebook.sync.domain.Stamp;
import org.tidebook.sync.store.Synced;

/**
 * What a device did of late.
 *
 * @param userAgent what its program calls itself
 * @param lastSyncedAt when a push or pull of it was last answered
 * @param checkpoint what the answer to its last pull carried; null if it did not pull
 * @param acknowledged the highest feed position after a push of it; null if it did not push
 */
record DeviceProgress(
    String userAgent,
    Stamp firstSyncedAt,
    Stamp lastSyncedAt,
    @Nullable Stamp checkpoint,
    @Nullable Stamp acknowledged) {

  static DeviceProgress of(CallingDevice device, Synced synced, Stamp now) {
    return switch (synced.direction()) {
      case DOWNSTREAM -> new DeviceProgress(device.userAgent(), now, now, synced.position(), null);
      case UPSTREAM -> new DeviceProgress(device.userAgent(), now, now, null, synced.position());
    };
  }

  /**
   * This and what came after it. A checkpoint can go back, when a device begins anew; what was
   * acknowledged stays so.
   */
  DeviceProgress then(DeviceProgress later) {
    return new DeviceProgress(
        later.userAgent,
        firstSyncedAt,
        Stamp.max(lastSyncedAt, later.lastSyncedAt),
        later.checkpoint == null ? checkpoint : later.checkpoint,
        highest(acknowledged, later.acknowledged));
  }

  private static @Nullable Stamp highest(@Nullable Stamp a, @Nullable Stamp b) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    return Stamp.max(a, b);
  }
}
