package org.tidebook.server;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL with a folder and a port of its own: it can be killed as {@code kill -9} does and
 * started again where it was, as an operator would.
 */
public final class PostgresServer implements AutoCloseable {

  /** Recovery after a kill reads the log of what was written since the last checkpoint. */
  private static final Duration START_TIMEOUT = Duration.ofSeconds(60);

  private final Path data;
  private final int port;
  private final Map<String, String> settings;
  private @Nullable EmbeddedPostgres running;

  private PostgresServer(Path data, int port, Map<String, String> settings) {
    this.data = data;
    this.port = port;
    this.settings = settings;
  }

  /**
   * Makes a database in a new folder and starts it.
   *
   * @param folder where that folder is made
   * @param settings as in {@code postgresql.conf}
   */
  public static PostgresServer startIn(Path folder, Map<String, String> settings) {
    try {
      Files.createDirectories(folder);
      var data = Files.createTempDirectory(folder, "postgresql-").toAbsolutePath();
      var server = new PostgresServer(data, freePort(), Map.copyOf(settings));
      server.start();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same beneath the build's folder. */
  public static PostgresServer start(Map<String, String> settings) {
    return startIn(Path.of("target", "databases"), settings);
  }

  /** Its settings as those of a data source; they outlive a kill. */
  public TestDatabase database() {
    return TestDatabase.postgresql(port);
  }

  /** Starts it again, on the same folder and port. */
  public void start() {
    var builder =
        TestDatabase.postgresql()
            .setDataDirectory(data)
            .setCleanDataDirectory(false)
            .setPort(port)
            .setPGStartupWait(START_TIMEOUT);
    settings.forEach(builder::setServerConfig);
    try {
      running = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends all of its processes at once, if they still run, without a chance to finish anything. */
  public void kill() {
    try {
      var file = data.resolve("postmaster.pid");
      if (Files.exists(file)) {
        long pid = Long.parseLong(Files.readAllLines(file).get(0).strip());
        ProcessHandle.of(pid).ifPresent(PostgresServer::killWithChildren);
      }
      stop();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The children hold the shared memory, without which no other may start on the folder. */
  private static void killWithChildren(ProcessHandle postmaster) {
    var all = new ArrayList<ProcessHandle>();
    all.add(postmaster);
    postmaster.children().forEach(all::add);
    all.forEach(ProcessHandle::destroyForcibly);
    CompletableFuture.allOf(
            all.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
        .orTimeout(START_TIMEOUT.toSeconds(), TimeUnit.SECONDS)
        .join();
  }

  /** Ends it in order, as an operator would. */
  public void stop() {
    try {
      if (running != null) {
        running.close();
        running = null;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    stop();
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
