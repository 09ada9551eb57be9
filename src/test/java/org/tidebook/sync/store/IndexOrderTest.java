package org.tidebook.sync.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.tidebook.sync.store.TestStore.change;

import jakarta.json.JsonObject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tidebook.sync.domain.Stamp;

/**
 * What is read up to a limit is read in the order of an index. H2 otherwise sorts all that a tenant
 * has, for each chunk anew: a pull of 100,000 records took 53 s and 512 MB.
 */
class IndexOrderTest {

  /** A select up to a limit; the one around the types' own ones sorts what they found. */
  private static final Pattern LIMITED =
      Pattern.compile("(?<!as stamps) order by [a-z_, ]+ (fetch first|offset)");

  private static final Pattern INDEX_SORTED = Pattern.compile("/\\* index sorted \\*/");

  private final TestStore store = new TestStore();
  private final StatementCounter counter = new StatementCounter();

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void pagesOfTheFeedAreReadInTheOrderOfAnIndex() throws SQLException {
    Stamp since = store.push(contact()).updatedAt();
    store.push(contact(), contact());
    for (int limit : List.of(1, 1_000, 50_000)) {
      for (Stamp from : List.of(Stamp.EPOCH, since)) {
        var query = new FeedQuery(from, limit, store.types.all(), null, null);
        var page = (FeedPage) store.pull(counter.counting(store.source()), query, clock -> false);
        page.types().forEach(type -> page.read(type, record -> {}));
      }
    }
    requireIndexOrder(3);
  }

  @Test
  void digestsAndThePurgeReadInTheOrderOfAnIndex() throws SQLException {
    String id = UUID.randomUUID().toString();
    store.push(
        change("contacts", "create", id, store.now, "{'name':'N','kind':'other'}"),
        change("contacts", "delete", id, store.now.next(), null));
    store.execute(
        "update tenant_clock set digested = false where tenant_id = '" + store.tenant + "'");
    store.digests(counter.counting(store.source()));
    store.wait(Duration.ofDays(100));
    Purge purge = store.purge(counter.counting(store.source()));
    for (int night = 0; night < 2; night++) {
      store.wait(Duration.ofDays(1));
      purge.tenant(store.tenant, store.now, Duration.ofDays(90));
    }
    requireIndexOrder(4);
  }

  private void requireIndexOrder(int atLeast) throws SQLException {
    List<String> limited =
        counter.prepared().stream()
            .distinct()
            .filter(sql -> LIMITED.matcher(sql).find() && sql.contains("tenant_id = ?"))
            .toList();
    assertTrue(limited.size() >= atLeast, limited::toString);
    try (Connection connection = store.source().getConnection()) {
      for (String sql : limited) {
        long wanted = LIMITED.matcher(sql).results().count();
        String plan = plan(connection, sql);
        assertEquals(wanted, INDEX_SORTED.matcher(plan).results().count(), plan);
      }
    }
  }

  private static String plan(Connection connection, String sql) throws SQLException {
    try (PreparedStatement explain = connection.prepareStatement("explain " + sql)) {
      int parameters = explain.getParameterMetaData().getParameterCount();
      for (int i = 1; i <= parameters; i++) {
        explain.setString(i, "1");
      }
      try (ResultSet row = explain.executeQuery()) {
        row.next();
        return row.getString(1);
      }
    }
  }

  private JsonObject contact() {
    return change(
        "contacts",
        "create",
        UUID.randomUUID().toString(),
        store.now,
        "{'name':'N','kind':'other'}");
  }
}
