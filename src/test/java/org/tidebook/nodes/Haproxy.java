package org.tidebook.nodes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.tidebook.server.ApiClient;

/** HAProxy, found on the PATH, in front of nodes that it asks for their health. */
final class Haproxy implements AutoCloseable {

  private static final int STEP_MS = 100;
  private static final int MOST_STEPS = 300;

  private final Process process;
  private final URI base;

  private Haproxy(Process process, URI base) {
    this.process = process;
    this.base = base;
  }

  /**
   * Starts it on a free port of the loopback interface, and waits until it passes requests on.
   *
   * @throws IllegalStateException if it is not installed
   */
  static Haproxy before(List<URI> nodes) throws IOException, InterruptedException {
    int port;
    try (var socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    Path folder = Files.createTempDirectory(Path.of("target", "servers"), "haproxy-");
    Path configuration = folder.resolve("haproxy.cfg");
    String servers =
        IntStream.range(0, nodes.size())
            .mapToObj(i -> "  server node%d 127.0.0.1:%d".formatted(i, nodes.get(i).getPort()))
            .collect(Collectors.joining("\n"));
    Files.writeString(
        configuration,
        Files.readString(Path.of("deploy", "haproxy", "haproxy.cfg"))
                .replace("bind :8080", "bind 127.0.0.1:" + port)
                .replaceAll("(?m)^  server .*\n?", "")
            + servers
            + "\n");
    Process process;
    try {
      process =
          new ProcessBuilder("haproxy", "-db", "-f", configuration.toString())
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("haproxy.log").toFile())
              .start();
    } catch (IOException e) {
      throw new IllegalStateException(
          "These tests need HAProxy on the PATH; on Debian: apt-get install haproxy", e);
    }
    var started = new Haproxy(process, URI.create("http://localhost:" + port + "/"));
    started.awaitReady();
    return started;
  }

  URI base() {
    return base;
  }

  private void awaitReady() throws InterruptedException {
    for (int step = 0; step < MOST_STEPS; step++) {
      if (!process.isAlive()) {
        throw new IllegalStateException("HAProxy ended; its log is in target/servers.");
      }
      try {
        if (new ApiClient(base).get("api/health").status() == 200) {
          return;
        }
      } catch (UncheckedIOException e) {
        // It does not listen yet.
      }
      Thread.sleep(STEP_MS); // it tells nobody when it has found its servers
    }
    throw new IllegalStateException("HAProxy found no node.");
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
