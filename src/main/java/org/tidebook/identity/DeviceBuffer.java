package org.tidebook.identity;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What devices did since it was last written: a device that syncs ten times a second costs one row
 * every few seconds, and no request waits for it.
 */
final class DeviceBuffer {

  private SortedMap<DeviceKey, DeviceProgress> waiting = new TreeMap<>();

  /** Adds to what waits; whether nothing waited before. */
  synchronized boolean add(DeviceKey device, DeviceProgress progress) {
    boolean wasEmpty = waiting.isEmpty();
    waiting.merge(device, progress, DeviceProgress::then);
    return wasEmpty;
  }

  /** Hands over what waits. The order is the same on every node, so that writers never deadlock. */
  synchronized SortedMap<DeviceKey, DeviceProgress> take() {
    SortedMap<DeviceKey, DeviceProgress> taken = waiting;
    waiting = new TreeMap<>();
    return taken;
  }
}
