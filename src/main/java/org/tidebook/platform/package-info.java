/**
 * Where the WAR meets the server: start-up, migrations, settings, health and response headers.
 * Nothing else in the application depends on this package.
 */
@NullMarked
package org.tidebook.platform;

import org.jspecify.annotations.NullMarked;
