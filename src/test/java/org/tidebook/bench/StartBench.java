package org.tidebook.bench;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.tidebook.server.ServerProgram;
import org.tidebook.server.TestDatabase;
import org.tidebook.server.TidebookProcess;

/**
 * How long each application server takes to its first answer, from an empty database and again, and
 * how much memory it takes then and under load.
 */
public final class StartBench {

  private static final long LOAD_MS = Long.getLong("tidebook.bench.load", 20_000);

  private StartBench() {}

  /** Prints a table. */
  public static void main(String[] none) throws Exception {
    System.out.printf(
        Locale.ROOT,
        "WAR: %.2f MB%n",
        Files.size(Path.of("target", "tidebook.war")) / 1024.0 / 1024.0);
    System.out.println(
        "| server | database | first answer, new database, s | started again, s | memory then, MB | under load, MB | rounds/s |\n"
            + "| --- | --- | ---: | ---: | ---: | ---: | ---: |");
    for (String program : List.of("payara", "wildfly", "liberty")) {
      row(program, "H2", TestDatabase.h2());
      try (EmbeddedPostgres postgres =
          TestDatabase.postgresql().setServerConfig("fsync", "on").start()) {
        row(program, "PostgreSQL", TestDatabase.postgresql(postgres));
      }
    }
    System.exit(0); // the bench leaves threads that wait on sockets
  }

  private static void row(String program, String kind, TestDatabase database) throws Exception {
    long begun = System.nanoTime();
    try (var server = TidebookProcess.start(ServerProgram.named(program), database, List.of())) {
      double first = secondsToAnswer(server, begun);
      server.stop();
      long begunAgain = System.nanoTime();
      server.start();
      double again = secondsToAnswer(server, begunAgain);
      double started = ServerBench.residentMegabytes(server, "VmRSS");
      var owners = new ArrayList<WireClient>();
      for (int i = 0; i < Load.TENANTS; i++) {
        owners.add(ServerBench.owner(server, "bench-" + UUID.randomUUID()));
      }
      var load = Load.run(server.base(), owners, LOAD_MS);
      if (!load.errors().isEmpty()) {
        throw new IllegalStateException(load.errors().toString());
      }
      System.out.printf(
          Locale.ROOT,
          "| %s | %s | %.1f | %.1f | %.0f | %.0f | %.0f |%n",
          program,
          kind,
          first,
          again,
          started,
          ServerBench.residentMegabytes(server, "VmHWM"),
          load.rounds() * 1e3 / LOAD_MS);
    }
  }

  /** The log has said that it serves; what the first caller waits for comes on top. */
  private static double secondsToAnswer(TidebookProcess server, long begun) throws IOException {
    int status = new WireClient(server.base()).get("api/health");
    if (status != 200) {
      throw new IllegalStateException("The first answer is " + status);
    }
    return (System.nanoTime() - begun) / 1e9;
  }
}
