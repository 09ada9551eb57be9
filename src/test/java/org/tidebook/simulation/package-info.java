/**
 * Devices, a network and a server in one thread, driven by a seed: everything that goes wrong with
 * phones and networks, thousands of times, and the same again from the same seed.
 *
 * <ol>
 *   <li>M1: the server is the real store on a real database. {@code ServerModel}, which knows the
 *       protocol and nothing of the store, says what it should have answered; the two are compared
 *       after every push, purge and page.
 *   <li>M2: after every transaction of a device, each version at or before its checkpoint is the
 *       one it holds, whole; nothing was passed by.
 *   <li>M3: every version that a device holds is one that the server of its own tenant had.
 *   <li>M4: change stamps rise in the order of commits.
 *   <li>M5: at rest, all devices of a tenant and the server hold the same records, nothing waits,
 *       and every edit of a user is accounted for: applied, overruled and logged, or rejected.
 * </ol>
 *
 * <p>{@code -Dtidebook.seed=7} repeats one run, {@code -Dtidebook.simulation.runs=100} makes as
 * many with fresh seeds.
 */
@NullMarked
package org.tidebook.simulation;

import org.jspecify.annotations.NullMarked;
