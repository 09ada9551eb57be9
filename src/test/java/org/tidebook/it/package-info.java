/**
 * Black-box tests over HTTP against the WAR that Maven built, deployed by Arquillian; each runs on
 * H2 and on PostgreSQL.
 */
@NullMarked
package org.tidebook.it;

import org.jspecify.annotations.NullMarked;
