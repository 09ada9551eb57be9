package org.tidebook.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.tidebook.server.ApiClient;
import org.tidebook.server.ApiResponse;
import org.tidebook.server.PostgresServer;
import org.tidebook.server.TestDatabase;
import org.tidebook.server.TidebookProcess;

/**
 * The database goes away under a running server, or has no room; H2 cannot go away, it runs inside
 * of it.
 */
@EnabledIfSystemProperty(named = TestDatabase.KIND, matches = "postgresql")
class OutageIT {

  private static final String CHANGES = "api/state/changes";
  private static final int DEVICES = 6;
  private static final int PUSHES = 60;
  private static final int REFUSALS = 12;
  private static final int CONNECTIONS = 24;

  /** Room for an empty database and a few thousand records. */
  private static final int DISK_MB = 128;

  @Test
  void withoutItsDatabaseEveryAnswerIsAnOutageThatPasses() throws Exception {
    try (PostgresServer postgres = PostgresServer.start(Map.of());
        TidebookProcess server = TidebookProcess.start(postgres.database())) {
      ApiClient owner = ApiClient.registered(server.base());
      String bearer = Members.bearer(Members.token(owner));
      assertEquals(200, owner.get(CHANGES).status());

      postgres.stop();

      requireOutage(server, owner, bearer);
    }
  }

  @Test
  void whenTheDatabaseIsKilledAndStartedAgainNothingIsLostOrDoubled() throws Exception {
    try (PostgresServer postgres = PostgresServer.start(Map.of());
        TidebookProcess server = TidebookProcess.start(postgres.database())) {
      ApiClient owner = ApiClient.registered(server.base());
      try (var devices = new WritingDevices(owner, DEVICES, server::base)) {
        for (int kills = 0; kills < 2; kills++) {
          devices.awaitPushes(PUSHES);
          postgres.kill();
          devices.awaitRefusals(REFUSALS);
          postgres.start();
        }
        goOn(devices, server);
        System.out.println("The database was killed twice: " + devices);
      }
    }
  }

  @Test
  void whenOthersHaveAllConnectionsAnswersSayTryAgainUntilThereAreSome() throws Exception {
    try (PostgresServer postgres =
            PostgresServer.start(Map.of("max_connections", "" + CONNECTIONS));
        TidebookProcess server = TidebookProcess.start(postgres.database())) {
      ApiClient owner = ApiClient.registered(server.base());
      String bearer = Members.bearer(Members.token(owner));
      try (var devices = new WritingDevices(owner, DEVICES, server::base)) {
        devices.awaitPushes(PUSHES);
        List<Connection> taken = takeAll(postgres.database());
        devices.awaitRefusals(REFUSALS);
        requireOutage(server, owner, bearer);
        for (Connection each : taken) {
          each.close();
        }
        goOn(devices, server);
        System.out.println("All connections were taken: " + devices);
      }
    }
  }

  /** PostgreSQL refuses first what needs room, and ends when its log has none. */
  @Test
  void whenTheDiskIsFullNothingIsLostOrDoubled() throws Exception {
    try (SmallDisk disk = SmallDisk.mounted(DISK_MB);
        PostgresServer postgres =
            PostgresServer.startIn(
                disk.folder(), Map.of("max_wal_size", "32MB", "min_wal_size", "32MB"));
        TidebookProcess server = TidebookProcess.start(postgres.database())) {
      ApiClient owner = ApiClient.registered(server.base());
      try (var devices = new WritingDevices(owner, DEVICES, server::base)) {
        devices.awaitPushes(PUSHES);
        disk.fill();
        devices.awaitRefusals(REFUSALS);
        disk.free();
        postgres.kill();
        postgres.start();
        goOn(devices, server);
        System.out.println("The disk was full: " + devices);
      }
    }
  }

  private static void goOn(WritingDevices devices, TidebookProcess server) throws Exception {
    devices.awaitPushes(PUSHES);
    devices.finish();
    devices.requireNothingLostOrDoubled(server.base());
    assertEquals(200, new ApiClient(server.base()).get("api/health").status());
  }

  private static void requireOutage(TidebookProcess server, ApiClient owner, String bearer) {
    ApiClient stranger = new ApiClient(server.base());
    for (ApiResponse answer :
        List.of(
            stranger.get("api/health"),
            owner.get("api/auth/session"),
            owner.get(CHANGES),
            owner.post(CHANGES, Members.pushOf("Later")),
            stranger.get(CHANGES, "Authorization", bearer),
            Members.signIn(stranger, UUID.randomUUID() + "@example.org"))) {
      assertEquals(503, answer.status(), answer.text());
      assertEquals("unavailable", answer.problemType());
      assertTrue(Integer.parseInt(String.valueOf(answer.header("Retry-After"))) > 0);
      ProblemsIT.assertHasNoInside(answer);
    }
  }

  /**
   * Takes the server's connections from it, and every one that it makes anew, until all are here.
   */
  private static List<Connection> takeAll(TestDatabase database) throws SQLException {
    List<Connection> taken = new ArrayList<>();
    taken.add(connect(database));
    while (taken.size() < CONNECTIONS) {
      cutAllBut(taken);
      try {
        while (taken.size() < CONNECTIONS) {
          taken.add(connect(database));
        }
      } catch (SQLException e) {
        assertEquals("53300", e.getSQLState(), e.getMessage());
      }
    }
    return taken;
  }

  private static void cutAllBut(List<Connection> taken) throws SQLException {
    List<Integer> mine = new ArrayList<>();
    for (Connection each : taken) {
      try (Statement statement = each.createStatement();
          ResultSet row = statement.executeQuery("select pg_backend_pid()")) {
        row.next();
        mine.add(row.getInt(1));
      }
    }
    String sql =
        "select pg_terminate_backend(pid, 5000) from pg_stat_activity"
            + " where backend_type = 'client backend' and pid <> all(?)";
    try (PreparedStatement cut = taken.get(0).prepareStatement(sql)) {
      cut.setArray(1, taken.get(0).createArrayOf("int", mine.toArray()));
      cut.execute();
    }
  }

  private static Connection connect(TestDatabase database) throws SQLException {
    return DriverManager.getConnection(database.url(), database.user(), database.password());
  }
}
