package org.tidebook.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.tidebook.server.ApiClient;
import org.tidebook.server.ApiResponse;
import org.tidebook.server.EventListener;
import org.tidebook.server.TestDatabase;
import org.tidebook.server.TidebookProcess;

/** Two nodes on one PostgreSQL poke each other's devices. */
@EnabledIfSystemProperty(named = TestDatabase.KIND, matches = "postgresql")
class TwoNodesIT {

  private static final Logger LOG = Logger.getLogger(TwoNodesIT.class.getName());

  /** Far less than the 15 s after which positions are compared anyway. */
  private static final Duration AT_ONCE = Duration.ofSeconds(5);

  private static final int WARM_UP = 100;
  private static final int MEASURED = 300;

  private static EmbeddedPostgres postgres;
  private static TidebookProcess one;
  private static TidebookProcess two;

  @BeforeAll
  static void startNodes() throws Exception {
    // The database notes when each transaction was committed, for the measurement.
    postgres = TestDatabase.postgresql().setServerConfig("track_commit_timestamp", "on").start();
    TestDatabase database = TestDatabase.postgresql(postgres);
    one = TidebookProcess.start(database);
    two = TidebookProcess.start(database);
  }

  @AfterAll
  static void stopNodes() throws Exception {
    if (two != null) {
      two.close();
    }
    if (one != null) {
      one.close();
    }
    if (postgres != null) {
      postgres.close();
    }
  }

  @Test
  void whatOneNodeWritesPokesTheDevicesOfTheOther() {
    ApiClient atOne = ApiClient.registered(one.base());
    ApiClient atTwo = atOne.at(two.base());
    try (EventListener ofOne = atOne.listen();
        EventListener ofTwo = atTwo.listen()) {
      ofOne.position(AT_ONCE);
      ofTwo.position(AT_ONCE);
      for (ApiClient writer : List.of(atOne, atTwo, atOne)) {
        String pushed = push(writer, UUID.randomUUID().toString());
        assertEquals(pushed, ofOne.position(AT_ONCE));
        assertEquals(pushed, ofTwo.position(AT_ONCE));
      }
    }
  }

  @Test
  void aLostConnectionBetweenTheNodesComesBackAndNothingIsMissed() throws Exception {
    ApiClient atOne = ApiClient.registered(one.base());
    try (EventListener ofTwo = atOne.at(two.base()).listen()) {
      ofTwo.position(AT_ONCE);
      assertTrue(cutListeningConnections() >= 1);
      String missed = push(atOne, UUID.randomUUID().toString());
      assertEquals(missed, ofTwo.position(AT_ONCE));

      String later = push(atOne, UUID.randomUUID().toString());
      assertEquals(later, ofTwo.position(AT_ONCE));
    }
  }

  /** From the commit, by the database's own note, to the arrival at the other device. */
  @Test
  void pokesAreFast() throws Exception {
    ApiClient atOne = ApiClient.registered(one.base());
    try (EventListener ofOne = atOne.listen();
        EventListener ofTwo = atOne.at(two.base()).listen()) {
      ofOne.position(AT_ONCE);
      ofTwo.position(AT_ONCE);
      List<Long> sameNode = new ArrayList<>();
      List<Long> otherNode = new ArrayList<>();
      for (int i = 0; i < WARM_UP + MEASURED; i++) {
        String id = UUID.randomUUID().toString();
        String pushed = push(atOne, id);
        Instant atSame = arrival(ofOne, pushed);
        Instant atOther = arrival(ofTwo, pushed);
        if (i >= WARM_UP) {
          Instant committed = committedAt(id);
          sameNode.add(ChronoUnit.MICROS.between(committed, atSame));
          otherNode.add(ChronoUnit.MICROS.between(committed, atOther));
        }
      }
      LOG.info(() -> "Commit to arrival, same node: " + summary(sameNode));
      LOG.info(() -> "Commit to arrival, other node: " + summary(otherNode));
    }
  }

  private static Instant arrival(EventListener listener, String position) {
    EventListener.Line line = listener.next("id: " + position, AT_ONCE);
    if (line == null) {
      throw new AssertionError("No event came.");
    }
    return line.arrivedAt();
  }

  private static String summary(List<Long> micros) {
    List<Long> sorted = micros.stream().sorted().toList();
    return "p50 %.2f ms, p95 %.2f ms, p99 %.2f ms of %d"
        .formatted(
            sorted.get(sorted.size() / 2) / 1_000.0,
            sorted.get(sorted.size() * 95 / 100) / 1_000.0,
            sorted.get(sorted.size() * 99 / 100) / 1_000.0,
            sorted.size());
  }

  private static Instant committedAt(String id) throws SQLException {
    String sql = "select pg_xact_commit_timestamp(xmin) from contacts where id = ?";
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        PreparedStatement query = connection.prepareStatement(sql)) {
      query.setString(1, id);
      try (ResultSet row = query.executeQuery()) {
        row.next();
        return row.getObject(1, OffsetDateTime.class).toInstant();
      }
    }
  }

  private static int cutListeningConnections() throws SQLException {
    String sql =
        "select pg_terminate_backend(pid) from pg_stat_activity"
            + " where application_name = 'tidebook listen'";
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      int count = 0;
      while (rows.next()) {
        count++;
      }
      return count;
    }
  }

  /** Makes a contact; the feed's position after. */
  private static String push(ApiClient client, String entityId) {
    JsonObject change =
        Json.createObjectBuilder()
            .add("id", UUID.randomUUID().toString())
            .add("entityType", "contacts")
            .add("action", "create")
            .add("entityId", entityId)
            .add("updatedAt", Instant.now().minusSeconds(60).toString())
            .add("payload", Json.createObjectBuilder().add("name", "N").add("kind", "other"))
            .build();
    ApiResponse answer =
        client.post(
            "api/state/changes",
            Json.createObjectBuilder()
                .add("changes", Json.createArrayBuilder().add(change))
                .build());
    assertEquals(200, answer.status(), answer.text());
    return answer.json().getString("updatedAt");
  }
}
