package org.tidebook.sync.problem;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A failure as the log may tell it: where it came from and what kind it is. What a database says in
 * words is left out, because drivers write the statement with its values into it.
 */
final class LoggedFailure extends Exception {

  private static final long serialVersionUID = 1L;

  private LoggedFailure(Throwable failure, @Nullable Throwable cause) {
    super(describe(failure), cause, false, true);
    setStackTrace(failure.getStackTrace());
  }

  /** The same failure, or a copy of it and its causes if a database is among them. */
  static Throwable of(Throwable failure) {
    return Failures.causes(failure).anyMatch(SQLException.class::isInstance)
        ? copy(failure, Failures.DEEPEST_CAUSE)
        : failure;
  }

  private static Throwable copy(Throwable failure, int deepest) {
    Throwable cause = failure.getCause();
    return new LoggedFailure(
        failure, cause == null || deepest == 0 ? null : copy(cause, deepest - 1));
  }

  /** The class, and the code that a database gave. */
  static String describe(Throwable failure) {
    String name = failure.getClass().getName();
    return failure instanceof SQLException sql ? name + ", SQLSTATE " + sql.getSQLState() : name;
  }
}
