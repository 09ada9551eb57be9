package org.tidebook.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tidebook.sync.domain.Stamp;
import org.tidebook.sync.entity.FieldError;
import org.tidebook.sync.entity.SyncedEntity;
import org.tidebook.sync.store.ChangeOutcome;
import org.tidebook.sync.store.FeedPage;
import org.tidebook.sync.store.FeedQuery;
import org.tidebook.sync.store.PushRequest;
import org.tidebook.sync.store.PushResult;
import org.tidebook.sync.store.ResyncRequired;
import org.tidebook.sync.store.ServerStore;
import org.tidebook.sync.store.SplitGroup;
import org.tidebook.sync.store.StoredVersion;

/**
 * The real store, and beside it for each tenant the model of what it must hold (M1). What every
 * answer must be is checked here, before the network can lose it.
 */
class Server {

  private static final Stamp BEGIN = Stamp.parse("2026-11-22T08:00:00Z");

  /** How long tombstones and receipts are kept; the protocol's 90 days, shortened. */
  private static final Duration RETENTION = Duration.ofMinutes(40);

  private final Scheduler scheduler;
  private final ServerStore store;
  private final Map<String, ServerModel> modelsByTenant = new LinkedHashMap<>();
  private final Map<String, Stamp> nextHorizons = new HashMap<>();
  private long clockSkewMs;
  private boolean up = true;
  private int life;

  Server(Scheduler scheduler, ServerStore store) {
    this.scheduler = scheduler;
    this.store = store;
  }

  Stamp now() {
    return BEGIN.plus(Duration.ofMillis(scheduler.nowMs() + clockSkewMs));
  }

  void setClock(long skewMs) {
    clockSkewMs = skewMs;
  }

  void addTenant(String tenant) {
    modelsByTenant.put(tenant, new ServerModel());
  }

  ServerModel model(String tenant) {
    ServerModel model = modelsByTenant.get(tenant);
    if (model == null) {
      throw new IllegalArgumentException(tenant);
    }
    return model;
  }

  /** Of the tenant, where there is one alone. */
  final ServerModel onlyModel() {
    return modelsByTenant.values().iterator().next();
  }

  boolean isUp() {
    return up;
  }

  /** Counts the starts: what an earlier life was about to answer, a later one does not. */
  int life() {
    return life;
  }

  void stop() {
    up = false;
    life++;
  }

  void start() {
    up = true;
  }

  void pushThenCrash(String tenant, String user, PushRequest request) {
    model(tenant).opened(now());
    try {
      store.pushWithoutCommit(tenant, user, request, now());
    } catch (ResyncRequired | SplitGroup e) {
      // Refused before anything was written: the crash has nothing to take back.
    }
    stop();
  }

  Answer push(String tenant, String user, PushRequest request) {
    ServerModel model = model(tenant);
    model.opened(now());
    PushResult result;
    try {
      result = store.push(tenant, user, request, now());
    } catch (ResyncRequired e) {
      return new Answer.Resync();
    } catch (SplitGroup e) {
      return new Answer.SplitGroup();
    }
    assertEquals(model.position(), result.previous(), "the position before the push");
    List<ServerModel.Expected> expected = model.push(request.changes(), user, now());
    List<Answer.Result> results = result.outcomes().stream().map(Server::result).toList();
    for (int i = 0; i < expected.size(); i++) {
      Answer.Result actual = results.get(i);
      assertEquals(
          expected.get(i),
          new ServerModel.Expected(actual.status(), actual.updatedAt(), actual.entity()),
          () -> "the answer to one of " + request.changes());
    }
    assertEquals(model.position(), result.updatedAt(), "the position after the push");
    requireSame(tenant, result.previous());
    return new Answer.Pushed(results, result.previous(), result.updatedAt(), result.feed());
  }

  /** Fixes the bounds of a page; null is a resync. */
  @Nullable FeedPage cut(String tenant, FeedQuery query) {
    model(tenant).opened(now());
    try {
      return store.pull(tenant, query, now());
    } catch (ResyncRequired e) {
      return null;
    }
  }

  /** Reads the records of a page, which others may have moved past it since it was cut. */
  Answer.Page read(FeedPage page) {
    List<Answer.Pulled> records = new ArrayList<>();
    for (StoredVersion version : ServerStore.versions(page)) {
      SyncedEntity record = version.record();
      records.add(
          new Answer.Pulled(
              new Ref(version.type().name(), record.envelope().id()),
              Wire.json(version.type(), record)));
    }
    return new Answer.Page(records, page.updatedAt(), page.hasMore(), page.initial(), page.feed());
  }

  /** One nightly run: what lies below the horizon goes, then the horizon moves. */
  void purge() {
    modelsByTenant.forEach(
        (tenant, model) -> {
          if (!model.hasPosition()) {
            return;
          }
          Stamp old = now().plus(RETENTION.negated());
          Stamp horizon = model.horizon();
          if (horizon != null && horizon.equals(nextHorizons.get(tenant))) {
            store.removeTombstones(tenant, horizon);
            model.removeTombstones();
          }
          store.removeReceipts(tenant, old);
          model.removeReceipts(old);
          Stamp next = model.moveHorizon(old);
          if (next != null) {
            store.moveHorizon(tenant, next);
            nextHorizons.put(tenant, next);
          }
          requireSame(tenant, Stamp.ofMicros(1));
        });
  }

  /** What the store holds after a position is what the model holds, whole, stamps and all (M4). */
  final void requireSame(String tenant, Stamp after) {
    ServerModel model = model(tenant);
    if (model.horizon() != null && model.horizon().isAfter(after)) {
      after = model.horizon();
    }
    FeedPage page =
        store.pull(
            tenant,
            new FeedQuery(after, Integer.MAX_VALUE - 1, store.types().all(), null, null),
            now());
    assertFalse(page.hasMore());
    assertEquals(model.position(), page.updatedAt());
    Set<Ref> missing = model.changedIn(after, page.updatedAt());
    for (StoredVersion stored : ServerStore.versions(page)) {
      Ref ref = new Ref(stored.type().name(), stored.record().envelope().id());
      ServerModel.Version version = model.versions().get(ref);
      assertTrue(version != null && missing.remove(ref), () -> ref + " is nobody's");
      if (version != null) {
        assertEquals(version.wire(), Wire.json(stored.type(), stored.record()));
        assertEquals(version.changedAt(), stored.record().envelope().changedAt());
      }
    }
    assertEquals(Set.of(), missing, "the store has lost what was acknowledged");
  }

  private static Answer.Result result(ChangeOutcome outcome) {
    if (outcome instanceof ChangeOutcome.Applied applied) {
      return new Answer.Result(outcome.status(), applied.updatedAt(), null, List.of());
    }
    if (outcome instanceof ChangeOutcome.Superseded superseded) {
      return new Answer.Result(outcome.status(), null, json(superseded.entity()), List.of());
    }
    if (outcome instanceof ChangeOutcome.Conflict conflict) {
      return new Answer.Result(outcome.status(), null, json(conflict.entity()), List.of());
    }
    if (outcome instanceof ChangeOutcome.Rejected rejected) {
      return new Answer.Result(
          outcome.status(), null, null, rejected.errors().stream().map(FieldError::field).toList());
    }
    return new Answer.Result(outcome.status(), null, null, List.of());
  }

  private static @Nullable JsonObject json(@Nullable StoredVersion version) {
    return version == null ? null : Wire.json(version.type(), version.record());
  }
}
