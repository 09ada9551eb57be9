package org.tidebook.sync.store;

/** A way to do work in a transaction of its own. */
interface Transactions {

  /**
   * Does the work and commits it.
   *
   * @throws DatabaseFailure if the database fails; nothing is done then
   */
  <T> T run(SyncDatabase.Work<T> work);
}
