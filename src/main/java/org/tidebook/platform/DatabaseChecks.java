package org.tidebook.platform;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * What must be true of the database before the first request, checked on a real connection because
 * a pool or a URL can say one thing and the session do another.
 */
final class DatabaseChecks {

  /** Pushes of one tenant wait for each other; H2 itself gives up after one or two seconds. */
  static final int LOCK_TIMEOUT_MS = 30_000;

  private DatabaseChecks() {}

  /**
   * Refuses a database on which an acknowledged change could be lost or a reader could miss one.
   *
   * @throws IllegalStateException with a sentence that says what to change
   */
  static void require(Connection connection) throws SQLException {
    requireReadCommitted(connection);
    switch (connection.getMetaData().getDatabaseProductName()) {
      case "H2" -> {
        requireDurableCommits(connection);
        requirePatientLocks(connection);
      }
      case "PostgreSQL" -> requireSynchronousCommits(connection);
      default -> {} // a database that nobody has tried
    }
  }

  /** The feed reads up to the committed clock, which is exact at this isolation level only. */
  private static void requireReadCommitted(Connection connection) throws SQLException {
    if (connection.getTransactionIsolation() != Connection.TRANSACTION_READ_COMMITTED) {
      throw new IllegalStateException(
          "Tidebook needs a data source at isolation level READ COMMITTED; this one answers "
              + connection.getTransactionIsolation()
              + " (see java.sql.Connection). Set the pool's transaction isolation.");
    }
  }

  /** H2 answers a commit before it is on disk unless WRITE_DELAY is 0. */
  private static void requireDurableCommits(Connection connection) throws SQLException {
    var inMemory = connection.getMetaData().getURL().startsWith("jdbc:h2:mem:");
    if (!inMemory && h2Setting(connection, "WRITE_DELAY") != 0) {
      throw new IllegalStateException(
          "An H2 file database loses acknowledged changes when its process is killed, unless its URL"
              + " says WRITE_DELAY=0. Add \";WRITE_DELAY=0;LOCK_TIMEOUT=30000\" to TIDEBOOK_DB_URL.");
    }
  }

  /** So does PostgreSQL where its settings, those of the role or the URL say so. */
  private static void requireSynchronousCommits(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery("show synchronous_commit")) {
      rows.next();
      if (rows.getString(1).equals("off")) {
        throw new IllegalStateException(
            "PostgreSQL loses acknowledged changes when it is killed while synchronous_commit is off."
                + " Set it to on in postgresql.conf or for the role, or add"
                + " \"options=-csynchronous_commit=on\" to TIDEBOOK_DB_URL.");
      }
    }
  }

  /** A push that waits its turn behind others must not fail for it. */
  private static void requirePatientLocks(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery("select lock_timeout()")) {
      rows.next();
      if (rows.getInt(1) < LOCK_TIMEOUT_MS) {
        throw new IllegalStateException(
            "With its own lock timeout H2 refuses pushes that only have to wait for others. Add"
                + " \";LOCK_TIMEOUT="
                + LOCK_TIMEOUT_MS
                + "\" to TIDEBOOK_DB_URL.");
      }
    }
  }

  private static int h2Setting(Connection connection, String name) throws SQLException {
    var sql = "select setting_value from information_schema.settings where setting_name = ?";
    try (var statement = connection.prepareStatement(sql)) {
      statement.setString(1, name);
      try (var rows = statement.executeQuery()) {
        return rows.next() ? rows.getInt(1) : -1;
      }
    }
  }
}
