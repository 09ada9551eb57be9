package org.tidebook.sync.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.tidebook.sync.store.TestStore.change;
import static org.tidebook.sync.store.TestStore.sent;

import jakarta.json.JsonObject;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tidebook.sync.domain.Stamp;

/** S4: the statements of a push do not grow with the number of its changes. */
class StatementCountTest {

  private static final String CONTACT = "{'name':'N','kind':'other'}";

  private final TestStore store = new TestStore();

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void aPushOfAThousandChangesIssuesAsManyStatementsAsOneOfTen() {
    store.push();
    var ten = statementsOf(10);
    var thousand = statementsOf(1_000);
    assertTrue(ten.executions > 0, "counted nothing");
    assertEquals(ten.executions, thousand.executions, () -> ten.sql + " but " + thousand.sql);
    assertEquals(Set.copyOf(ten.sql), Set.copyOf(thousand.sql));
    assertEquals(1_000, thousand.recordRows, "each change writes its row, in a batch");
    assertTrue(thousand.batches > 0 && thousand.batches < ten.executions);
  }

  @Test
  void aReplayOfAThousandChangesWritesNothing() {
    var request = new PushRequest(null, null, sent(changes(1_000)));
    store.push(request);
    var counter = new Counter();
    store.attempt(counter.counting(store.source()), request, false);
    assertEquals(0, counter.batches);
    assertTrue(counter.executions < 10, () -> counter.sql.toString());
    assertTrue(counter.sql.stream().noneMatch(sql -> sql.contains("for update")));
  }

  @Test
  void aPullReadsTheTablesOfThoseTypesOnlyThatChanged() {
    var since = store.push().updatedAt();
    store.push(change("contacts", "create", UUID.randomUUID().toString(), store.now, CONTACT));
    var counter = new StatementCounter();
    var query = new FeedQuery(since, 1_000, store.types.all(), null, null);
    var page = (FeedPage) store.pull(counter.counting(store.source()), query, clock -> false);
    var names = new ArrayList<String>();
    page.types().forEach(type -> page.read(type, record -> names.add(type.name())));
    assertEquals(List.of("contacts"), names);
    assertEquals(3, counter.executions(), "the clock, the bound with the types, and one table");
  }

  private Counter statementsOf(int size) {
    var counter = new Counter();
    var request = new PushRequest(null, null, sent(changes(size)));
    var result = store.attempt(counter.counting(store.source()), request, false);
    result.outcomes().forEach(outcome -> assertEquals("applied", outcome.status()));
    return counter;
  }

  /**
   * Creates, updates and deletes of two types, an update of other fields each time: what would make
   * a provider that writes changed columns issue a statement for each set of them.
   */
  private JsonObject[] changes(int size) {
    var stamp = store.now.plus(Duration.ofHours(-1));
    var existing = new ArrayList<JsonObject>();
    for (int i = 0; i < size; i++) {
      existing.add(create(i, stamp));
    }
    store.push(existing.toArray(new JsonObject[0]));
    var batch = new ArrayList<JsonObject>();
    for (int i = 0; i < size; i++) {
      var type = existing.get(i).getString("entityType");
      var id = existing.get(i).getString("entityId");
      var text = type.equals("contacts") ? "notes" : "description";
      batch.add(
          switch (i % 5) {
            case 0 -> create(i, stamp);
            case 1 -> change(type, "delete", id, stamp.next(), null);
            case 2 -> change(type, "update", id, stamp.next(), "{'name':'x'}");
            case 3 -> change(type, "update", id, stamp.next(), "{'" + text + "':'x'}");
            default -> change(type, "update", id, stamp.next(), "{'name':'x','" + text + "':null}");
          });
    }
    return batch.toArray(new JsonObject[0]);
  }

  private static JsonObject create(int number, Stamp stamp) {
    var id = UUID.randomUUID().toString();
    return number / 5 % 2 == 0
        ? change("categories", "create", id, stamp, "{'name':'N','kind':'income'}")
        : change("contacts", "create", id, stamp, "{'name':'N','kind':'other'}");
  }

  /** Counts executions, a batch as one, and the rows that batches write to tables of records. */
  private static final class Counter {

    private final List<String> sql = new ArrayList<>();
    private int executions;
    private int batches;
    private int recordRows;
    private String lastPrepared = "";

    private static boolean isOfRecords(String sql) {
      return sql.contains("categories") || sql.contains("contacts");
    }

    DataSource counting(DataSource source) {
      return wrap(DataSource.class, source);
    }

    private <T> T wrap(Class<T> type, Object target) {
      return type.cast(
          Proxy.newProxyInstance(
              Counter.class.getClassLoader(),
              new Class<?>[] {type},
              (proxy, method, arguments) -> {
                switch (method.getName()) {
                  case "execute", "executeQuery", "executeUpdate" -> executions++;
                  case "executeBatch" -> {
                    executions++;
                    batches++;
                  }
                  case "addBatch" -> recordRows += isOfRecords(lastPrepared) ? 1 : 0;
                  case "prepareStatement" -> {
                    lastPrepared = String.valueOf(arguments[0]);
                    sql.add(lastPrepared);
                  }
                  default -> {}
                }
                Object result;
                try {
                  result = method.invoke(target, arguments);
                } catch (InvocationTargetException e) {
                  throw e.getCause();
                }
                if (result instanceof PreparedStatement && method.getName().startsWith("prep")) {
                  return wrap(PreparedStatement.class, result);
                }
                if (result instanceof Statement && method.getName().startsWith("create")) {
                  return wrap(Statement.class, result);
                }
                return result instanceof Connection && target instanceof DataSource
                    ? wrap(Connection.class, result)
                    : result;
              }));
    }
  }
}
