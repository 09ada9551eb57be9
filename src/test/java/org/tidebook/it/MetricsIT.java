package org.tidebook.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tidebook.server.ApiClient;
import org.tidebook.server.ApiResponse;
import org.tidebook.server.TestDatabase;

/** What operators ask of a node. */
class MetricsIT extends TidebookWar {

  private static final String METRICS = "api/metrics";
  private static final String TURNS = "tidebook_write_turns_total";

  @Test
  void pushesPullsStreamsAndOutboxesAreCounted() {
    ApiClient owner = owner();
    double pushes = value("tidebook_pushes_total");
    double applied = value("tidebook_changes_total{outcome=\"applied\"}");
    double rejected = value("tidebook_changes_total{outcome=\"rejected\"}");
    double pulls = value("tidebook_pull_records_count");
    double records = value("tidebook_pull_records_sum");
    double old = value("tidebook_outbox_age_seconds_bucket{le=\"86400.0\"}");

    owner.post("api/state/changes", Members.pushOf("One"), "Tidebook-Outbox-Age", "4000");
    owner.post("api/contacts", "{\"name\":\"Two\",\"kind\":\"none such\"}");
    owner.get("api/state/changes");
    try (var listener = owner.listen()) {
      listener.position(Duration.ofSeconds(5));
      assertEquals(1, value("tidebook_event_streams"));
    }

    assertEquals(pushes + 2, value("tidebook_pushes_total"));
    assertEquals(applied + 1, value("tidebook_changes_total{outcome=\"applied\"}"));
    assertEquals(rejected + 1, value("tidebook_changes_total{outcome=\"rejected\"}"));
    assertEquals(pulls + 1, value("tidebook_pull_records_count"));
    assertEquals(records + 1, value("tidebook_pull_records_sum"));
    assertEquals(old + 1, value("tidebook_outbox_age_seconds_bucket{le=\"86400.0\"}"));
    assertTrue(value("jvm_memory_used_bytes{area=\"heap\"}") > 0);
    assertEquals(400, owner.get("api/state/changes", "Tidebook-Outbox-Age", "a while").status());
  }

  /** That of a push, which is plain JDBC, and that of a new access token, which is JPA. */
  @Test
  void onH2EveryTransactionThatWritesHasItsTurn() {
    ApiClient owner = owner();
    double atFirst = value(TURNS);
    owner.post("api/state/changes", Members.pushOf("One"));
    double pushed = value(TURNS);
    Members.token(owner);
    double withToken = value(TURNS);

    if (System.getProperty(TestDatabase.KIND, "h2").equals("h2")) {
      assertTrue(pushed >= atFirst + 1, () -> atFirst + " " + pushed);
      assertTrue(withToken >= pushed + 1, () -> pushed + " " + withToken);
      assertTrue(value("tidebook_write_turn_wait_seconds_total") > 0);
    } else {
      assertEquals(0, withToken);
    }
  }

  @Test
  void whoComesThroughAProxyFindsNoMetrics() {
    ApiResponse answer = stranger().get(METRICS, "X-Forwarded-For", "203.0.113.7");

    assertEquals(404, answer.status());
    assertEquals("not-found", answer.problemType());
  }

  @Test
  void healthTellsOfTheDatabaseAndItsMigration() {
    ApiResponse ready = stranger().get("api/health/ready");

    assertEquals("ok", ready.json().getString("database"));
    assertTrue(ready.json().getString("migration").matches("[0-9.]+"), ready.text());
    assertEquals(ready.json(), stranger().get("api/health").json());
    assertEquals("ok", stranger().get("api/health/live").json().getString("status"));
  }

  private double value(String name) {
    ApiResponse answer = stranger().get(METRICS);
    assertEquals(200, answer.status(), answer.text());
    assertTrue(String.valueOf(answer.header("Content-Type")).startsWith("text/plain"));
    Optional<String> line =
        answer.text().lines().filter(each -> each.startsWith(name + " ")).findFirst();
    return line.map(each -> Double.parseDouble(each.substring(name.length() + 1))).orElse(0.0);
  }
}
