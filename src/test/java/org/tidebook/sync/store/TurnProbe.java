package org.tidebook.sync.store;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Transactions as an application writes them beside the layer: whose turn is it at their commit?
 */
@ApplicationScoped
public class TurnProbe {

  @Inject private SyncDatabase database;

  @Resource(lookup = "java:comp/TransactionSynchronizationRegistry")
  private @Nullable TransactionSynchronizationRegistry transactions;

  @Transactional
  public AtomicBoolean required() {
    return atTheCommit();
  }

  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public AtomicBoolean requiresNew() {
    return atTheCommit();
  }

  @Transactional(Transactional.TxType.SUPPORTS)
  public boolean supports() {
    return database.turn().isMine();
  }

  public boolean afterwards() {
    return database.turn().isMine();
  }

  /**
   * Not a future: WildFly commits the transaction of a method that returns one when that is done.
   */
  private AtomicBoolean atTheCommit() {
    var committed = new AtomicBoolean();
    var registry = transactions;
    if (registry == null) {
      throw new IllegalStateException("The server tells nothing of its transactions.");
    }
    registry.registerInterposedSynchronization(
        new Synchronization() {
          @Override
          public void beforeCompletion() {}

          @Override
          public void afterCompletion(int status) {
            committed.set(database.turn().isMine());
          }
        });
    return committed;
  }
}
