package org.tidebook.sync.store;

import org.tidebook.sync.domain.Stamp;

/**
 * What is the same for every change of one push.
 *
 * @param clock the tenant's clock, locked, as it was before the push
 * @param now server time
 */
record PushContext(Author author, TenantClock clock, Stamp now) {}
