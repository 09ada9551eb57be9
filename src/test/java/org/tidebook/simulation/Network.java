package org.tidebook.simulation;

import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.tidebook.sync.domain.Stamp;
import org.tidebook.sync.store.FeedPage;
import org.tidebook.sync.store.FeedQuery;

/** What lies between devices and the server. It loses, delays, repeats and reorders. */
final class Network {

  /** A device gives up a request after so long; what is late arrives later than that. */
  static final long PATIENCE_MS = 30_000;

  private final Scheduler scheduler;
  private final Random random;
  private final Server server;
  private final Map<Fault, Integer> faults = new EnumMap<>(Fault.class);
  private boolean faulty = true;

  Network(Scheduler scheduler, Random random, Server server) {
    this.scheduler = scheduler;
    this.random = random;
    this.server = server;
  }

  void heal() {
    faulty = false;
  }

  boolean isFaulty() {
    return faulty;
  }

  Map<Fault, Integer> faults() {
    return faults;
  }

  /** Whether a fault happens now; it is counted. */
  boolean happens(Fault fault, int oneIn) {
    boolean happens = faulty && random.nextInt(oneIn) == 0;
    if (happens) {
      count(fault);
    }
    return happens;
  }

  void count(Fault fault) {
    faults.merge(fault, 1, Integer::sum);
  }

  /** An answer and the server's time when it was given. */
  record Delivery(Answer answer, Stamp serverTime) {}

  /**
   * @param answered is told at most once, with what the server says or that nobody was reached; not
   *     at all where the answer is lost
   */
  void send(String tenant, String user, Request request, Consumer<Delivery> answered) {
    if (happens(Fault.REQUEST_LOST, 25)) {
      return;
    }
    if (happens(Fault.REQUEST_DUPLICATED, 20)) {
      scheduler.after(delay(), () -> arrive(tenant, user, request, ignored -> {}));
    }
    scheduler.after(delay(), () -> arrive(tenant, user, request, answered));
  }

  private long delay() {
    return happens(Fault.REQUEST_LATE, 30)
        ? PATIENCE_MS + random.nextInt(90_000)
        : 5 + random.nextInt(400);
  }

  private void arrive(String tenant, String user, Request request, Consumer<Delivery> answered) {
    if (!server.isUp()) {
      count(Fault.SERVER_DOWN);
      back(answered, new Answer.Unreachable());
    } else if (request instanceof Request.Push push) {
      if (happens(Fault.SERVER_CRASH, 60)) {
        server.pushThenCrash(tenant, user, push.changes());
        scheduler.after(500 + random.nextInt(20_000), server::start);
        return;
      }
      Answer answer = server.push(tenant, user, push.changes());
      if (!happens(Fault.ANSWER_LOST, 12)) {
        back(answered, answer);
      }
    } else if (request instanceof Request.Pull pull) {
      pull(tenant, pull.query(), answered);
    }
  }

  private void pull(String tenant, FeedQuery query, Consumer<Delivery> answered) {
    FeedPage page = server.cut(tenant, query);
    if (page == null) {
      back(answered, new Answer.Resync());
    } else if (happens(Fault.ANSWER_SLOW, 6)) {
      int life = server.life();
      scheduler.after(
          100 + random.nextInt(8_000),
          () -> {
            if (server.isUp() && server.life() == life) {
              back(answered, server.read(page));
            }
          });
    } else if (!happens(Fault.ANSWER_LOST, 25)) {
      back(answered, server.read(page));
    }
  }

  private void back(Consumer<Delivery> answered, Answer answer) {
    Delivery delivery = new Delivery(answer, server.now());
    scheduler.after(5 + random.nextInt(200), () -> answered.accept(delivery));
  }
}
