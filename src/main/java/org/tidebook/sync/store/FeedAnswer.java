package org.tidebook.sync.store;

/** What a pull finds: a page, or that the caller has it already. */
public sealed interface FeedAnswer permits FeedPage, FeedAnswer.Known {

  /** The committed clock that the answer was given by. */
  TenantClock clock();

  /** The caller has the page already; no record was read. */
  record Known(TenantClock clock) implements FeedAnswer {}
}
