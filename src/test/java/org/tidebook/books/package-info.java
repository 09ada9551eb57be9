/** What the books promise, and an entity type that only tests have. */
@NullMarked
package org.tidebook.books;

import org.jspecify.annotations.NullMarked;
