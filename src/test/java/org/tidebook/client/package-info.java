/** Files of the browser client that are generated from the server's classes. */
@NullMarked
package org.tidebook.client;

import org.jspecify.annotations.NullMarked;
