package org.tidebook.sync.store;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tidebook.sync.domain.Stamp;

/**
 * A push as it came (protocol, 5.1).
 *
 * @param since the caller's checkpoint; null is not checked
 * @param feed the feed that the checkpoint belongs to; null is not checked
 */
public record PushRequest(@Nullable Stamp since, @Nullable String feed, List<SentChange> changes) {

  public PushRequest {
    changes = List.copyOf(changes);
  }
}
