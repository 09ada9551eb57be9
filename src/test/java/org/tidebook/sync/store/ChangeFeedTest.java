package org.tidebook.sync.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.tidebook.sync.store.TestStore.change;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tidebook.sync.domain.Stamp;
import org.tidebook.sync.entity.Envelope;

class ChangeFeedTest {

  private static final String CONTACT = "{'name':'N','kind':'other'}";
  private static final String CATEGORY = "{'name':'N','kind':'income'}";

  private final TestStore store = new TestStore();
  private final Stamp stamp = store.now.plus(Duration.ofHours(-1));

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void aNewTenantHasAnEmptyFeedWithAPositionAfterTheEpoch() {
    var page = store.pull(Stamp.EPOCH);
    assertTrue(page.updatedAt().isAfter(Stamp.EPOCH));
    assertFalse(page.hasMore());
    assertTrue(TestStore.envelopes(page).isEmpty());
    assertEquals(page.feed(), store.pull(page.updatedAt()).feed());
  }

  @Test
  void onlyWhatChangedAfterTheCheckpointComes() {
    store.push(contact(), contact());
    var checkpoint = store.pull(Stamp.EPOCH).updatedAt();
    var later = contact();
    store.push(later);
    var page = store.pull(checkpoint);
    assertEquals(List.of(later.getString("entityId")), ids(page));
    assertTrue(store.pull(page.updatedAt()).isEmpty());
  }

  @Test
  void pagesAreCutOverAllTypesTogetherAndSkipNothing() {
    requirePages(pushed(5, 10), List.of(1, 7, 49, 50, 51));
  }

  @Test
  void soArePagesOfMoreRecordsThanAreSortedAtOnce() {
    requirePages(pushed(11, 911), List.of(10_000, 10_001, 10_020, 10_021, 20_000));
  }

  private Set<String> pushed(int pushes, int changesInEach) {
    var ids = new HashSet<String>();
    for (int push = 0; push < pushes; push++) {
      var changes = new ArrayList<JsonObject>();
      for (int i = 0; i < changesInEach; i++) {
        changes.add(i % 3 == 0 ? category() : contact());
      }
      store.push(changes.toArray(new JsonObject[0]));
      changes.forEach(c -> ids.add(c.getString("entityId")));
    }
    return ids;
  }

  private void requirePages(Set<String> expected, List<Integer> limits) {
    for (int limit : limits) {
      var came = new ArrayList<String>();
      Stamp since = Stamp.EPOCH;
      Stamp initial = null;
      FeedPage page;
      do {
        page = store.pull(query(since, limit, initial));
        var ids = ids(page);
        assertEquals(page.hasMore(), came.size() + ids.size() < expected.size());
        assertTrue(ids.size() == limit || !page.hasMore(), "full unless it is the last");
        came.addAll(ids);
        since = page.updatedAt();
        initial = page.initial();
      } while (page.hasMore());
      assertEquals(expected.size(), came.size());
      assertEquals(expected, Set.copyOf(came));
      assertEquals(since, store.pull(query(Stamp.EPOCH, 20_000, null)).updatedAt());
    }
  }

  /** H2 keeps what a subquery answered, and did not look at its limit before it gave it again. */
  @Test
  void aPageIsAsLongAsItsOwnLimitAndNotTheOneBefore() throws Exception {
    pushed(1, 60);
    try (var pool = new KeptConnection(store.source())) {
      for (int limit : List.of(2, 5, 40, 3, 10_001, 20, 10_002)) {
        var query = query(Stamp.EPOCH, limit, null);
        var page = (FeedPage) store.pull(pool.source(), query, clock -> false);
        assertEquals(Math.min(limit, 60), ids(page).size());
        assertEquals(limit < 60, page.hasMore());
      }
    }
  }

  @Test
  void noPageOfAnInitialPullIsEmptyForDeletedRecordsAlone() {
    var left = pushed(1, 5);
    for (int i = 0; i < 30; i++) {
      var deleted = contact();
      store.push(deleted);
      var stamp = store.now.plus(Duration.ofSeconds(1));
      store.push(change("contacts", "delete", deleted.getString("entityId"), stamp, null));
    }
    left.addAll(pushed(1, 3));
    for (int limit : List.of(1, 3, 7, 20, 10_001)) {
      var came = new ArrayList<String>();
      var page = store.pull(query(Stamp.EPOCH, limit, null));
      for (; page.hasMore(); page = store.pull(query(page.updatedAt(), limit, page.initial()))) {
        assertFalse(ids(page).isEmpty(), "a page like the last one, with limit " + limit);
        came.addAll(ids(page));
      }
      came.addAll(ids(page));
      assertEquals(left.size(), came.size());
      assertEquals(left, Set.copyOf(came));
    }
  }

  @Test
  void aPageOfMoreThanAThousandRowsComesWhole() {
    for (int push = 0; push < 3; push++) {
      var changes = new ArrayList<JsonObject>();
      for (int i = 0; i < 999; i++) {
        changes.add(contact());
      }
      store.push(changes.toArray(new JsonObject[0]));
    }
    var page = store.pull(query(Stamp.EPOCH, 2_500, null));
    assertEquals(2_500, Set.copyOf(ids(page)).size());
    assertEquals(497, ids(store.pull(page.updatedAt())).size());
  }

  @Test
  void aLimitMayBeLargerThanWhatIsSortedAtOnce() {
    var changes = new ArrayList<JsonObject>();
    for (int i = 0; i < 999; i++) {
      changes.add(i % 2 == 0 ? contact() : category());
    }
    for (int push = 0; push < 11; push++) {
      store.push(changes.stream().map(ChangeFeedTest::again).toArray(JsonObject[]::new));
    }
    var all = store.pull(query(Stamp.EPOCH, 1_000_000_000, null));
    assertFalse(all.hasMore());
    assertEquals(10_989, Set.copyOf(ids(all)).size());
    assertFalse(store.pull(query(Stamp.EPOCH, 10_989, null)).hasMore());
    var first = store.pull(query(Stamp.EPOCH, 10_988, null));
    assertTrue(first.hasMore());
    assertEquals(10_988, ids(first).size());
    var rest = store.pull(query(first.updatedAt(), 10_988, first.initial()));
    assertEquals(1, ids(rest).size());
    assertEquals(all.updatedAt(), rest.updatedAt());
  }

  @Test
  void whoHasThePageIsToldSoBeforeAnyRecordIsRead() {
    store.push(contact());
    var query = query(Stamp.EPOCH, 10, null);
    var page = store.pull(query);
    var counter = new StatementCounter();
    var answer =
        store.pull(counter.counting(store.source()), query, clock -> clock.equals(page.clock()));
    assertEquals(new FeedAnswer.Known(page.clock()), answer);
    assertEquals(1, counter.executions(), "the clock alone");
  }

  @Test
  void noConnectionIsHeldWhileRecordsAreHandedOn() {
    for (int push = 0; push < 2; push++) {
      var changes = new ArrayList<JsonObject>();
      for (int i = 0; i < 600; i++) {
        changes.add(contact());
      }
      store.push(changes.toArray(new JsonObject[0]));
    }
    var counter = new StatementCounter();
    var page =
        (FeedPage)
            store.pull(
                counter.counting(store.source()), query(Stamp.EPOCH, 2_000, null), clock -> false);
    var open = new ArrayList<Integer>();
    page.read(store.type("contacts"), record -> open.add(counter.openConnections()));
    assertEquals(1_200, open.size());
    assertEquals(Set.of(0), Set.copyOf(open));
  }

  @Test
  void nobodyHasThePageOfACheckpointThatCannotBeGoneOnFrom() {
    var page = store.pull(Stamp.EPOCH);
    var query =
        new FeedQuery(page.updatedAt(), 10, store.types.all(), null, UUID.randomUUID().toString());
    assertThrows(ResyncRequired.class, () -> store.pull(store.source(), query, clock -> true));
  }

  @Test
  void aRecordThatChangesDuringAPagedPullComesInItsNewestVersion() {
    var first = contact();
    var second = contact();
    store.push(first, second);
    var page = store.pull(query(Stamp.EPOCH, 1, null));
    var id = second.getString("entityId");
    store.push(change("contacts", "update", id, store.now, "{'name':'Newest'}"));
    var rest = store.pull(query(page.updatedAt(), 10, page.initial()));
    assertEquals(
        Map.of(id, store.now),
        TestStore.envelopes(rest).stream()
            .collect(Collectors.toMap(Envelope::id, Envelope::updatedAt)));
  }

  @Test
  void aRecordThatChangesAfterThePageWasCutIsLeftToTheNext() {
    var contact = contact();
    store.push(contact, contact());
    var page = store.pull(query(Stamp.EPOCH, 10, null));
    var id = contact.getString("entityId");
    store.push(change("contacts", "update", id, store.now, "{'name':'Moved'}"));
    assertFalse(ids(page).contains(id));
    assertEquals(List.of(id), ids(store.pull(page.updatedAt())));
  }

  @Test
  void deletionsComeAsTombstonesButNotInAnInitialPull() {
    var contact = contact();
    var id = contact.getString("entityId");
    var checkpoint = store.push(contact).updatedAt();
    store.push(change("contacts", "delete", id, store.now, null));
    assertTrue(TestStore.envelopes(store.pull(Stamp.EPOCH)).isEmpty());
    var tombstones = TestStore.envelopes(store.pull(checkpoint));
    assertEquals(List.of(id), tombstones.stream().map(Envelope::id).toList());
    assertTrue(tombstones.get(0).deleted());
  }

  @Test
  void deletionsDuringAnInitialPullOfSeveralPagesDoCome() {
    var doomed = contact();
    var ghost = contact();
    store.push(doomed, ghost, contact(), contact());
    store.push(change("contacts", "delete", ghost.getString("entityId"), store.now, null));
    var first = store.pull(query(Stamp.EPOCH, 1, null));
    assertEquals(List.of(doomed.getString("entityId")), ids(first));
    var initial = first.initial();
    store.push(change("contacts", "delete", doomed.getString("entityId"), store.now, null));
    var rest = store.pull(query(first.updatedAt(), 100, initial));
    var deleted = TestStore.envelopes(rest).stream().filter(Envelope::deleted).toList();
    assertEquals(
        List.of(doomed.getString("entityId")), deleted.stream().map(Envelope::id).toList());
    assertEquals(3, ids(rest).size());
    assertNull(rest.initial(), "the last page ends the initial pull");
  }

  @Test
  void onlyTheTypesAskedForCome() {
    store.push(contact(), category());
    var page =
        store.pull(new FeedQuery(Stamp.EPOCH, 1, List.of(store.type("categories")), null, null));
    assertEquals(1, ids(page).size());
    assertFalse(page.hasMore());
  }

  @Test
  void aCheckpointOutsideOfTheFeedNeedsAResync() {
    var page = store.pull(Stamp.EPOCH);
    var ahead = page.updatedAt().next();
    assertTrue(store.pull(ahead).isEmpty(), "without a feed it is an empty answer");
    assertThrows(ResyncRequired.class, () -> pullWith(ahead, page.feed()));
    assertThrows(
        ResyncRequired.class, () -> pullWith(page.updatedAt(), UUID.randomUUID().toString()));
    assertTrue(pullWith(page.updatedAt(), page.feed()).isEmpty());
    assertTrue(
        TestStore.envelopes(pullWith(Stamp.EPOCH, UUID.randomUUID().toString())).isEmpty(),
        "an initial pull goes on from nothing");
  }

  @Test
  void aCheckpointBeforeTheHorizonNeedsAResync() {
    var checkpoint = store.push(contact()).updatedAt();
    var horizon = store.push(contact(), contact()).updatedAt();
    store.execute(
        "update tenant_clock set horizon = %d where tenant_id = '%s'"
            .formatted(horizon.micros(), store.tenant));
    assertThrows(ResyncRequired.class, () -> store.pull(checkpoint));
    assertTrue(store.pull(horizon).isEmpty());
    var first = store.pull(query(Stamp.EPOCH, 1, null));
    var rest = store.pull(query(first.updatedAt(), 10, first.initial()));
    assertEquals(2, ids(rest).size());
  }

  @Test
  void anInitialPullThatTheHorizonOvertakesBeginsAnew() {
    store.push(contact(), contact());
    var first = store.pull(query(Stamp.EPOCH, 1, null));
    var horizon = store.push(contact()).updatedAt();
    store.execute(
        "update tenant_clock set horizon = %d where tenant_id = '%s'"
            .formatted(horizon.micros(), store.tenant));
    assertThrows(
        ResyncRequired.class, () -> store.pull(query(first.updatedAt(), 10, first.initial())));
    assertEquals(3, ids(store.pull(query(Stamp.EPOCH, 10, null))).size());
  }

  @Test
  void aFollowerMissesNothingWhileOthersWrite() throws Exception {
    int writers = 4;
    int pushes = 20;
    var pool = Executors.newFixedThreadPool(writers);
    try {
      var written = new ArrayList<Future<Map<String, Stamp>>>();
      for (int writer = 0; writer < writers; writer++) {
        written.add(pool.submit(writer(pushes)));
      }
      var seen = new HashMap<String, Stamp>();
      Stamp since = Stamp.ofMicros(1);
      boolean busy = true;
      while (busy || store.pull(since).hasMore() || !store.pull(since).isEmpty()) {
        busy = !written.stream().allMatch(Future::isDone);
        var page = store.pull(query(since, 13, null));
        for (var envelope : TestStore.envelopes(page)) {
          assertTrue(envelope.changedAt().isAfter(since), "nothing comes twice unchanged");
          assertFalse(envelope.changedAt().isAfter(page.updatedAt()));
          seen.put(envelope.id(), envelope.updatedAt());
        }
        since = page.updatedAt();
      }
      for (var result : written) {
        result.get().forEach((id, edit) -> assertEquals(edit, seen.get(id)));
      }
    } finally {
      pool.shutdownNow();
    }
  }

  /** Pushes new records, each with an edit of an older one, and tells what it left behind. */
  private Callable<Map<String, Stamp>> writer(int pushes) {
    return () -> {
      var left = new HashMap<String, Stamp>();
      var mine = new ArrayList<String>();
      Stamp edit = stamp;
      for (int push = 0; push < pushes; push++) {
        var changes = new ArrayList<JsonObject>();
        for (int i = 0; i < 5; i++) {
          edit = edit.next();
          mine.add(UUID.randomUUID().toString());
          changes.add(change("contacts", "create", mine.get(mine.size() - 1), edit, CONTACT));
          left.put(mine.get(mine.size() - 1), edit);
        }
        edit = edit.next();
        var older = mine.get(push);
        changes.add(change("contacts", "update", older, edit, "{'name':'E'}"));
        left.put(older, edit);
        store.push(changes.toArray(new JsonObject[0]));
      }
      return left;
    };
  }

  private FeedPage pullWith(Stamp since, String feed) {
    return store.pull(new FeedQuery(since, 10, store.types.all(), null, feed));
  }

  private FeedQuery query(Stamp since, int limit, @Nullable Stamp initial) {
    return new FeedQuery(since, limit, store.types.all(), initial, null);
  }

  private static List<String> ids(FeedPage page) {
    return TestStore.envelopes(page).stream().map(Envelope::id).toList();
  }

  /** The same change of another record. */
  private static JsonObject again(JsonObject change) {
    var another = TestStore.with(change, "id", UUID.randomUUID().toString());
    return TestStore.with(another, "entityId", UUID.randomUUID().toString());
  }

  private JsonObject contact() {
    return change("contacts", "create", UUID.randomUUID().toString(), stamp, CONTACT);
  }

  private JsonObject category() {
    return change("categories", "create", UUID.randomUUID().toString(), stamp, CATEGORY);
  }
}
