package org.tidebook.identity;

import java.util.Comparator;

/** A device of a user: two users of one browser profile have a device each. */
record DeviceKey(String userId, String deviceId) implements Comparable<DeviceKey> {

  private static final Comparator<DeviceKey> ORDER =
      Comparator.comparing(DeviceKey::userId).thenComparing(DeviceKey::deviceId);

  @Override
  public int compareTo(DeviceKey other) {
    return ORDER.compare(this, other);
  }
}
