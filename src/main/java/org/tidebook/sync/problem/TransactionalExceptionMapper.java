package org.tidebook.sync.problem;

import jakarta.annotation.Priority;
import jakarta.transaction.TransactionalException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** A commit that failed. Jersey has a mapper of its own for it, which answers nothing. */
@Provider
@Priority(1) // before Jersey's
public class TransactionalExceptionMapper implements ExceptionMapper<TransactionalException> {

  @Override
  public Response toResponse(TransactionalException failure) {
    return Failures.answer(failure);
  }
}
