package org.tidebook.sync.store;

import java.sql.SQLException;

/** The database did not do what the store asked; it rolls the transaction back. */
public final class DatabaseFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  DatabaseFailure(SQLException cause) {
    super("The database failed.", cause);
  }
}
