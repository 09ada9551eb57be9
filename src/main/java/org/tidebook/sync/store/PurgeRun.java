package org.tidebook.sync.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.tidebook.sync.domain.Stamp;
import org.tidebook.sync.entity.EntityTypes;

/**
 * A run of the purge over all tenants; whoever schedules it decides when. Runs of several nodes may
 * overlap.
 */
@ApplicationScoped
public class PurgeRun {

  @Inject private SyncDatabase database;
  @Inject private SyncTransaction transaction;
  @Inject private EntityTypes types;

  /**
   * Moves each tenant's horizon, or removes what is below one that an earlier run has moved, and
   * removes old receipts.
   *
   * @param now server time
   * @param retention how long deletions and receipts are kept
   * @throws DatabaseFailure if the database cannot be reached
   */
  public PurgeCounts run(Stamp now, Duration retention) {
    return new Purge(database, transaction, types).everyTenant(now, retention);
  }
}
