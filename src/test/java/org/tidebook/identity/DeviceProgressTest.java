package org.tidebook.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.tidebook.sync.domain.Stamp;
import org.tidebook.sync.store.Synced;

class DeviceProgressTest {

  private static final Stamp START = Stamp.parse("2026-11-22T08:30:00Z");
  private static final CallingDevice DEVICE =
      new CallingDevice("7f8d0c1a-0000-4000-8000-00000000000a", "Tidepool");

  @Test
  void aPullMovesTheCheckpointAndAPushWhatIsAcknowledged() {
    DeviceProgress pulled = DeviceProgress.of(DEVICE, Synced.downTo(at(5)), at(10));
    DeviceProgress both = pulled.then(DeviceProgress.of(DEVICE, Synced.upTo(at(7)), at(11)));

    assertNull(pulled.acknowledged());
    assertEquals(new DeviceProgress("Tidepool", at(10), at(11), at(5), at(7)), both);
  }

  @Test
  void aDeviceThatBeginsAnewGoesBackWithItsCheckpointAlone() {
    DeviceProgress before =
        DeviceProgress.of(DEVICE, Synced.downTo(at(7)), at(10))
            .then(DeviceProgress.of(DEVICE, Synced.upTo(at(7)), at(10)));
    DeviceProgress after =
        before
            .then(DeviceProgress.of(DEVICE, Synced.downTo(at(2)), at(11)))
            .then(DeviceProgress.of(DEVICE, Synced.upTo(at(3)), at(9)));

    assertEquals(new DeviceProgress("Tidepool", at(10), at(11), at(2), at(7)), after);
  }

  @Test
  void theBufferTellsWhenSomethingBeginsToWait() {
    DeviceBuffer buffer = new DeviceBuffer();
    DeviceKey key = new DeviceKey("user", DEVICE.id());
    DeviceProgress progress = DeviceProgress.of(DEVICE, Synced.downTo(at(5)), at(10));

    assertTrue(buffer.add(key, progress));
    assertFalse(buffer.add(key, DeviceProgress.of(DEVICE, Synced.upTo(at(6)), at(11))));
    assertEquals(
        new DeviceProgress("Tidepool", at(10), at(11), at(5), at(6)), buffer.take().get(key));
    assertTrue(buffer.take().isEmpty());
    assertTrue(buffer.add(key, progress));
  }

  private static Stamp at(long seconds) {
    return START.plus(Duration.ofSeconds(seconds));
  }
}
