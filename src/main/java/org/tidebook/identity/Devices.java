package org.tidebook.identity;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.tidebook.sync.domain.Stamp;
import org.tidebook.sync.store.DatabaseFailure;
import org.tidebook.sync.store.Synced;

/**
 * Notes what devices do, at next to no cost for them: in memory, and written a few seconds later
 * for all devices at once. What a node that stops had not written yet is lost, and told again by
 * the device's next sync.
 */
@ApplicationScoped
public class Devices {

  private static final Logger LOG = System.getLogger(Devices.class.getName());

  /** For so long at most another node's list of devices lags behind. */
  private static final long WRITTEN_AFTER_SECONDS = 5;

  private final DeviceBuffer buffer = new DeviceBuffer();

  @Resource
  @SuppressWarnings("NullAway.Init") // The container injects it.
  private ManagedScheduledExecutorService scheduler;

  @Inject private DeviceTable table;
  @Inject private RequestCaller caller;

  void note(@Observes Synced synced) {
    CallingDevice device = caller.device();
    if (device == null) {
      return;
    }
    DeviceProgress progress = DeviceProgress.of(device, synced, Stamp.of(Instant.now()));
    if (buffer.add(new DeviceKey(caller.userId(), device.id()), progress)) {
      writeLater();
    }
  }

  /**
   * A user's devices with what this node knows of them.
   *
   * @throws DatabaseFailure if the database fails
   */
  List<Device> of(String userId) {
    write();
    return table.of(userId);
  }

  private void writeLater() {
    try {
      var unused = scheduler.schedule(this::writeOrLog, WRITTEN_AFTER_SECONDS, TimeUnit.SECONDS);
    } catch (RejectedExecutionException e) {
      // The server stops. The device must not notice.
      LOG.log(Level.DEBUG, "What devices did is not written: the server stops.");
    }
  }

  private void writeOrLog() {
    try {
      write();
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "What devices did could not be written", e);
    }
  }

  private void write() {
    SortedMap<DeviceKey, DeviceProgress> done = buffer.take();
    if (done.isEmpty()) {
      return;
    }
    try {
      table.write(done);
    } catch (DatabaseFailure e) {
      // Two nodes met the same new device; now its row is there.
      table.write(done);
    }
  }
}
