/** What comes in over HTTP is read strictly, and what goes out is what the protocol says. */
@NullMarked
package org.tidebook.sync.api;

import org.jspecify.annotations.NullMarked;
