package org.tidebook.sync.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.tidebook.sync.store.TestStore.change;
import static org.tidebook.sync.store.TestStore.with;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tidebook.sync.domain.Digest;
import org.tidebook.sync.domain.Stamp;
import org.tidebook.sync.entity.EntityType;

class DigestsTest {

  private static final String CONTACT = "{'name':'N','kind':'other'}";
  private static final int RANDOM_PUSHES = 300;

  private final TestStore store = new TestStore();

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void withoutRecordsEveryTypeCountsNothing() {
    var digests = store.digests();
    assertEquals(store.types.all(), List.copyOf(digests.digests().keySet()));
    assertEquals(Set.of(Digest.NONE), Set.copyOf(digests.digests().values()));
    assertEquals("0000000000000000", Digest.NONE.hex());
  }

  @Test
  void theDigestsAreOfThePositionAndFeedThatAPullTells() {
    store.push(contact(), contact());
    var digests = store.digests();
    var page = store.pull(Stamp.EPOCH);
    assertEquals(page.updatedAt(), digests.updatedAt());
    assertEquals(page.feed(), digests.feed());
    var expected = Digest.NONE;
    for (var envelope : TestStore.envelopes(page)) {
      expected = expected.plus(envelope.id(), envelope.updatedAt());
    }
    assertEquals(expected, digests.digests().get(store.type("contacts")));
  }

  @Test
  void deletionTakesARecordOutAndRevivalBringsItBack() {
    var contact = contact();
    var id = contact.getString("entityId");
    store.push(contact);
    store.push(change("contacts", "delete", id, store.now.next(), null));
    assertEquals(Digest.NONE, digest("contacts"));
    store.push(change("contacts", "delete", UUID.randomUUID().toString(), store.now, null));
    assertEquals(Digest.NONE, digest("contacts"));
    var revived = store.now.next().next();
    store.push(change("contacts", "update", id, revived, "{'name':'Again'}"));
    assertEquals(Digest.NONE.plus(id, revived), digest("contacts"));
  }

  @Test
  void afterRandomPushesTheKeptDigestsAreWhatTheRecordsComeTo() {
    long seed = Long.getLong("tidebook.seed", 20_261_125);
    System.out.println("DigestsTest: seed " + seed);
    var random = new Random(seed);
    var changes = new RandomChanges(random);
    var statuses = new HashSet<String>();
    for (int push = 0; push < RANDOM_PUSHES; push++) {
      store.wait(Duration.ofMillis(random.nextInt(50)));
      var result = store.push(changes.next());
      result.outcomes().forEach(outcome -> statuses.add(outcome.status()));
      var kept = store.digests();
      assertEquals(result.updatedAt(), kept.updatedAt());
      assertEquals(store.computedDigests(), withoutEmpty(kept), "push " + push);
    }
    assertEquals(Set.of("applied", "superseded", "conflict", "blocked", "rejected"), statuses);
    assertTrue(digest("contacts").count() > 0 && digest("categories").count() > 0);
  }

  @Test
  void aPurgeTakesNothingOutOfThem() {
    var gone = contact();
    store.push(gone, contact());
    store.push(change("contacts", "delete", gone.getString("entityId"), store.now.next(), null));
    var before = digest("contacts");
    for (int night = 0; night < 3; night++) {
      store.wait(Duration.ofDays(2));
      store.purge().tenant(store.tenant, store.now, Duration.ofDays(1));
    }
    assertEquals(before, digest("contacts"));
    assertEquals(store.computedDigests(), withoutEmpty(store.digests()));
  }

  @Test
  void aTenantFromBeforeThereWereDigestsGetsThemWhenTheyAreFirstAskedFor() {
    store.push(contact(), contact());
    store.execute("delete from sync_digest where tenant_id = '%s'".formatted(store.tenant));
    store.execute(
        "update tenant_clock set digested = false where tenant_id = '%s'".formatted(store.tenant));
    store.push(contact());
    assertEquals(0, kept(), "a push alone keeps nothing");
    assertEquals(3, digest("contacts").count());
    assertEquals(store.computedDigests(), withoutEmpty(store.digests()));
    store.push(contact());
    assertEquals(4, digest("contacts").count());
    assertEquals(store.computedDigests(), withoutEmpty(store.digests()));
  }

  @Test
  void theyBeginExactlyWhileOthersPush() throws Exception {
    store.push(contact());
    store.execute("delete from sync_digest where tenant_id = '%s'".formatted(store.tenant));
    store.execute(
        "update tenant_clock set digested = false where tenant_id = '%s'".formatted(store.tenant));
    var pool = Executors.newFixedThreadPool(4);
    try {
      Callable<Integer> writer =
          () -> {
            for (int i = 0; i < 20; i++) {
              store.push(contact(), contact());
            }
            return 40;
          };
      Callable<Integer> reader = () -> store.digests().digests().size();
      for (var done : pool.invokeAll(List.of(writer, reader, reader, writer))) {
        done.get();
      }
    } finally {
      pool.shutdownNow();
    }
    assertEquals(81, digest("contacts").count());
    assertEquals(store.computedDigests(), withoutEmpty(store.digests()));
  }

  @Test
  void theyAreReadInOneStatement() {
    store.push(contact());
    var counter = new StatementCounter();
    store.digests(counter.counting(store.source()));
    assertEquals(1, counter.executions());
  }

  @Test
  void oneMicrosecondMakesAnotherDigest() {
    var id = UUID.randomUUID().toString();
    assertNotEquals(
        Digest.NONE.plus(id, store.now).hex(), Digest.NONE.plus(id, store.now.next()).hex());
  }

  private Digest digest(String type) {
    return store.digests().digests().getOrDefault(store.type(type), Digest.NONE);
  }

  private long kept() {
    return store.count(
        "select count(*) from sync_digest where tenant_id = '%s'".formatted(store.tenant));
  }

  private static Map<EntityType, Digest> withoutEmpty(TenantDigests digests) {
    var digestsByType = new HashMap<>(digests.digests());
    digestsByType.values().removeIf(Digest.NONE::equals);
    return digestsByType;
  }

  private JsonObject contact() {
    return change("contacts", "create", UUID.randomUUID().toString(), store.now, CONTACT);
  }

  /** Changes that win, lose, fall, come again, delete and revive, over a few records. */
  private final class RandomChanges {

    private final Random random;
    private final List<String> ids = new ArrayList<>();
    private final List<JsonObject> sent = new ArrayList<>();

    RandomChanges(Random random) {
      this.random = random;
      for (int i = 0; i < 12; i++) {
        ids.add(new UUID(random.nextLong(), random.nextLong()).toString());
      }
    }

    JsonObject[] next() {
      var changes = new ArrayList<JsonObject>();
      var group = UUID.randomUUID().toString();
      for (int i = random.nextInt(8); i >= 0; i--) {
        if (!sent.isEmpty() && random.nextInt(6) == 0) {
          changes.add(sent.get(random.nextInt(sent.size())));
        } else {
          var change = change();
          if (random.nextInt(3) == 0) {
            change = with(change, "group", group);
          } else {
            sent.add(change);
          }
          changes.add(change);
        }
      }
      Collections.shuffle(changes, random);
      return changes.toArray(new JsonObject[0]);
    }

    private JsonObject change() {
      var type = random.nextBoolean() ? "contacts" : "categories";
      var kind = type.equals("contacts") ? "other" : "income";
      var payload = random.nextInt(8) == 0 ? "{'name':''}" : "{'name':'N','kind':'" + kind + "'}";
      var action = List.of("create", "update", "update", "delete").get(random.nextInt(4));
      var stamp = store.now.plus(Duration.ofMillis(random.nextInt(200) - 100L));
      var id = ids.get(random.nextInt(ids.size()));
      var change =
          TestStore.change(type, action, id, stamp, action.equals("delete") ? null : payload);
      return random.nextInt(8) == 0 ? with(change, "baseUpdatedAt", store.now.toString()) : change;
    }
  }
}
