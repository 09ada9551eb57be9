/**
 * How fast the server is, beside what plain JDBC does on the same database in the same run. Run by
 * {@code bench/server}; no test.
 */
@NullMarked
package org.tidebook.bench;

import org.jspecify.annotations.NullMarked;
