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
 * {@link TurnOfTransaction} for methods that always begin a transaction: the kind of a transaction
 * is a part of the annotation that an interceptor is bound to.
 */
@Interceptor
@Transactional(Transactional.TxType.REQUIRES_NEW)
@Priority(TurnOfTransaction.BEFORE_THE_TRANSACTION)
public class TurnOfNewTransaction implements Serializable {

  private static final long serialVersionUID = 1L;

  @Inject
  @SuppressWarnings("serial") // What is injected is a proxy, which can be written.
  private SyncDatabase database;

  @AroundInvoke
  @Nullable Object write(InvocationContext call) throws Exception {
    return database.<@Nullable Object, Exception>inTurn(call::proceed);
  }
}
