package org.tidebook.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tidebook.sync.domain.Stamp;
import org.tidebook.sync.store.FeedPage;
import org.tidebook.sync.store.PushRequest;
import org.tidebook.sync.store.ServerStore;

class SimulationTest {

  private static final long[] FIXED = {1, 2, 3, 4};

  /** Of the runs that break a rule. */
  private static final long CATCHING_SEED = 1;

  private final ServerStore store = new ServerStore();

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void devicesAndServerAgreeWhateverGoesWrong() {
    long[] seeds = seeds();
    Map<Fault, Integer> faults = new EnumMap<>(Fault.class);
    for (long seed : seeds) {
      run(seed, Device::new, Server::new)
          .forEach((fault, count) -> faults.merge(fault, count, Integer::sum));
    }
    System.out.println("Simulated " + seeds.length + " runs with " + faults);
    if (seeds.length >= FIXED.length) {
      assertEquals(EnumSet.allOf(Fault.class), faults.keySet(), "every fault happened");
    }
  }

  @Test
  void aCheckpointFromTheDevicesOwnClockIsCaught() {
    caught(
        (name, user, edits, random) ->
            new Device(name, user, edits, random) {
              @Override
              protected Stamp checkpointAfter(Answer.Page page, Stamp deviceNow, Stamp serverTime) {
                return page.hasMore() ? page.updatedAt() : deviceNow;
              }
            },
        Server::new,
        Set.of("missed", "is past the feed"));
  }

  @Test
  void aCheckpointFromTheServersTimeOfTheAnswerIsCaught() {
    caught(
        (name, user, edits, random) ->
            new Device(name, user, edits, random) {
              @Override
              protected Stamp checkpointAfter(Answer.Page page, Stamp deviceNow, Stamp serverTime) {
                return page.hasMore() ? page.updatedAt() : serverTime;
              }
            },
        Server::new,
        Set.of("missed", "is past the feed"));
  }

  @Test
  void aCheckpointStoredBeforeItsRecordsIsCaught() {
    caught(
        (name, user, edits, random) ->
            new Device(name, user, edits, random) {
              @Override
              protected boolean storesPageWhole() {
                return false;
              }
            },
        Server::new,
        Set.of("missed", "was purged"));
  }

  @Test
  void anEntryThatChangesAfterItWasSentIsCaught() {
    caught(
        (name, user, edits, random) ->
            new Device(name, user, edits, random) {
              @Override
              protected boolean foldsIntoSealed() {
                return true;
              }
            },
        Server::new,
        Set.of("changed after it was sent", "lost track"));
  }

  @Test
  void aPageThatSaysItIsTheLastAndIsNotIsCaught() {
    caught(
        Device::new,
        (scheduler, serverStore) ->
            new Server(scheduler, serverStore) {
              @Override
              Answer.Page read(FeedPage page) {
                Answer.Page whole = super.read(page);
                return new Answer.Page(
                    whole.records(), onlyModel().position(), false, null, whole.feed());
              }
            },
        Set.of("missed"));
  }

  @Test
  void aServerThatForgetsItsReceiptsIsCaught() {
    caught(
        Device::new,
        (scheduler, serverStore) ->
            new Server(scheduler, serverStore) {
              @Override
              Answer push(String tenant, String user, PushRequest request) {
                serverStore.removeReceipts(tenant, Stamp.LAST);
                return super.push(tenant, user, request);
              }
            },
        Set.of("the answer to one of"));
  }

  @Test
  void aFeedWithoutTombstonesIsCaught() {
    caught(
        Device::new,
        (scheduler, serverStore) ->
            new Server(scheduler, serverStore) {
              @Override
              Answer.Page read(FeedPage page) {
                Answer.Page whole = super.read(page);
                return new Answer.Page(
                    whole.records().stream().filter(p -> !Wire.deleted(p.record())).toList(),
                    whole.updatedAt(),
                    whole.hasMore(),
                    whole.initial(),
                    whole.feed());
              }
            },
        Set.of("missed the deletion"));
  }

  private static void caught(
      Simulation.Devices devices, Simulation.Servers servers, Set<String> words) {
    try (ServerStore own = new ServerStore()) {
      var simulation = new Simulation(CATCHING_SEED, 1, own, devices, servers);
      var error = assertThrows(AssertionError.class, simulation::run);
      String message = String.valueOf(error.getMessage());
      assertTrue(words.stream().anyMatch(message::contains), message);
      System.out.println(
          "Caught with seed " + CATCHING_SEED + ": " + message.lines().findFirst().orElse(""));
    }
  }

  private Map<Fault, Integer> run(
      long seed, Simulation.Devices devices, Simulation.Servers servers) {
    int tenants = seed % 2 == 0 ? 1 : 2;
    System.out.println("Simulating with -Dtidebook.seed=" + seed);
    var simulation = new Simulation(seed, tenants, store, devices, servers);
    try {
      simulation.run();
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError("-Dtidebook.seed=" + seed + " fails: " + e.getMessage(), e);
    }
    return simulation.faults();
  }

  private static long[] seeds() {
    Long seed = Long.getLong("tidebook.seed");
    if (seed != null) {
      return new long[] {seed};
    }
    int runs = Integer.getInteger("tidebook.simulation.runs", 0);
    return runs > 0 ? new Random().longs(runs).toArray() : FIXED;
  }
}
