package org.tidebook.sync.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.tidebook.sync.store.TestStore.change;
import static org.tidebook.sync.store.TestStore.with;

import jakarta.json.JsonObject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tidebook.sync.domain.Stamp;

class PurgeTest {

  private static final Duration RETENTION = Duration.ofDays(90);
  private static final Duration DAY = Duration.ofDays(1);
  private static final String CONTACT = "{'name':'N','kind':'other'}";
  private static final String CATEGORY = "{'name':'N','kind':'income'}";

  private final TestStore store = new TestStore();

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void theFirstRunMovesTheHorizonAndTheNextRemovesWhatIsBelow() {
    var contact = create("contacts", CONTACT);
    var category = create("categories", CATEGORY);
    var kept = create("contacts", CONTACT);
    var checkpoint = store.push(contact, category, kept).updatedAt();
    var deletions = store.push(delete(contact), delete(category)).updatedAt();
    store.wait(RETENTION.plus(DAY));

    assertEquals(1, purge().horizonsMoved());

    assertEquals(deletions, state().horizon());
    assertEquals(2, tombstones());
    assertThrows(ResyncRequired.class, () -> store.pull(checkpoint));
    assertTrue(store.pull(deletions).isEmpty());

    store.wait(DAY);
    var second = purge();

    assertEquals(2, second.tombstones());
    assertEquals(0, second.horizonsMoved());
    assertEquals(0, tombstones());
    assertEquals(deletions, state().horizon());
    assertThrows(ResyncRequired.class, () -> store.pull(checkpoint));
    assertThrows(
        ResyncRequired.class, () -> store.push(new PushRequest(checkpoint, null, List.of())));
    assertEquals(1, TestStore.envelopes(store.pull(Stamp.EPOCH)).size());
  }

  @Test
  void withoutAnOldDeletionThereIsNoHorizon() {
    var young = create("contacts", CONTACT);
    var checkpoint = store.push(young, create("contacts", CONTACT)).updatedAt();
    store.wait(RETENTION);
    store.push(delete(young));
    for (int night = 0; night < 3; night++) {
      store.wait(DAY);
      assertEquals(0, purge().horizonsMoved());
    }
    assertNull(state().horizon());
    assertEquals(1, TestStore.envelopes(store.pull(checkpoint)).size());
  }

  @Test
  void aDeletionIsKeptForTheWholeOfTheRetention() {
    var contact = create("contacts", CONTACT);
    store.push(contact);
    store.wait(DAY);
    store.push(delete(contact));
    store.wait(RETENTION.minusMillis(1));
    assertEquals(0, purge().horizonsMoved());
    store.wait(Duration.ofMillis(1));
    assertEquals(1, purge().horizonsMoved());
  }

  @Test
  void runsOfTheSameNightAreOneStep() {
    var contact = create("contacts", CONTACT);
    store.push(contact);
    store.push(delete(contact));
    store.wait(RETENTION.plus(DAY));
    purge();
    store.wait(PurgeState.STEPS_APART.minusMillis(1));
    assertEquals(0, purge().tombstones());
    assertEquals(1, tombstones());
    store.wait(Duration.ofMillis(1));
    assertEquals(1, purge().tombstones());
  }

  @Test
  void everyNightRemovesWhatTheNightBeforeMarked() {
    for (int day = 0; day < 4; day++) {
      var contact = create("contacts", CONTACT);
      store.push(contact);
      store.push(delete(contact));
      store.wait(DAY);
    }
    store.wait(RETENTION.minus(DAY.multipliedBy(3)));
    var removed = new ArrayList<Long>();
    for (int night = 0; night < 6; night++) {
      removed.add(purge().tombstones());
      store.wait(DAY);
    }
    assertEquals(List.of(0L, 1L, 1L, 1L, 1L, 0L), removed);
  }

  @Test
  void aRecordThatIsRevivedMeanwhileStays() {
    var contact = create("contacts", CONTACT);
    var id = contact.getString("entityId");
    store.push(contact);
    store.push(delete(contact));
    store.wait(RETENTION.plus(DAY));
    purge();
    store.push(change("contacts", "update", id, store.now, "{'name':'Again'}"));
    store.wait(DAY);
    assertEquals(0, purge().tombstones());
    assertEquals(
        List.of(id),
        TestStore.envelopes(store.pull(Stamp.EPOCH)).stream().map(e -> e.id()).toList());
  }

  @Test
  void anUpdateOfAPurgedRecordWithAStampBeforeTheHorizonIsSuperseded() {
    var contact = create("contacts", CONTACT);
    var id = contact.getString("entityId");
    store.push(contact);
    var horizon = store.push(delete(contact)).updatedAt();
    store.wait(RETENTION.plus(DAY));
    purge();
    store.wait(DAY);
    purge();
    var before = Stamp.ofMicros(horizon.micros() - 1);
    assertEquals(
        List.of(new ChangeOutcome.Superseded(null)),
        store.push(change("contacts", "update", id, before, CONTACT)).outcomes());
    assertEquals(
        List.of(new ChangeOutcome.Applied(horizon, true)),
        store.push(change("contacts", "update", id, horizon, CONTACT)).outcomes());
  }

  @Test
  void oldReceiptsGoAndYoungOnesStay() {
    var group = UUID.randomUUID().toString();
    var old = create("contacts", CONTACT);
    var grouped = with(create("contacts", CONTACT), "group", group);
    store.push(old, grouped);
    store.wait(RETENTION);
    var young = create("contacts", CONTACT);
    store.push(young);
    store.wait(Duration.ofMillis(1));

    assertEquals(3, purge().receipts());

    assertEquals(1, receipts("sync_receipt"));
    assertEquals(0, receipts("sync_group_receipt"));
    assertEquals("applied", status(young), "a replay of its first outcome");
    assertEquals("superseded", status(old), "judged anew");
  }

  @Test
  void muchIsRemovedInPartsOfBoundedSize() {
    int records = 2 * Purge.ROWS_AT_A_TIME + 10;
    for (int push = 0; push < records; push += 670) {
      var creations = Stream.generate(() -> create("contacts", CONTACT)).limit(670).toList();
      store.push(creations.toArray(new JsonObject[0]));
      store.push(creations.stream().map(this::delete).toArray(JsonObject[]::new));
    }
    store.wait(RETENTION.plus(DAY));
    assertEquals(2L * records, purge().receipts());
    store.wait(DAY);
    var largest = new LargestBatch();
    var purge = store.purge(largest.watching(store.source()));
    assertEquals(records, purge.tenant(store.tenant, store.now, RETENTION).tombstones());
    assertEquals(0, tombstones());
    assertEquals(Purge.ROWS_AT_A_TIME, largest.rows());
  }

  @Test
  void whatWasCutOffIsGoneOnWithByTheNextRun() {
    var creations = Stream.generate(() -> create("contacts", CONTACT)).limit(3).toList();
    var category = create("categories", CATEGORY);
    store.push(category);
    store.push(creations.toArray(new JsonObject[0]));
    store.push(delete(category));
    store.push(creations.stream().map(this::delete).toArray(JsonObject[]::new));
    store.wait(RETENTION.plus(DAY));
    purge();
    store.wait(DAY);
    var calls = new AtomicInteger();
    var cutOff =
        new Transactions() {
          @Override
          public <T> T run(SyncDatabase.Work<T> work) {
            if (calls.incrementAndGet() > 1) {
              throw new DatabaseFailure(new SQLException("cut off", "08006"));
            }
            return store.inTransaction(work);
          }
        };
    var purge = new Purge(new SyncDatabase(store.source()), cutOff, store.types);
    assertThrows(DatabaseFailure.class, () -> purge.tenant(store.tenant, store.now, RETENTION));
    assertEquals(3, tombstones(), "the categories' is gone");
    assertEquals(3, purge().tombstones());
    assertEquals(0, tombstones());
    assertEquals(state().horizon(), state().purgedTo());
  }

  @Test
  void severalNodesAtOnceDoWhatOneDoes() throws Exception {
    var creations = Stream.generate(() -> create("contacts", CONTACT)).limit(500).toList();
    store.push(creations.toArray(new JsonObject[0]));
    store.push(creations.stream().map(this::delete).toArray(JsonObject[]::new));
    store.wait(RETENTION.plus(DAY));
    assertEquals(1, sum(onFourNodes(), PurgeCounts::horizonsMoved));
    assertEquals(500, tombstones());
    store.wait(DAY);
    assertEquals(500, sum(onFourNodes(), counts -> (int) counts.tombstones()));
    assertEquals(0, tombstones());
    assertEquals(state().horizon(), state().purgedTo());
  }

  @Test
  void everyTenantIsPurgedAndEachByItsOwnDeletions() {
    var contact = create("contacts", CONTACT);
    store.push(contact);
    store.push(delete(contact));
    var first = store.tenant;
    store.tenant = UUID.randomUUID().toString();
    store.push(create("contacts", CONTACT));
    var second = store.tenant;
    store.wait(RETENTION.plus(DAY));
    assertEquals(0, store.purge().everyTenant(store.now, RETENTION).failedTenants());
    assertNull(state().horizon());
    store.tenant = first;
    assertNotEquals(null, state().horizon());
    store.tenant = second;
    assertEquals(1, TestStore.envelopes(store.pull(Stamp.EPOCH)).size());
  }

  private List<PurgeCounts> onFourNodes() throws Exception {
    var pool = Executors.newFixedThreadPool(4);
    try {
      Callable<PurgeCounts> node = this::purge;
      var done = new ArrayList<PurgeCounts>();
      for (var counts : pool.invokeAll(List.of(node, node, node, node))) {
        done.add(counts.get());
      }
      return done;
    } finally {
      pool.shutdownNow();
    }
  }

  private static int sum(
      List<PurgeCounts> nodes, java.util.function.ToIntFunction<PurgeCounts> what) {
    return nodes.stream().mapToInt(what).sum();
  }

  private PurgeCounts purge() {
    return store.purge().tenant(store.tenant, store.now, RETENTION);
  }

  private PurgeState state() {
    return new SyncDatabase(store.source())
        .use(connection -> PurgeStates.read(connection, store.tenant));
  }

  private long tombstones() {
    return count("contacts", "deleted_at is not null")
        + count("categories", "deleted_at is not null");
  }

  private long receipts(String table) {
    return count(table, "1 = 1");
  }

  private long count(String table, String condition) {
    return store.count(
        "select count(*) from %s where tenant_id = '%s' and %s"
            .formatted(table, store.tenant, condition));
  }

  private String status(JsonObject change) {
    return store.push(change).outcomes().get(0).status();
  }

  private JsonObject create(String type, @Nullable String payload) {
    return change(type, "create", UUID.randomUUID().toString(), store.now, payload);
  }

  private JsonObject delete(JsonObject created) {
    return change(
        created.getString("entityType"),
        "delete",
        created.getString("entityId"),
        store.now.next(),
        null);
  }
}
