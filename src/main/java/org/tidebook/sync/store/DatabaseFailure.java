package org.tidebook.sync.store;

import java.sql.SQLException;

/** The database did not do what the store asked; it rolls the transaction back. */
public final class DatabaseFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  DatabaseFailure(SQLException cause) {
    super("The database failed.", cause);
  }

  /**
   * Whether it chose this transaction to give way: a deadlock, or one that cannot be serialized.
   */
  boolean lostAgainstOthers() {
    return sqlState().startsWith("40");
  }

  /** SQLSTATE of the cause; empty where it has none. */
  String sqlState() {
    return getCause() instanceof SQLException sql && sql.getSQLState() != null
        ? sql.getSQLState()
        : "";
  }
}
