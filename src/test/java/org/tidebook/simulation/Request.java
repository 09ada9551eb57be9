package org.tidebook.simulation;

import org.tidebook.sync.store.FeedQuery;
import org.tidebook.sync.store.PushRequest;

/** What a device asks. */
sealed interface Request {
  record Push(PushRequest changes) implements Request {}

  record Pull(FeedQuery query) implements Request {}
}
