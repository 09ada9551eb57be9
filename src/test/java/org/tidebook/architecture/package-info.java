/** The arrows between the packages, held by tests, and the violators that prove the tests. */
@NullMarked
package org.tidebook.architecture;

import org.jspecify.annotations.NullMarked;
