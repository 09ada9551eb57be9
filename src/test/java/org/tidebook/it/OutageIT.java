package org.tidebook.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.tidebook.server.ApiClient;
import org.tidebook.server.ApiResponse;
import org.tidebook.server.TestDatabase;
import org.tidebook.server.TidebookProcess;

/** The database goes away under a running server; H2 cannot, it runs inside of it. */
@EnabledIfSystemProperty(named = TestDatabase.KIND, matches = "postgresql")
class OutageIT {

  private static final String CHANGES = "api/state/changes";

  @Test
  void withoutItsDatabaseEveryAnswerIsAnOutageThatPasses() throws IOException {
    EmbeddedPostgres database = EmbeddedPostgres.start();
    try (TidebookProcess server = TidebookProcess.start(TestDatabase.postgresql(database))) {
      ApiClient owner = ApiClient.registered(server.base());
      String bearer = Members.bearer(Members.token(owner));
      assertEquals(200, owner.get(CHANGES).status());

      database.close();

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
    } finally {
      database.close();
    }
  }
}
