/** The store on a real database in memory, without a server. */
@NullMarked
package org.tidebook.sync.store;

import org.jspecify.annotations.NullMarked;
