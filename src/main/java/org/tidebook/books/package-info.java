/**
 * A property manager's books: one JPA class per entity type, and nothing else. What is paid, owed
 * or left is always derived from transactions and never stored, so that no two records have to
 * change together to stay true.
 */
@NullMarked
package org.tidebook.books;

import org.jspecify.annotations.NullMarked;
