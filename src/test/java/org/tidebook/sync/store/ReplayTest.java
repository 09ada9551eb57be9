package org.tidebook.sync.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.tidebook.sync.store.TestStore.change;
import static org.tidebook.sync.store.TestStore.sent;
import static org.tidebook.sync.store.TestStore.with;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tidebook.sync.domain.Stamp;

/** A change that arrives again has its first outcome again, and no second effect. */
class ReplayTest {

  private static final int AT_ONCE = 20;
  private static final String CATEGORY = "{'name':'N','kind':'income'}";

  private final TestStore store = new TestStore();
  private final Stamp stamp = store.now.plus(Duration.ofHours(-1));

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void twentyIdenticalPushesAtOnceHaveOneEffectAndOneAnswer() throws Exception {
    var group = UUID.randomUUID().toString();
    var losing = UUID.randomUUID().toString();
    store.push(change("categories", "create", losing, stamp, CATEGORY));
    var request =
        new PushRequest(
            null,
            null,
            sent(
                create(),
                with(create(), "group", group),
                change("categories", "update", losing, stamp, "{'name':'tie'}"),
                change("categories", "create", UUID.randomUUID().toString(), stamp, "{}"),
                with(create(), "group", group)));
    var before = store.push().updatedAt();

    var results = atOnce(() -> store.push(request));

    var outcomes = new HashSet<List<String>>();
    for (var result : results) {
      outcomes.add(result.outcomes().stream().map(TestStore::brief).toList());
    }
    assertEquals(1, outcomes.size(), outcomes::toString);
    assertEquals(3, TestStore.envelopes(store.pull(before)).size());
    assertEquals(
        1,
        results.stream().filter(result -> !result.previous().equals(result.updatedAt())).count());
  }

  @Test
  void pushesAtOnceThatShareChangesApplyEachOnce() throws Exception {
    var changes = new ArrayList<JsonObject>();
    for (int i = 0; i < AT_ONCE; i++) {
      changes.add(create());
    }
    var before = store.push().updatedAt();
    var next = new AtomicInteger();

    var results =
        atOnce(
            () -> {
              int from = next.getAndIncrement();
              var own = new ArrayList<JsonObject>();
              for (int i = 0; i < AT_ONCE / 2; i++) {
                own.add(changes.get((from + i) % AT_ONCE));
              }
              return store.push(own.toArray(new JsonObject[0]));
            });

    for (var result : results) {
      for (var outcome : result.outcomes()) {
        assertEquals("applied " + stamp, TestStore.brief(outcome));
      }
    }
    var stamps = new HashSet<Stamp>();
    var envelopes = TestStore.envelopes(store.pull(before));
    envelopes.forEach(envelope -> stamps.add(envelope.changedAt()));
    assertEquals(AT_ONCE, envelopes.size());
    assertEquals(AT_ONCE, stamps.size());
  }

  @Test
  void anAnswerOfReplaysAndNewChangesTellsThePositionsBeforeAndAfterTheNewOnes() {
    var known = create();
    var first = store.push(known);
    var other = store.push(create());
    store.wait(Duration.ofHours(1));
    var mixed = store.push(known, create());
    assertEquals(
        TestStore.brief(first.outcomes().get(0)), TestStore.brief(mixed.outcomes().get(0)));
    assertEquals(other.updatedAt(), mixed.previous());
    assertEquals(1, TestStore.envelopes(store.pull(mixed.previous())).size());
    assertTrue(mixed.updatedAt().isAfter(mixed.previous()));
  }

  @Test
  void aBaseCheckThatFailedStaysAConflict() {
    var created = create();
    store.push(created);
    var based =
        with(
            change("categories", "update", created.getString("entityId"), store.now, CATEGORY),
            "baseUpdatedAt",
            stamp.next().toString());
    assertEquals("conflict", store.push(based).outcomes().get(0).status());
    // By now the base is what the server has; the first outcome stands all the same.
    store.push(
        change("categories", "update", created.getString("entityId"), stamp.next(), CATEGORY));
    assertEquals("conflict", store.push(based).outcomes().get(0).status());
  }

  @Test
  void aBlockedChangeIsJudgedAnewWhenItComesAgain() {
    var group = UUID.randomUUID().toString();
    var good = with(create(), "group", group);
    var bad =
        with(
            change("categories", "create", UUID.randomUUID().toString(), stamp, "{}"),
            "group",
            group);
    assertEquals("blocked", store.push(good, bad).outcomes().get(0).status());
    assertEquals("applied", store.push(good).outcomes().get(0).status());
  }

  private <T> List<T> atOnce(Callable<T> work) throws Exception {
    var pool = Executors.newFixedThreadPool(AT_ONCE);
    try {
      var start = new CyclicBarrier(AT_ONCE);
      var running = new ArrayList<Future<T>>();
      for (int i = 0; i < AT_ONCE; i++) {
        running.add(
            pool.submit(
                () -> {
                  start.await(30, TimeUnit.SECONDS);
                  return work.call();
                }));
      }
      var results = new ArrayList<T>();
      for (var each : running) {
        results.add(each.get(60, TimeUnit.SECONDS));
      }
      return results;
    } finally {
      pool.shutdownNow();
    }
  }

  private JsonObject create() {
    return change("categories", "create", UUID.randomUUID().toString(), stamp, CATEGORY);
  }
}
