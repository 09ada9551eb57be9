package org.tidebook.sync.store;

import org.tidebook.sync.domain.Stamp;

/**
 * How far a tenant's feed has come. As a CDI event it says that the feed has moved there and that
 * this is committed; observers must be quick and must not throw, since a push waits for them.
 *
 * @param changedAt the last change stamp that was committed
 * @param feed UUID of the tenant's history
 */
public record FeedPosition(String tenantId, Stamp changedAt, String feed) {

  /** Whether a device that knows of {@code known} would learn something. */
  public boolean isNewsAfter(FeedPosition known) {
    return !feed.equals(known.feed) || changedAt.isAfter(known.changedAt);
  }
}
