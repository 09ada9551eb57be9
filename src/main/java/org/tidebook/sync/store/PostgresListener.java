package org.tidebook.sync.store;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * Listens to the notices of all nodes on a connection of its own, one thread for the whole
 * application. The connection is not one of the pool's: it would be missing there for ever, and
 * pools test, close and exchange what they lend.
 *
 * <p>The driver is the server's, as it is for the data source; the WAR is compiled against it and
 * does not carry it. So this class is loaded only where the database is PostgreSQL. Where a server
 * hides its driver from applications, nodes hear of each other by the comparison of positions
 * alone, and the log says so.
 */
final class PostgresListener implements Runnable {

  static final String HIDDEN_DRIVER =
      "The server hides its PostgreSQL driver from the application, so what other nodes write is"
          + " noticed after 15 seconds only.";

  private static final Logger LOG = System.getLogger(PostgresListener.class.getName());

  /** Within this time a stop is noticed, and a connection that is dead is asked for an answer. */
  private static final int WAIT_MS = 5_000;

  private static final Duration FIRST_RETRY = Duration.ofMillis(500);
  private static final Duration LONGEST_RETRY = Duration.ofSeconds(15);

  private final DatabaseLogin login;
  private final FeedNotices.Hearer hearer;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile @Nullable Connection current;

  PostgresListener(DatabaseLogin login, FeedNotices.Hearer hearer) {
    this.login = login;
    this.hearer = hearer;
  }

  /** Listens until it is stopped. */
  @Override
  public void run() {
    Duration retry = FIRST_RETRY;
    while (!isStopped(Duration.ZERO)) {
      long began = System.nanoTime();
      try {
        listen();
      } catch (SQLException e) {
        if (isStopped(Duration.ZERO)) {
          return;
        }
        LOG.log(
            Level.WARNING,
            "The connection that listens to other nodes is lost, SQLSTATE {0}; next try in {1} ms",
            e.getSQLState(),
            retry.toMillis());
      } catch (LinkageError e) {
        LOG.log(Level.WARNING, HIDDEN_DRIVER, e);
        return;
      }
      boolean held = System.nanoTime() - began > LONGEST_RETRY.toNanos();
      if (isStopped(held ? FIRST_RETRY : retry)) {
        return;
      }
      retry = held ? FIRST_RETRY : min(retry.multipliedBy(2), LONGEST_RETRY);
    }
  }

  /** Closes the connection, which ends a wait on it. */
  void stop() {
    stopped.countDown();
    Connection open = current;
    if (open != null) {
      try {
        open.abort(Runnable::run);
      } catch (SQLException e) {
        LOG.log(Level.DEBUG, "The listening connection was closed already", e);
      }
    }
  }

  private void listen() throws SQLException {
    try (Connection connection = open();
        Statement statement = connection.createStatement()) {
      current = connection;
      statement.execute("listen " + FeedNotice.CHANNEL);
      hearer.mayHaveMissed();
      PGConnection notices = connection.unwrap(PGConnection.class);
      while (!isStopped(Duration.ZERO)) {
        PGNotification[] heard = notices.getNotifications(WAIT_MS);
        if (heard == null || heard.length == 0) {
          statement.execute("select 1"); // a dead connection only shows when it is used
        } else {
          for (PGNotification notice : heard) {
            hear(notice.getParameter());
          }
        }
      }
    } finally {
      current = null;
    }
  }

  private void hear(String notice) {
    FeedPosition position = FeedNotice.read(notice);
    if (position != null) {
      hearer.heard(position);
    }
  }

  private Connection open() throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", login.user());
    properties.setProperty("password", login.password());
    properties.setProperty("ApplicationName", "tidebook listen");
    properties.setProperty("connectTimeout", "10");
    properties.setProperty("socketTimeout", "10");
    properties.setProperty("tcpKeepAlive", "true");
    Connection connection = new Driver().connect(login.url(), properties);
    if (connection == null) {
      throw new SQLException("The driver does not take this address.", "08001");
    }
    return connection;
  }

  private boolean isStopped(Duration wait) {
    try {
      return stopped.await(wait.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private static Duration min(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }
}
