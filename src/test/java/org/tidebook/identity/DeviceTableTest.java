package org.tidebook.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.tidebook.server.MigratedDatabase;
import org.tidebook.sync.domain.Stamp;
import org.tidebook.sync.store.SyncDatabase;

class DeviceTableTest {

  private static final Stamp START = Stamp.parse("2026-11-22T08:30:00Z");

  private final DeviceTable table = new DeviceTable(new SyncDatabase(MigratedDatabase.source()));
  private final String user = UUID.randomUUID().toString();

  @Test
  void whatADeviceDoesIsAddedToWhatItDidBefore() {
    String device = UUID.randomUUID().toString();
    table.write(one(device, new DeviceProgress("Old", at(1), at(1), at(1), null)));
    table.write(one(device, new DeviceProgress("New", at(2), at(2), null, at(2))));
    table.write(one(device, new DeviceProgress("New", at(3), at(3), at(0), at(1))));

    assertEquals(
        List.of(new Device(device, new DeviceProgress("New", at(1), at(3), at(0), at(2)))),
        table.of(user));
  }

  @Test
  void anOlderNodesLateWordDoesNotTurnTheTimeBack() {
    String device = UUID.randomUUID().toString();
    table.write(one(device, new DeviceProgress("A", at(5), at(5), null, null)));
    table.write(one(device, new DeviceProgress("A", at(4), at(4), null, null)));

    assertEquals(at(5), table.of(user).get(0).progress().lastSyncedAt());
  }

  @Test
  void theDeviceThatSyncedLastComesFirstAndOthersUsersAreNotSeen() {
    SortedMap<DeviceKey, DeviceProgress> done = new TreeMap<>();
    done.putAll(one("a", new DeviceProgress("A", at(1), at(1), null, null)));
    done.putAll(one("b", new DeviceProgress("B", at(2), at(2), null, null)));
    done.put(
        new DeviceKey(UUID.randomUUID().toString(), "c"),
        new DeviceProgress("C", at(3), at(3), null, null));
    table.write(done);

    assertEquals(List.of("b", "a"), table.of(user).stream().map(Device::id).toList());
  }

  @Test
  void ofTooManyDevicesTheLongestIdleIsForgotten() {
    for (int i = 0; i < DeviceTable.MAX_DEVICES + 2; i++) {
      table.write(one("device " + i, new DeviceProgress("A", at(i), at(i), null, null)));
    }

    List<String> kept = table.of(user).stream().map(Device::id).toList();
    assertEquals(DeviceTable.MAX_DEVICES, kept.size());
    assertFalse(kept.contains("device 1"));
    assertTrue(kept.contains("device 2"));
  }

  private SortedMap<DeviceKey, DeviceProgress> one(String device, DeviceProgress progress) {
    SortedMap<DeviceKey, DeviceProgress> one = new TreeMap<>();
    one.put(new DeviceKey(user, device), progress);
    return one;
  }

  private static Stamp at(long seconds) {
    return START.plus(Duration.ofSeconds(seconds));
  }
}
