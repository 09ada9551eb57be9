package org.tidebook.sync.store;

import java.sql.SQLException;

/** What the standard classes of SQLSTATE mean to the store. */
final class SqlStates {

  private SqlStates() {}

  /** A row is there already, or breaks a constraint. */
  static boolean isConstraint(SQLException failure) {
    return startsWith(failure, "23");
  }

  /**
   * The database refuses the value or row itself, and would again: data exceptions, constraints,
   * limits of the product. Everything else may pass (a lost connection, a lock).
   */
  static boolean isRefusal(SQLException failure) {
    return startsWith(failure, "22") || startsWith(failure, "23") || startsWith(failure, "54");
  }

  private static boolean startsWith(SQLException failure, String stateClass) {
    String state = failure.getSQLState();
    return state != null && state.startsWith(stateClass);
  }
}
