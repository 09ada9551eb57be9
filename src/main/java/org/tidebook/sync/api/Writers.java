package org.tidebook.sync.api;

import org.tidebook.sync.problem.HttpProblem;
import org.tidebook.sync.problem.ProblemType;
import org.tidebook.sync.store.Caller;

/** Who may change records. */
final class Writers {

  private Writers() {}

  /**
   * @throws HttpProblem {@code forbidden}
   */
  static void require(Caller caller) {
    if (!caller.mayWrite()) {
      throw HttpProblem.of(ProblemType.FORBIDDEN, "A viewer may read the books, not change them.");
    }
  }
}
