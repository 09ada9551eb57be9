package org.tidebook.server;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;

/**
 * A database with the application's migrations, without a server: H2 in memory, or PostgreSQL where
 * the run has one. All tests of a run share it, so each makes its own ids.
 */
public final class MigratedDatabase {

  /** More than any test has threads. */
  private static final int CONNECTIONS = 40;

  private static final DataSource SOURCE = migrated();

  private MigratedDatabase() {}

  public static DataSource source() {
    return SOURCE;
  }

  /** How many rows there are of what follows {@code from}. */
  public static int count(String from) {
    try (var connection = SOURCE.getConnection();
        var statement = connection.createStatement();
        var row = statement.executeQuery("select count(*) from " + from)) {
      row.next();
      return row.getInt(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static DataSource migrated() {
    var url = System.getProperty("tidebook.test.db.url", "");
    var database = url.startsWith("jdbc:postgresql:") ? postgresql(url) : h2InMemory();
    Flyway.configure().dataSource(database).locations("classpath:db/migration").load().migrate();
    return database;
  }

  /** Pooled as on a server: PostgreSQL starts a process for each new connection. */
  private static DataSource postgresql(String url) {
    var pool = new HikariDataSource();
    pool.setJdbcUrl(url);
    pool.setUsername(System.getProperty("tidebook.test.db.user"));
    pool.setPassword(System.getProperty("tidebook.test.db.password"));
    pool.setMaximumPoolSize(CONNECTIONS);
    pool.setMinimumIdle(1);
    return pool;
  }

  private static DataSource h2InMemory() {
    var database = new JdbcDataSource();
    database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=30000");
    return database;
  }
}
