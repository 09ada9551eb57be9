package org.tidebook.sync.store;

import org.tidebook.sync.domain.Stamp;

/**
 * A CDI event: a push or pull of the current {@link Caller} is about to be answered. It is the only
 * way in which {@code sync} tells the application what devices do.
 *
 * <p>It is fired in the request's thread, after the transaction of a push has been committed. An
 * observer answers at once and without an exception, since the device waits for it.
 *
 * @param position for a push the feed position after it, for a pull the checkpoint that the answer
 *     carries
 */
public record Synced(Direction direction, Stamp position) {

  /** Upstream is a push, downstream a pull. */
  public enum Direction {
    UPSTREAM,
    DOWNSTREAM
  }

  /** A push after which the feed is at the position. */
  public static Synced upTo(Stamp position) {
    return new Synced(Direction.UPSTREAM, position);
  }

  /** A pull that ends with the checkpoint. */
  public static Synced downTo(Stamp checkpoint) {
    return new Synced(Direction.DOWNSTREAM, checkpoint);
  }
}
