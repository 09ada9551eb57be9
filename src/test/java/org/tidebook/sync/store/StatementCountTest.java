package org.tidebook.sync.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.tidebook.sync.store.TestStore.change;
import static org.tidebook.sync.store.TestStore.sent;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** S4: the statements of a push do not grow with the number of its changes. */
class StatementCountTest {

  private final TestStore store = new TestStore();

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void aPushOfAThousandChangesIssuesAsManyStatementsAsOneOfTen() {
    store.push();
    int ten = statementsOf(10);
    assertTrue(ten > 0 && ten < 20, "counted " + ten);
    assertEquals(ten, statementsOf(1_000));
  }

  /** Of a push that creates and updates records of two types and has a rejected change. */
  private int statementsOf(int changes) {
    var stamp = store.now.plus(Duration.ofHours(-1));
    var existing = UUID.randomUUID().toString();
    var category = "{'name':'N','kind':'income'}";
    var contact = "{'name':'N','kind':'other'}";
    // The first push of a type makes the row of its digest.
    store.push(
        change("categories", "create", existing, stamp, category),
        change("contacts", "create", existing, stamp, contact));
    var batch = new ArrayList<JsonObject>();
    batch.add(change("categories", "update", existing, stamp.next(), "{'name':'x'}"));
    batch.add(change("categories", "create", UUID.randomUUID().toString(), stamp, "{}"));
    while (batch.size() < changes) {
      var id = UUID.randomUUID().toString();
      batch.add(
          batch.size() % 2 == 0
              ? change("categories", "create", id, stamp, category)
              : change("contacts", "create", id, stamp, contact));
    }
    var counter = new StatementCounter();
    var request = new PushRequest(null, null, sent(batch.toArray(new JsonObject[0])));
    store.attempt(counter.counting(store.source()), request, false);
    return counter.executions();
  }
}
