package org.tidebook.sync.store;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.transaction.Transactional;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Every method that is {@code @Transactional} has its {@link WriteTurn}, those of classes beside
 * the layer too, if it is called through CDI. Methods that only read are {@code SUPPORTS} and need
 * none. Before the transaction manager's interceptor ({@code PLATFORM_BEFORE + 200}), so that the
 * commit is within the turn and nobody who waits holds a connection.
 */
@Interceptor
@Transactional
@Priority(TurnOfTransaction.BEFORE_THE_TRANSACTION)
public class TurnOfTransaction implements Serializable {

  private static final long serialVersionUID = 1L;

  static final int BEFORE_THE_TRANSACTION = Interceptor.Priority.PLATFORM_BEFORE + 100;

  @Inject
  @SuppressWarnings("serial") // What is injected is a proxy, which can be written.
  private SyncDatabase database;

  @AroundInvoke
  @Nullable Object write(InvocationContext call) throws Exception {
    return database.<@Nullable Object, Exception>inTurn(call::proceed);
  }
}
