/**
 * The rules of the sync protocol, in {@code java.*} only: no database, no JSON, no clock of their
 * own. Time, ids and records come in as arguments, and a decision goes out as a value.
 *
 * <ol>
 *   <li>Each type has a twin of the same name in {@code webapp-client/src/sync/domain}. Both pass
 *       the cases under {@code conformance/} and give equal answers to generated ones, so device
 *       and server never disagree about who wins.
 *   <li>A stamp is exact to the microsecond from 1970 to 9999.
 *   <li>Nothing here changes what it is given, and everything may be called from any thread.
 * </ol>
 */
@NullMarked
package org.tidebook.sync.domain;

import org.jspecify.annotations.NullMarked;
