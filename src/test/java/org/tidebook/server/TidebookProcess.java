package org.tidebook.server;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.tidebook.server.ServerProgram.Installation;

/**
 * An application server with the WAR, as a process of its own on one port and one database: it can
 * be killed as {@code kill -9} does and started again where it was.
 */
public final class TidebookProcess implements AutoCloseable {
  private static final Path WAR = Path.of("target", "tidebook.war");
  private static final long START_TIMEOUT_SECONDS = 180;
  private static final long STOP_TIMEOUT_SECONDS = 45;

  /** So much of the log is shown where the server says that it made a mistake. */
  private static final int LINES_OF_A_MISTAKE = 120;

  private final ServerProgram program;
  private Installation installation;
  private final Path log;
  private @Nullable Process process;

  private TidebookProcess(ServerProgram program, Installation installation) {
    this.program = program;
    this.installation = installation;
    this.log = installation.folder().resolve("console.log");
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
    return start(ServerProgram.ofTheRun(), database, jvmOptions);
  }

  /** The same on a certain application server. */
  public static TidebookProcess start(
      ServerProgram program, TestDatabase database, List<String> jvmOptions) {
    return start(program, WAR, database, jvmOptions);
  }

  /** The same with another WAR than the one that was built. */
  public static TidebookProcess start(
      ServerProgram program, Path war, TestDatabase database, List<String> jvmOptions) {
    try {
      var folder = Files.createDirectories(Path.of("target", "servers"));
      var installation =
          new Installation(
              Files.createTempDirectory(folder, "tidebook-"),
              war,
              database,
              freePort(),
              freePort(),
              List.copyOf(jvmOptions));
      program.install(installation);
      var server = new TidebookProcess(program, installation);
      server.start();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts a server that is to refuse, and waits until its log has said so in these words. */
  public static TidebookProcess startUntil(TestDatabase database, String words) {
    var program = ServerProgram.ofTheRun();
    return start(
        new ServerProgram() {
          @Override
          public void install(Installation installation) throws IOException {
            program.install(installation);
          }

          @Override
          public List<String> command(Installation installation) {
            return program.command(installation);
          }

          @Override
          public Map<String, String> environment(Installation installation) {
            return program.environment(installation);
          }

          @Override
          public boolean isReady(String line) {
            return line.contains(words);
          }
        },
        database,
        List.of());
  }

  /** The address of the application, ending in a slash. */
  public URI base() {
    return URI.create("http://localhost:" + installation.port() + "/");
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
      var builder = new ProcessBuilder(program.command(installation)).redirectErrorStream(true);
      builder.environment().putAll(program.environment(installation));
      var started = builder.start();
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

  /** Stops the node and starts it with another WAR, on the same port and database. */
  public void upgrade(Path war) throws IOException {
    stop();
    var before = installation;
    installation =
        new Installation(
            Files.createTempDirectory(Path.of("target", "servers"), "tidebook-"),
            war,
            before.database(),
            before.port(),
            before.managementPort(),
            before.jvmOptions());
    program.install(installation);
    start();
  }

  /** Ends the process at once, without a chance to finish anything. */
  public void kill() {
    var running = process;
    if (running != null) {
      running.destroyForcibly().onExit().join();
      process = null;
    }
  }

  /**
   * Asks the process to end, as a service manager does, and waits for it.
   *
   * @throws IllegalStateException if it takes longer than 45 seconds
   */
  public void stop() {
    var running = process;
    if (running == null) {
      return;
    }
    running.destroy();
    try {
      running.onExit().get(STOP_TIMEOUT_SECONDS, TimeUnit.SECONDS);
      process = null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("The server did not stop; its log is " + log, e);
    }
  }

  @Override
  public void close() {
    kill();
  }

  private void follow(Process started, CompletableFuture<@Nullable Void> ready) {
    try (BufferedReader lines = started.inputReader(StandardCharsets.UTF_8);
        var out = Files.newBufferedWriter(log, CREATE, APPEND)) {
      int shown = LINES_OF_A_MISTAKE;
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        shown = line.contains("Request failed, reference") ? 0 : shown + 1;
        if (shown < LINES_OF_A_MISTAKE) {
          System.out.println(line);
        }
        out.write(line);
        out.newLine();
        out.flush();
        if (program.isReady(line)) {
          ready.complete(null);
        }
      }
      ready.completeExceptionally(new IOException("The server ended before it was ready."));
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
