package org.tidebook.sync.store;

import org.jspecify.annotations.Nullable;
import org.tidebook.sync.domain.Stamp;

/** A feed position as the text of a notice between nodes. */
final class FeedNotice {

  static final String CHANNEL = "tidebook_feed";

  private FeedNotice() {}

  static String write(FeedPosition position) {
    return position.tenantId() + " " + position.feed() + " " + position.changedAt().micros();
  }

  /** Null for what no node of ours says. */
  static @Nullable FeedPosition read(String notice) {
    String[] parts = notice.split(" ", -1);
    try {
      return parts.length == 3
          ? new FeedPosition(parts[0], Stamp.ofMicros(Long.parseLong(parts[2])), parts[1])
          : null;
    } catch (IllegalArgumentException e) {
      return null; // someone else's notice on the same channel
    }
  }
}
