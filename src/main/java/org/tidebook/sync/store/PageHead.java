package org.tidebook.sync.store;

import java.util.Set;
import org.tidebook.sync.domain.Stamp;
import org.tidebook.sync.entity.EntityType;

/**
 * What is known of a page before its records are read.
 *
 * @param bound the change stamp of the last record that fits; with nothing behind it, the position
 * @param changed the types that may have records in the page, so that the others need not be asked
 */
record PageHead(Stamp bound, boolean hasMore, Set<EntityType> changed) {

  PageHead {
    changed = Set.copyOf(changed);
  }

  /** Of a page without records and with nothing behind it. */
  static PageHead nothing(Stamp position) {
    return new PageHead(position, false, Set.of());
  }
}
