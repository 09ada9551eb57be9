package org.tidebook.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * How long after a commit somebody else hears of it, in milliseconds. The moment of the commit is
 * PostgreSQL's own ({@code track_commit_timestamp}); it is taken before the commit is on disk.
 */
final class Pokes {

  private static final int WARM_UP = 500;
  private static final int MEASURED = 500;
  private static final int PATIENCE_SECONDS = 30;
  private static final int POSITION = "id: ".length();
  private static final String UPDATED_AT = "\"updatedAt\":\"";
  private static final String CHANNEL = "tidebook_bench";

  /** Something that was heard, and when. */
  private record Heard(String word, Instant at) {}

  private Pokes() {}

  /** From a push on one connection to an event on another, perhaps of another node. */
  static List<Double> ofServer(PlainJdbc jdbc, WireClient pusher, WireClient listener)
      throws Exception {
    var heard = new LinkedBlockingQueue<Heard>();
    try (var events = listener.stream("api/state/events")) {
      follow(events, heard);
      var delays = new ArrayList<Double>();
      for (int i = 0; i < WARM_UP + MEASURED; i++) {
        var sample = Sample.of(i, System.currentTimeMillis() * 1_000);
        if (pusher.post("api/state/changes", Sample.push(List.of(sample))) != 200) {
          throw new IllegalStateException(pusher.head());
        }
        var at = await(heard, position(pusher.text()));
        if (i >= WARM_UP) {
          delays.add(millis(jdbc.committedAt(sample.id()), at));
        }
      }
      return delays;
    }
  }

  /** The least that would do: an upsert and a NOTIFY in one transaction, and a LISTEN. */
  static List<Double> ofPostgres(PlainJdbc jdbc, String tenant) throws Exception {
    var heard = new LinkedBlockingQueue<Heard>();
    try (var listening = jdbc.connect();
        var writing = jdbc.connect()) {
      listening.setAutoCommit(true);
      try (var listen = listening.createStatement()) {
        listen.execute("listen " + CHANNEL);
      }
      background(() -> listen(listening, heard));
      writing.setAutoCommit(false);
      var delays = new ArrayList<Double>();
      for (int i = 0; i < WARM_UP + MEASURED; i++) {
        var sample = Sample.of(i, System.currentTimeMillis() * 1_000);
        jdbc.upsertAndNotify(writing, tenant, sample, CHANNEL);
        var at = await(heard, sample.id());
        if (i >= WARM_UP) {
          delays.add(millis(jdbc.committedAt(sample.id()), at));
        }
      }
      return delays;
    }
  }

  /** The last member of that name: those of the results come before it. */
  private static String position(String pushed) {
    int begin = pushed.lastIndexOf(UPDATED_AT) + UPDATED_AT.length();
    return pushed.substring(begin, pushed.indexOf('"', begin));
  }

  private static void follow(BufferedReader events, BlockingQueue<Heard> heard) {
    background(
        () -> {
          for (var line = events.readLine(); line != null; line = events.readLine()) {
            if (line.startsWith("id: ")) {
              heard.add(new Heard(line.substring(POSITION), Instant.now()));
            }
          }
        });
  }

  private static void listen(Connection connection, BlockingQueue<Heard> heard)
      throws SQLException {
    var driver = connection.unwrap(PGConnection.class);
    while (!connection.isClosed()) {
      PGNotification[] notifications = driver.getNotifications(0);
      var now = Instant.now();
      for (var notification : notifications == null ? new PGNotification[0] : notifications) {
        heard.add(new Heard(notification.getParameter(), now));
      }
    }
  }

  private static Instant await(BlockingQueue<Heard> heard, String word)
      throws InterruptedException {
    while (true) {
      @Nullable Heard next = heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (next == null) {
        throw new IllegalStateException("Nothing was heard of " + word);
      }
      if (next.word().equals(word)) {
        return next.at();
      }
    }
  }

  private static double millis(Instant from, Instant to) {
    return ChronoUnit.MICROS.between(from, to) / 1e3;
  }

  /** It ends with what it reads from, which the end of the measurement closes. */
  private static void background(Timing.Work work) {
    var thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException | SQLException e) {
                return; // closed: nobody waits any more, and whoever did has said what is missing
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            },
            "bench-listener");
    thread.setDaemon(true);
    thread.start();
  }
}
