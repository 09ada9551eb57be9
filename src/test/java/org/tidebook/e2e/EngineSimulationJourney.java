package org.tidebook.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.tidebook.server.TestDatabase;
import org.tidebook.server.TidebookProcess;

/**
 * Twenty devices with the client's own engine, in Node, against the WAR through a network full of
 * faults. What is expected of them stands in {@code
 * webapp-client/test/real-server/simulation.test.ts}.
 */
class EngineSimulationJourney {
  private static final Path CLIENT = Path.of("webapp-client");
  private static final long LONGEST_MINUTES = 12;

  @Test
  void twentyDevicesConvergeAndLoseNothing() throws Exception {
    try (var server = TidebookProcess.start(TestDatabase.h2())) {
      var restarts = restartsOnRequest(server);
      restarts.start();
      try {
        assertEquals(0, simulate(server, restarts.getAddress()), "The simulation failed.");
      } finally {
        restarts.stop(0);
      }
    }
  }

  private static int simulate(TidebookProcess server, InetSocketAddress restarts)
      throws IOException, InterruptedException {
    var node = CLIENT.resolve(Path.of("node", "node", "node")).toAbsolutePath().toString();
    var builder =
        new ProcessBuilder(
                node,
                "node_modules/vitest/vitest.mjs",
                "run",
                "--config",
                "test/real-server/vitest.config.ts")
            .directory(CLIENT.toFile())
            .redirectErrorStream(true);
    builder.environment().put("TIDEBOOK_SERVER", server.base().toString());
    builder
        .environment()
        .put("TIDEBOOK_RESTART", "http://localhost:" + restarts.getPort() + "/restart");
    var seed = System.getProperty("tidebook.seed");
    if (seed != null) {
      builder.environment().put("TIDEBOOK_SEED", seed);
    }
    var process = builder.start();
    var printer = new Thread(() -> print(process), "simulation-output");
    printer.setDaemon(true);
    printer.start();
    try {
      assertTrue(process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES), "The simulation hangs.");
      printer.join();
      return process.exitValue();
    } finally {
      process.destroyForcibly();
    }
  }

  private static void print(Process process) {
    try (BufferedReader lines = process.inputReader(UTF_8)) {
      lines.lines().forEach(System.out::println);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whoever posts to it has the server killed; it answers once the server is there again. */
  private static HttpServer restartsOnRequest(TidebookProcess server) throws IOException {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    var restarts = HttpServer.create(address, 0);
    restarts.createContext("/restart", exchange -> restart(server, exchange));
    return restarts;
  }

  private static void restart(TidebookProcess server, HttpExchange exchange) throws IOException {
    try (exchange) {
      server.kill();
      server.start();
      exchange.sendResponseHeaders(204, -1);
    }
  }
}
