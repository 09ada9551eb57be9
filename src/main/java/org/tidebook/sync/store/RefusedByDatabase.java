package org.tidebook.sync.store;

import java.sql.SQLException;

/** The database refused a batch for what is in it; the same push, tried carefully, finds where. */
final class RefusedByDatabase extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String sqlState;

  RefusedByDatabase(SQLException cause) {
    super("The database refused a batch.", cause);
    sqlState = String.valueOf(cause.getSQLState());
  }

  String sqlState() {
    return sqlState;
  }
}
