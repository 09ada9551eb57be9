package org.tidebook.sync.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.tidebook.sync.store.TestStore.change;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tidebook.sync.domain.Stamp;
import org.tidebook.sync.entity.Envelope;

/**
 * Devices push and pull while night follows night: a page takes less than the time between two
 * steps of the purge, as it does in life, but purges run while pages are read.
 */
class PurgeWhileSyncingTest {

  private static final Duration RETENTION = Duration.ofDays(2);
  private static final int NAPS = 4;
  private static final int PUSHES_A_NIGHT = 3;
  private static final int NIGHTS_ASLEEP = 10;

  private final TestStore store = new TestStore();

  /** Held for reading while a page is read, for writing while time passes. */
  private final ReentrantReadWriteLock time = new ReentrantReadWriteLock();

  private int pushes;
  private int nights;
  private boolean sleeperIsDone;
  private boolean daysAreOver;

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void nobodyMissesADeletionAndWhoSleptTooLongIsToldSo() throws Exception {
    long seed = Long.getLong("tidebook.seed", 20_261_125);
    System.out.println("PurgeWhileSyncingTest: seed " + seed);
    var checkpoint = store.pull(Stamp.EPOCH).updatedAt();
    var awake = List.of(new Device(seed, false), new Device(seed + 1, false));
    var sleepy = new Device(seed + 2, true);
    var devices = new ArrayList<Device>(awake);
    devices.add(sleepy);
    var pool = Executors.newFixedThreadPool(5);
    try {
      var purges = List.of(pool.submit(this::purgeNightly), pool.submit(this::purgeNightly));
      for (Future<Device> done : devices.stream().map(pool::submit).toList()) {
        done.get();
      }
      endTheDays();
      long tombstones = 0;
      for (Future<Long> purge : purges) {
        tombstones += purge.get();
      }
      assertTrue(tombstones > 0, "no tombstone was purged");
      assertTrue(sleepy.resyncs > 0, "the sleeper was never told to resync");
      var whole = new Device(seed, false);
      whole.pull();
      for (Device device : devices) {
        device.pull();
        assertEquals(whole.live, device.live);
      }
      assertThrows(ResyncRequired.class, () -> store.pull(checkpoint));
    } finally {
      pool.shutdownNow();
    }
  }

  /** One node: a run whenever a few pushes have come, and then half a day passes. */
  private long purgeNightly() throws InterruptedException {
    long tombstones = 0;
    try {
      while (awaitNight()) {
        tombstones += store.purge().tenant(store.tenant, store.now, RETENTION).tombstones();
        time.writeLock().lock();
        try {
          store.wait(PurgeState.STEPS_APART);
        } finally {
          time.writeLock().unlock();
        }
        nightIsOver();
      }
      return tombstones;
    } finally {
      endTheDays();
    }
  }

  private synchronized boolean awaitNight() throws InterruptedException {
    int from = pushes;
    while (pushes < from + PUSHES_A_NIGHT && !daysAreOver) {
      wait();
    }
    return !daysAreOver;
  }

  private synchronized void nightIsOver() {
    nights++;
    notifyAll();
  }

  private synchronized void pushed() {
    pushes++;
    notifyAll();
  }

  private synchronized void endTheDays() {
    daysAreOver = true;
    notifyAll();
  }

  private synchronized void sleep() throws InterruptedException {
    int until = nights + NIGHTS_ASLEEP;
    while (nights < until && !daysAreOver) {
      wait();
    }
  }

  private synchronized void endTheNaps() {
    sleeperIsDone = true;
  }

  private synchronized boolean isSleeperDone() {
    return sleeperIsDone || daysAreOver;
  }

  /** A device with a checkpoint, as the protocol has it. */
  private final class Device implements Callable<Device> {

    private final Random random;
    private final boolean sleepy;
    private Map<String, Stamp> live = new HashMap<>();
    private Stamp since = Stamp.EPOCH;
    private @Nullable Stamp initial;
    private @Nullable String feed;
    private int resyncs;

    Device(long seed, boolean sleepy) {
      this.random = new Random(seed);
      this.sleepy = sleepy;
    }

    @Override
    public Device call() throws InterruptedException {
      if (sleepy) {
        nap();
      } else {
        while (!isSleeperDone()) {
          push();
          pull();
        }
      }
      return this;
    }

    private void nap() throws InterruptedException {
      try {
        for (int nap = 0; nap < NAPS; nap++) {
          push();
          pull();
          sleep();
        }
        pull();
      } finally {
        endTheNaps();
      }
    }

    private void push() {
      var changes = new ArrayList<JsonObject>();
      for (int i = 0; i < 4; i++) {
        var id = UUID.randomUUID().toString();
        changes.add(change("contacts", "create", id, store.now, "{'name':'N','kind':'other'}"));
      }
      for (String id : live.keySet()) {
        if (random.nextInt(3) == 0) {
          changes.add(change("contacts", "delete", id, store.now.next(), null));
        }
      }
      store.push(changes.toArray(new JsonObject[0]));
      pushed();
    }

    /** Page after page to the end; from nothing where the server says so. */
    void pull() {
      boolean hasMore = true;
      Map<String, Stamp> records = since.equals(Stamp.EPOCH) ? new HashMap<>() : live;
      while (hasMore) {
        time.readLock().lock();
        try {
          var page = store.pull(new FeedQuery(since, 7, store.types.all(), initial, feed));
          for (Envelope envelope : TestStore.envelopes(page)) {
            if (envelope.deleted()) {
              records.remove(envelope.id());
            } else {
              records.put(envelope.id(), envelope.updatedAt());
            }
          }
          since = page.updatedAt();
          initial = page.initial();
          feed = page.feed();
          hasMore = page.hasMore();
        } catch (ResyncRequired e) {
          resyncs++;
          since = Stamp.EPOCH;
          initial = null;
          records = new HashMap<>();
        } finally {
          time.readLock().unlock();
        }
      }
      live = records;
    }
  }
}
