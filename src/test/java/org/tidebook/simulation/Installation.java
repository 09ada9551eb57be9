package org.tidebook.simulation;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.tidebook.sync.domain.Stamp;
import org.tidebook.sync.store.FeedQuery;
import org.tidebook.sync.store.PushRequest;
import org.tidebook.sync.store.ServerStore;

/**
 * A device that runs: what it forgets when it ends. It edits, syncs one request after the other,
 * gives up on answers that do not come, and is ended, put offline and told another time.
 */
final class Installation {

  private static final Stamp BEGIN = Stamp.parse("2026-11-22T08:00:00Z");

  final String tenant;
  final Device device;

  private final Scheduler scheduler;
  private final Network network;
  private final ServerStore store;
  private final Random random;
  private final Consumer<Installation> afterTransaction;
  private long clockSkewMs;
  private long measuredOffsetMicros;
  private int life;
  private int request;
  private boolean busy;
  private boolean offline;
  private boolean idle;

  /**
   * @param afterTransaction is called after each transaction of the device
   */
  Installation(
      String tenant,
      Device device,
      Scheduler scheduler,
      Network network,
      ServerStore store,
      Random random,
      Consumer<Installation> afterTransaction) {
    this.tenant = tenant;
    this.device = device;
    this.scheduler = scheduler;
    this.network = network;
    this.store = store;
    this.random = random;
    this.afterTransaction = afterTransaction;
  }

  void begin() {
    setClock();
    scheduler.after(random.nextInt(60_000), this::editNowAndThen);
    scheduler.after(random.nextInt(30_000), this::syncNowAndThen);
  }

  /** No user touches it any more, and nothing keeps it from the server. */
  void rest() {
    idle = true;
    offline = false;
  }

  private void setClock() {
    // Hours wrong, most of the time; never the same twice.
    clockSkewMs = Duration.ofHours(8).toMillis() * (random.nextInt(2_001) - 1_000) / 1_000;
  }

  /** What the device's own clock shows. */
  private Stamp deviceNow() {
    return BEGIN.plus(Duration.ofMillis(scheduler.nowMs() + clockSkewMs));
  }

  private Stamp serverTime() {
    return Stamp.ofMicros(deviceNow().micros() + measuredOffsetMicros);
  }

  private void editNowAndThen() {
    if (idle) {
      return;
    }
    if (network.happens(Fault.DEVICE_CLOCK_JUMP, 60)) {
      setClock();
    }
    int burst = random.nextInt(5) == 0 ? 4 : 1;
    for (int i = 0; i < burst; i++) {
      device.edit(serverTime());
    }
    afterTransaction.accept(this);
    scheduler.after(random.nextInt(90_000), this::editNowAndThen);
  }

  private void syncNowAndThen() {
    if (network.happens(Fault.DEVICE_CRASH, 30)) {
      end();
    }
    if (!offline && network.happens(Fault.DEVICE_OFFLINE, 60)) {
      offline = true;
      long away = 60_000L * (random.nextInt(4) == 0 ? 100 : 1 + random.nextInt(10));
      scheduler.after(away, () -> offline = false);
    }
    if (!busy && !offline) {
      busy = true;
      pushOrPull();
    }
    scheduler.after(1_000 + random.nextInt(50_000), this::syncNowAndThen);
  }

  /** The answers to what an earlier life asked find nobody. */
  private void end() {
    life++;
    busy = false;
    measuredOffsetMicros = 0;
  }

  private void pushOrPull() {
    List<Entry> batch = device.batch();
    if (batch.isEmpty()) {
      pull();
      return;
    }
    afterTransaction.accept(this);
    boolean tells = !device.isFilling() && random.nextInt(3) > 0;
    Device.Checkpoint checkpoint = device.checkpoint();
    PushRequest changes =
        new PushRequest(
            tells ? checkpoint.since() : null,
            tells ? checkpoint.feed() : null,
            batch.stream().map(Entry::sent).toList());
    ask(
        new Request.Push(changes),
        answer -> {
          if (answer instanceof Answer.Pushed pushed) {
            device.pushed(batch, pushed);
            if (random.nextInt(4) > 0 && !device.outbox.isEmpty()) {
              pushOrPull();
            } else {
              pull();
            }
          } else {
            otherwise(answer);
          }
        });
  }

  private void pull() {
    Device.Checkpoint checkpoint = device.checkpoint();
    Stamp since = checkpoint.since();
    FeedQuery query =
        new FeedQuery(
            since == null ? Stamp.EPOCH : since,
            1 + random.nextInt(random.nextInt(4) == 0 ? 200 : 12),
            store.types().all(),
            checkpoint.initial(),
            random.nextInt(3) > 0 ? checkpoint.feed() : null);
    ask(
        new Request.Pull(query),
        answer -> {
          if (answer instanceof Answer.Page page) {
            boolean crashes = !device.storesPageWhole() && network.happens(Fault.DEVICE_CRASH, 10);
            device.pulled(page, deviceNow(), serverTime(), crashes);
            afterTransaction.accept(this);
            if (page.hasMore()) {
              pull();
            } else {
              busy = false;
            }
          } else {
            otherwise(answer);
          }
        });
  }

  private void otherwise(Answer answer) {
    if (answer instanceof Answer.SplitGroup) {
      throw new AssertionError("A device never splits a group: " + device);
    }
    if (answer instanceof Answer.Resync) {
      network.count(Fault.RESYNC);
      device.resync();
      afterTransaction.accept(this);
      pull();
    } else {
      busy = false;
    }
  }

  /** Sends a request and takes its answer, unless the device ended or gave up meanwhile. */
  private void ask(Request what, Consumer<Answer> then) {
    int askedIn = life;
    int number = ++request;
    scheduler.after(
        Network.PATIENCE_MS,
        () -> {
          if (life == askedIn && request == number) {
            request++;
            busy = false;
          }
        });
    network.send(
        tenant,
        device.user,
        what,
        delivery -> {
          if (life == askedIn && request == number) {
            request++;
            measuredOffsetMicros = delivery.serverTime().micros() - deviceNow().micros();
            then.accept(delivery.answer());
            afterTransaction.accept(this);
          }
        });
  }
}
