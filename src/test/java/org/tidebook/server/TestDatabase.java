package org.tidebook.server;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A database of the kind that the run asks for, as the settings of a data source.
 *
 * @param url the JDBC address
 * @param driver the class of the data source
 */
public record TestDatabase(String url, String driver, String user, String password) {

  /** Names the kind: {@code h2} or {@code postgresql}. */
  public static final String KIND = "tidebook.test.database";

  /** A new H2 database in a file of its own, beneath the build's folder. */
  public static TestDatabase h2() {
    try {
      var folder = Files.createDirectories(Path.of("target", "databases"));
      var file = Files.createTempDirectory(folder, "h2-").resolve("tidebook").toAbsolutePath();
      return new TestDatabase(
          "jdbc:h2:file:" + file + ";WRITE_DELAY=0;LOCK_TIMEOUT=30000",
          "org.h2.jdbcx.JdbcDataSource",
          "tidebook",
          "tidebook");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A PostgreSQL that answers a commit when it is written, which the embedded one does not by
   * itself. To the operating system, not to the disk: a test kills processes, not machines.
   */
  public static EmbeddedPostgres.Builder postgresql() {
    return EmbeddedPostgres.builder().setServerConfig("synchronous_commit", "on");
  }

  /** The database of a running PostgreSQL; it ends with the process that started it. */
  public static TestDatabase postgresql(EmbeddedPostgres server) {
    return postgresql(server.getPort());
  }

  static TestDatabase postgresql(int port) {
    var url = "jdbc:postgresql://localhost:" + port + "/postgres?reWriteBatchedInserts=true";
    return new TestDatabase(url, "org.postgresql.ds.PGSimpleDataSource", "postgres", "postgres");
  }
}
