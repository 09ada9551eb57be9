package org.tidebook.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.tidebook.sync.domain.Stamp;
import org.tidebook.sync.store.FeedQuery;
import org.tidebook.sync.store.ServerStore;

/** One run: hours of simulated time with everything that goes wrong, and then rest. */
final class Simulation {

  /** How to make a device; a test breaks a rule by making another. */
  interface Devices {
    Device make(String name, String user, Edits edits, Random random);
  }

  /** How to make the server; a test breaks a rule by making another. */
  interface Servers {
    Server make(Scheduler scheduler, ServerStore store);
  }

  private static final long BUSY_MS = Duration.ofMinutes(100).toMillis();
  private static final long QUIET_MS = Duration.ofHours(1).toMillis();
  private static final int DEVICES_OF_A_TENANT = 4;

  private final ServerStore store;
  private final Scheduler scheduler = new Scheduler();
  private final Random random;
  private final Server server;
  private final Network network;
  private final List<Installation> installations = new ArrayList<>();

  Simulation(long seed, int tenants, ServerStore store, Devices devices, Servers servers) {
    this.store = store;
    this.random = new Random(seed);
    this.server = servers.make(scheduler, store);
    this.network = new Network(scheduler, random, server);
    Edits edits = new Edits(random);
    for (int t = 0; t < tenants; t++) {
      // Not of the seed: runs of one seed share a database. Nothing is decided by it.
      String tenant = UUID.randomUUID().toString();
      server.addTenant(tenant);
      for (int d = 0; d < DEVICES_OF_A_TENANT; d++) {
        // Two devices of one user, and others of their own.
        String user = new UUID(t, Math.max(1, d)).toString();
        Device device = devices.make("T" + t + "D" + d, user, edits, random);
        installations.add(
            new Installation(tenant, device, scheduler, network, store, random, this::check));
      }
    }
  }

  /**
   * Runs to the end.
   *
   * @throws AssertionError where an invariant does not hold
   */
  void run() {
    installations.forEach(Installation::begin);
    scheduler.after(0, this::serverNowAndThen);
    scheduler.after(0, this::purgeNowAndThen);
    scheduler.runUntil(BUSY_MS);
    network.heal();
    server.start();
    installations.forEach(Installation::rest);
    long end = BUSY_MS + QUIET_MS;
    while (!isAtRest()) {
      if (scheduler.nowMs() > end) {
        throw new AssertionError("No rest: " + installations.stream().map(i -> i.device).toList());
      }
      scheduler.runUntil(scheduler.nowMs() + 10_000);
    }
    installations.forEach(this::checkAtRest);
  }

  Map<Fault, Integer> faults() {
    return network.faults();
  }

  private void serverNowAndThen() {
    if (network.happens(Fault.SERVER_CLOCK_JUMP, 40)) {
      server.setClock(Duration.ofMinutes(random.nextInt(61) - 30).toMillis());
    }
    scheduler.after(random.nextInt(60_000), this::serverNowAndThen);
  }

  private void purgeNowAndThen() {
    if (server.isUp()) {
      server.purge();
    }
    scheduler.after(Duration.ofMinutes(7).toMillis(), this::purgeNowAndThen);
  }

  private boolean isAtRest() {
    return installations.stream()
        .allMatch(
            installation -> {
              Device device = installation.device;
              Stamp position = server.model(installation.tenant).position();
              return device.outbox.isEmpty()
                  && !device.isFilling()
                  && position.equals(device.checkpoint().since());
            });
  }

  /** M2 and M3, after every transaction of a device. */
  private void check(Installation installation) {
    Device device = installation.device;
    ServerModel model = server.model(installation.tenant);
    device
        .remotes()
        .forEach(
            (ref, record) -> {
              if (!device.unconfirmed().contains(ref)) {
                assertTrue(
                    model.ever(ref, record),
                    () -> device + " holds " + record + " of " + model.historyOf(ref));
              }
            });
    Stamp since = device.checkpoint().since();
    if (since == null || device.isFilling()) {
      return;
    }
    assertFalse(
        since.isAfter(model.position()),
        () -> device + " is past the feed, which is at " + model.position());
    if (model.horizon() != null && model.horizon().isAfter(since)) {
      return; // it will be told so at the next request
    }
    model
        .versions()
        .forEach(
            (ref, version) -> {
              if (!version.changedAt().isAfter(since)) {
                JsonObject held = device.remotes().get(ref);
                if (version.deleted()) {
                  assertNull(held, () -> device + " missed the deletion " + version);
                } else {
                  assertEquals(version.wire(), held, () -> device + " missed " + version);
                }
              }
            });
    for (Ref ref : device.remotes().keySet()) {
      assertTrue(
          device.unconfirmed().contains(ref) || model.versions().containsKey(ref),
          () -> device + " keeps what was purged: " + ref);
    }
  }

  /** M5. */
  private void checkAtRest(Installation installation) {
    Device device = installation.device;
    String tenant = installation.tenant;
    server.requireSame(tenant, Stamp.ofMicros(1));
    Map<Ref, JsonObject> live = new LinkedHashMap<>();
    var query = new FeedQuery(Stamp.EPOCH, 1_000_000, store.types().all(), null, null);
    for (var version : ServerStore.versions(store.pull(tenant, query, server.now()))) {
      var ref = new Ref(version.type().name(), version.record().envelope().id());
      live.put(ref, Wire.json(version.type(), version.record()));
    }
    assertEquals(live, device.shown(), () -> device + " and the server differ at rest");
    assertEquals(
        device.made(),
        device.fates().values().stream().mapToInt(Integer::intValue).sum(),
        () -> device + " lost track of an edit: " + device.fates());
  }
}
