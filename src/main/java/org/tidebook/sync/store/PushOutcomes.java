package org.tidebook.sync.store;

import java.util.Map;

/**
 * A CDI event: a push was committed, by whatever way it came. For those who count.
 *
 * @param changesByStatus how many changes became what, by the words of the protocol (5.1)
 */
public record PushOutcomes(Map<String, Long> changesByStatus) {

  public PushOutcomes {
    changesByStatus = Map.copyOf(changesByStatus);
  }
}
