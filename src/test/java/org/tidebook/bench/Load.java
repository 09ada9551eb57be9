package org.tidebook.bench;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.tidebook.bench.PlainJdbc.Pool;

/** Many devices at once: each pushes 20 changes and pulls what came, again and again. */
final class Load {

  static final int CLIENTS = 50;
  static final int TENANTS = 10;
  static final int CHANGES = 20;

  /**
   * @param sortedNanos how long each round took
   * @param errors what went wrong
   */
  record Outcome(List<Long> sortedNanos, List<String> errors) {

    int rounds() {
      return sortedNanos.size();
    }

    double millisAt(double quantile) {
      int place = (int) Math.min(rounds() - 1, Math.floor(rounds() * quantile));
      return rounds() == 0 ? Double.NaN : sortedNanos.get(place) / 1e6;
    }
  }

  private Load() {}

  /** Half new records, half edits of older ones, once there are some. */
  static List<Sample> nextBatch(List<Sample> mine, long round) {
    long now = System.currentTimeMillis() * 1_000 + round % 1_000;
    var batch = new ArrayList<Sample>(CHANGES);
    // Of before, so that no record comes twice in one batch: an upsert refuses that.
    int known = mine.size();
    for (int i = 0; i < CHANGES; i++) {
      if (i % 2 == 0 && known > CHANGES) {
        int place = (int) ((round * 31 + i) % known);
        batch.add(mine.get(place).editedAt(now));
      } else {
        var created = Sample.of((int) round * CHANGES + i, now);
        batch.add(created);
        mine.add(created);
      }
    }
    return batch;
  }

  /** Runs for a time; the first client of each tenant is given, the others share its sign-in. */
  static Outcome run(URI base, List<WireClient> owners, long millis) throws IOException {
    long end = System.nanoTime() + millis * 1_000_000;
    var running = new ArrayList<Pool.Work<List<Long>>>();
    var problems = new ConcurrentLinkedQueue<String>();
    try (var pool = new Pool(CLIENTS)) {
      for (int i = 0; i < CLIENTS; i++) {
        var client = owners.get(i % owners.size()).another(base);
        running.add(pool.submit(() -> device(client, end, problems)));
      }
      var all = new ArrayList<Long>();
      for (var each : running) {
        all.addAll(each.await());
      }
      Collections.sort(all);
      return new Outcome(all, List.copyOf(problems));
    }
  }

  private static List<Long> device(WireClient client, long end, Queue<String> problems)
      throws IOException {
    var nanos = new ArrayList<Long>();
    try (client) {
      client.get("api/state/changes?since=" + Pages.PAST_THE_FEED);
      String since = Pages.checkpoint(client);
      var mine = new ArrayList<Sample>();
      for (long round = 0; System.nanoTime() < end; round++) {
        byte[] push = Sample.push(nextBatch(mine, round));
        long begin = System.nanoTime();
        int pushed = client.post("api/state/changes", push);
        if (pushed != 200 || client.text().contains("rejected")) {
          problems.add(pushed + " " + client.head());
          return nanos;
        }
        int pulled = client.get("api/state/changes?since=" + since);
        if (pulled != 200) {
          problems.add(pulled + " " + client.head());
          return nanos;
        }
        since = Pages.checkpoint(client);
        nanos.add(System.nanoTime() - begin);
      }
    }
    return nanos;
  }
}
