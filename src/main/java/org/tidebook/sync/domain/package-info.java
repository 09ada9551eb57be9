/** The rules of the sync protocol, in {@code java.*} only. */
@NullMarked
package org.tidebook.sync.domain;

import org.jspecify.annotations.NullMarked;
