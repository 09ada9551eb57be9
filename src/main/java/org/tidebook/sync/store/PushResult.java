package org.tidebook.sync.store;

import java.util.List;
import org.tidebook.sync.domain.Stamp;

/**
 * What a push did.
 *
 * @param outcomes one for each change, in the order of the changes
 * @param previous the feed position before
 * @param updatedAt the feed position after
 */
public record PushResult(
    List<ChangeOutcome> outcomes, Stamp previous, Stamp updatedAt, String feed) {

  public PushResult {
    outcomes = List.copyOf(outcomes);
  }
}
