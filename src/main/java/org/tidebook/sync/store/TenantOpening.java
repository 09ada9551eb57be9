package org.tidebook.sync.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import org.tidebook.sync.domain.Stamp;

/**
 * Makes clock rows outside of the caller's transaction: two first requests at once then make one
 * row, and neither fails for it.
 */
@ApplicationScoped
public class TenantOpening {

  @Inject private SyncDatabase database;

  @Transactional(Transactional.TxType.NOT_SUPPORTED)
  public void open(String tenantId, Stamp now) {
    database.write(
        connection -> {
          TenantClocks.insert(connection, tenantId, now);
          return tenantId;
        });
  }
}
