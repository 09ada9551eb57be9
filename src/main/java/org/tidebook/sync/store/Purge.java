package org.tidebook.sync.store;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.tidebook.sync.domain.Stamp;
import org.tidebook.sync.entity.EntityType;
import org.tidebook.sync.entity.EntityTypes;
import org.tidebook.sync.store.TombstoneTable.Tombstone;

/**
 * Forgets deletions and receipts that are older than the retention time (protocol, 4 and 5.1), in
 * two steps: a run moves the horizon, and a later one removes the tombstones below it. So a pull
 * that began before the horizon moved still finds them.
 *
 * <ol>
 *   <li>What to do is looked up without a lock; it is done under the tenant's clock row (S1), at
 *       most {@link #ROWS_AT_A_TIME} rows in one transaction, so that pushes wait for no more.
 *   <li>Each transaction first makes sure that the state is the one it was planned by: of two nodes
 *       that run at once, the slower one stops.
 *   <li>A run that was cut off is gone on with by the next.
 * </ol>
 */
final class Purge {

  /** About as many as one push writes. */
  static final int ROWS_AT_A_TIME = 1_000;

  private static final Logger LOG = System.getLogger(Purge.class.getName());
  private static final int TENANTS_AT_A_TIME = 100;

  private final SyncDatabase database;
  private final Transactions transaction;
  private final EntityTypes types;

  Purge(SyncDatabase database, Transactions transaction, EntityTypes types) {
    this.database = database;
    this.transaction = transaction;
    this.types = types;
  }

  /**
   * Takes the next step for every tenant. One at which the database fails is left to the next run.
   *
   * @param now server time
   * @param retention how long deletions and receipts are kept
   * @throws DatabaseFailure if not even the tenants can be read
   */
  PurgeCounts everyTenant(Stamp now, Duration retention) {
    PurgeCounts counts = PurgeCounts.NONE;
    List<String> tenants = List.of("");
    while (!tenants.isEmpty()) {
      String last = tenants.get(tenants.size() - 1);
      tenants =
          database.use(connection -> PurgeStates.tenantsAfter(connection, last, TENANTS_AT_A_TIME));
      for (String tenantId : tenants) {
        if (Thread.currentThread().isInterrupted()) {
          return counts; // the server stops
        }
        counts = counts.plus(guarded(tenantId, now, retention));
      }
    }
    return counts;
  }

  private PurgeCounts guarded(String tenantId, Stamp now, Duration retention) {
    try {
      return tenant(tenantId, now, retention);
    } catch (DatabaseFailure e) {
      if (Thread.currentThread().isInterrupted()) {
        return PurgeCounts.NONE; // the server stops
      }
      LOG.log(Level.ERROR, "Tenant " + tenantId + ": the purge failed", e);
      return new PurgeCounts(0, 0, 0, 1);
    }
  }

  /** Takes the next step for one tenant. */
  PurgeCounts tenant(String tenantId, Stamp now, Duration retention) {
    Stamp keptFrom = now.plus(retention.negated());
    PurgeState state = state(tenantId);
    long tombstones = 0;
    boolean moved = false;
    if (state.isDue(now)) {
      tombstones = removeTombstones(tenantId, state);
      moved = moveHorizon(tenantId, keptFrom, now);
    }
    long receipts =
        remove(OldReceipts.OF_CHANGES, tenantId, keptFrom)
            + remove(OldReceipts.OF_GROUPS, tenantId, keptFrom);
    return new PurgeCounts(moved ? 1 : 0, tombstones, receipts, 0);
  }

  private PurgeState state(String tenantId) {
    return database.use(connection -> PurgeStates.read(connection, tenantId));
  }

  /** Removes what is left below the horizon, which an earlier run has moved. */
  private long removeTombstones(String tenantId, PurgeState state) {
    Stamp upTo = state.toRemoveTo();
    if (upTo == null) {
      return 0;
    }
    long removed = 0;
    for (EntityType type : types.all()) {
      TombstoneTable table = new TombstoneTable(type);
      Stamp after = state.removedTo();
      while (true) {
        Stamp from = after;
        List<Tombstone> found =
            database.use(
                connection -> table.find(connection, tenantId, from, upTo, ROWS_AT_A_TIME));
        if (found.isEmpty()) {
          break;
        }
        Optional<Integer> rows =
            planned(tenantId, state, connection -> table.remove(connection, tenantId, found));
        if (rows.isEmpty()) {
          return removed; // another node was faster
        }
        removed += rows.get();
        after = found.get(found.size() - 1).changedAt();
      }
    }
    planned(
        tenantId,
        state,
        connection -> {
          PurgeStates.setPurgedTo(connection, tenantId, upTo);
          return upTo;
        });
    return removed;
  }

  /** Moves the horizon to the newest tombstone that is old enough; whether there is one. */
  private boolean moveHorizon(String tenantId, Stamp keptFrom, Stamp now) {
    PurgeState state = state(tenantId);
    if (!state.isDue(now) || state.toRemoveTo() != null) {
      return false; // another node was faster
    }
    Optional<Stamp> horizon = newestTombstone(tenantId, state.removedTo(), keptFrom);
    return horizon.isPresent()
        && planned(
                tenantId,
                state,
                connection -> {
                  PurgeStates.moveHorizon(connection, tenantId, horizon.get(), now);
                  return horizon.get();
                })
            .isPresent();
  }

  private Optional<Stamp> newestTombstone(String tenantId, Stamp after, Stamp upTo) {
    Stamp newest = after;
    for (EntityType type : types.all()) {
      TombstoneTable table = new TombstoneTable(type);
      Stamp from = newest;
      newest = database.use(c -> table.newest(c, tenantId, from, upTo)).orElse(from);
    }
    return Optional.of(newest).filter(stamp -> stamp.isAfter(after));
  }

  /**
   * Does work under the clock row, unless the state is no longer the one that it was planned by.
   */
  private <T> Optional<T> planned(String tenantId, PurgeState state, SyncDatabase.Work<T> work) {
    return transaction.run(
        connection -> {
          TenantClocks.lockRow(connection, tenantId);
          return PurgeStates.read(connection, tenantId).equals(state)
              ? Optional.of(work.on(connection))
              : Optional.empty();
        });
  }

  private long remove(OldReceipts receipts, String tenantId, Stamp keptFrom) {
    long removed = 0;
    while (true) {
      Optional<Stamp> upTo =
          database.use(c -> receipts.lastOfOldest(c, tenantId, keptFrom, ROWS_AT_A_TIME));
      if (upTo.isEmpty()) {
        return removed;
      }
      int rows =
          transaction.run(
              connection -> {
                TenantClocks.lockRow(connection, tenantId);
                return receipts.remove(connection, tenantId, upTo.get());
              });
      removed += rows;
    }
  }
}
