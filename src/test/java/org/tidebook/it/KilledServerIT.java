package org.tidebook.it;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.tidebook.server.ApiClient;
import org.tidebook.server.TestDatabase;
import org.tidebook.server.TidebookProcess;

/** A server that ends without warning, or is told to, while devices write. */
class KilledServerIT {

  private static final int DEVICES = 6;
  private static final int PUSHES = 60;

  private @Nullable EmbeddedPostgres postgres;
  private TestDatabase database;

  @BeforeEach
  void makeDatabase() throws IOException {
    if (System.getProperty(TestDatabase.KIND, "h2").equals("postgresql")) {
      postgres = TestDatabase.postgresql().start();
      database = TestDatabase.postgresql(postgres);
    } else {
      database = TestDatabase.h2();
    }
  }

  @AfterEach
  void closeDatabase() throws IOException {
    if (postgres != null) {
      postgres.close();
    }
  }

  @Test
  void afterAKillEveryAcknowledgedChangeIsThereOnce() throws Exception {
    try (TidebookProcess server = TidebookProcess.start(database)) {
      ApiClient owner = ApiClient.registered(server.base());
      try (var devices = new WritingDevices(owner, DEVICES, server::base)) {
        for (int kills = 0; kills < 2; kills++) {
          devices.awaitPushes(PUSHES);
          server.kill();
          server.start();
        }
        devices.awaitPushes(PUSHES);
        devices.finish();
        devices.requireNothingLostOrDoubled(server.base());
        System.out.println("Two kills: " + devices);
      }
    }
  }

  @Test
  void aServerThatIsToldToStopDoesSoAndLosesNothing() throws Exception {
    try (TidebookProcess server = TidebookProcess.start(database)) {
      ApiClient owner = ApiClient.registered(server.base());
      try (var devices = new WritingDevices(owner, DEVICES, server::base)) {
        devices.awaitPushes(PUSHES);
        server.stop();
        server.start();
        devices.awaitPushes(PUSHES);
        devices.finish();
        devices.requireNothingLostOrDoubled(server.base());
      }
    }
  }

  @Test
  @EnabledIfSystemProperty(named = TestDatabase.KIND, matches = "h2")
  void thereIsNoStartOnAnH2ThatAnswersBeforeACommitIsOnDisk() {
    TestDatabase careless =
        new TestDatabase(
            database.url().replace(";WRITE_DELAY=0", ""),
            database.driver(),
            database.user(),
            database.password());

    requireRefusal(careless, "WRITE_DELAY=0");
  }

  @Test
  @EnabledIfSystemProperty(named = TestDatabase.KIND, matches = "postgresql")
  void thereIsNoStartOnAPostgresqlThatAnswersBeforeACommitIsWritten() {
    TestDatabase careless =
        new TestDatabase(
            database.url() + "&options=-csynchronous_commit=off",
            database.driver(),
            database.user(),
            database.password());

    requireRefusal(careless, "synchronous_commit");
  }

  private static void requireRefusal(TestDatabase careless, String words) {
    try (TidebookProcess server = TidebookProcess.startUntil(careless, words)) {
      assertTrue(isNotServed(server), "it serves all the same");
    }
  }

  private static boolean isNotServed(TidebookProcess server) {
    try {
      int status = new ApiClient(server.base()).get("api/health").status();
      assertTrue(List.of(404, 500, 503).contains(status), () -> "answered " + status);
      return true;
    } catch (UncheckedIOException e) {
      return true; // nobody listens
    }
  }
}
