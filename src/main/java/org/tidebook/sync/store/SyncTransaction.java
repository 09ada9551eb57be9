package org.tidebook.sync.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

/** A transaction of its own around work that is not a push. */
@ApplicationScoped
public class SyncTransaction implements Transactions {

  @Inject private SyncDatabase database;

  @Override
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public <T> T run(SyncDatabase.Work<T> work) {
    return database.use(work);
  }
}
