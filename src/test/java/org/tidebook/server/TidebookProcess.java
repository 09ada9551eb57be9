package org.tidebook.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Payara Micro with the WAR, as a process of its own on one port and one database: it can be killed
 * as {@code kill -9} does and started again where it was.
 */
public final class TidebookProcess implements AutoCloseable {
  private static final long START_TIMEOUT_SECONDS = 180;
  private static final String READY = "Tidebook is ready.";

  private final TestDatabase database;
  private final int port;
  private final Path log;
  private final List<String> jvmOptions;
  private @Nullable Process process;

  private TidebookProcess(TestDatabase database, int port, Path log, List<String> jvmOptions) {
    this.database = database;
    this.port = port;
    this.log = log;
    this.jvmOptions = List.copyOf(jvmOptions);
  }

  /** Starts a server on a free port of the loopback interface and waits until it is ready. */
  public static TidebookProcess start(TestDatabase database) {
    return start(database, List.of());
  }

  /**
   * The same with options for the Java machine, which come after the usual ones and so overrule
   * them.
   */
  public static TidebookProcess start(TestDatabase database, List<String> jvmOptions) {
    try {
      var folder = Files.createDirectories(Path.of("target", "servers"));
      var server =
          new TidebookProcess(
              database, freePort(), Files.createTempFile(folder, "tidebook-", ".log"), jvmOptions);
      server.start();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The address of the application, ending in a slash. */
  public URI base() {
    return URI.create("http://localhost:" + port + "/");
  }

  /** The process that runs; a killed one has none. */
  public ProcessHandle handle() {
    var running = process;
    if (running == null) {
      throw new IllegalStateException("The server does not run.");
    }
    return running.toHandle();
  }

  /** Starts the server again, on the same port and database. */
  public void start() {
    try {
      var started = new ProcessBuilder(command()).redirectErrorStream(true).start();
      process = started;
      var ready = new CompletableFuture<@Nullable Void>();
      var reader = new Thread(() -> follow(started, ready), "tidebook-log");
      reader.setDaemon(true);
      reader.start();
      ready.get(START_TIMEOUT_SECONDS, TimeUnit.SECONDS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException | TimeoutException e) {
      kill();
      throw new IllegalStateException("The server did not start; its log is " + log, e);
    }
  }

  /** Ends the process at once, without a chance to finish anything. */
  public void kill() {
    var running = process;
    if (running != null) {
      running.destroyForcibly().onExit().join();
      process = null;
    }
  }

  @Override
  public void close() {
    kill();
  }

  private List<String> command() {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx1g", "-XX:+UseSerialGC", "-Duser.timezone=UTC"));
    command.addAll(jvmOptions);
    command.addAll(
        List.of(
            "-Dtidebook.db.driver=" + database.driver(),
            "-Dtidebook.db.url=" + database.url(),
            "-Dtidebook.db.user=" + database.user(),
            "-Dtidebook.db.password=" + database.password(),
            "-jar",
            "target/servers/payara-micro.jar",
            "--prebootcommandfile",
            "deploy/payara/preboot.asadmin",
            "--addlibs",
            "target/servers/postgresql.jar",
            "--nohazelcast",
            "--disablephonehome",
            "--port",
            Integer.toString(port),
            "--contextroot",
            "/",
            "--deploy",
            "target/tidebook.war"));
    return command;
  }

  private void follow(Process started, CompletableFuture<@Nullable Void> ready) {
    try (BufferedReader lines = started.inputReader(StandardCharsets.UTF_8);
        var out = Files.newBufferedWriter(log, java.nio.file.StandardOpenOption.APPEND)) {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        out.write(line);
        out.newLine();
        out.flush();
        if (line.contains("Payara Micro") && line.contains("ready in")) {
          ready.complete(null);
        }
      }
      ready.completeExceptionally(new IOException("The server ended before it said: " + READY));
    } catch (IOException e) {
      ready.completeExceptionally(e);
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
