package org.tidebook.sync.store;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tidebook.sync.domain.Stamp;
import org.tidebook.sync.entity.EntityType;

/**
 * What a device asks of the feed (protocol, 4).
 *
 * @param since its checkpoint; {@link Stamp#EPOCH} begins an initial pull
 * @param limit the most records in the page
 * @param types the types that it wants
 * @param initial during an initial pull of several pages: the position when the first was read
 * @param feed the feed that the checkpoint belongs to; null is not checked
 */
public record FeedQuery(
    Stamp since,
    int limit,
    List<EntityType> types,
    @Nullable Stamp initial,
    @Nullable String feed) {

  public FeedQuery {
    types = List.copyOf(types);
  }

  boolean beginsInitialPull() {
    return initial == null && since.equals(Stamp.EPOCH);
  }
}
