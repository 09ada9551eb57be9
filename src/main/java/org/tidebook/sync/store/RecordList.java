package org.tidebook.sync.store;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tidebook.sync.entity.EntityType;
import org.tidebook.sync.entity.SyncedEntity;

/**
 * Records of one type, by id.
 *
 * @param next the id to go on after; null where there are no more
 */
public record RecordList(EntityType type, List<SyncedEntity> items, @Nullable String next) {

  public RecordList {
    items = List.copyOf(items);
  }
}
