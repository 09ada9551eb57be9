/** Several nodes behind a proxy on one database, in a profile of their own. */
@NullMarked
package org.tidebook.nodes;

import org.jspecify.annotations.NullMarked;
