/**
 * The tenant's records, feed and receipts in the database.
 *
 * <ol>
 *   <li>S1: whatever writes synced rows, receipts, digests or the horizon locks the tenant's clock
 *       row first. So for one tenant the order of change stamps is the order of commits.
 *   <li>S2: a reader first reads the committed clock and then only rows up to it. At READ COMMITTED
 *       every one of them is committed by then, so a checkpoint never passes a row by.
 *   <li>S3: no query spans tenants; every statement begins with the tenant. Two exceptions: the
 *       purge lists them, and then works tenant by tenant; {@code FeedPositions} reads the
 *       positions of all that are listened to.
 *   <li>S4: the number of statements of a push does not grow with the number of its changes, but in
 *       batches.
 *   <li>S5: a change that is answered {@code applied}, {@code superseded}, {@code conflict} or
 *       {@code rejected} leaves a receipt in the transaction that wrote its effect.
 *   <li>S6: no database connection is held while bytes go to a device.
 *   <li>S7: below a tenant's horizon no tombstone can be counted on, so no checkpoint from before
 *       it is gone on from. The horizon moves at least {@link
 *       org.tidebook.sync.store.PurgeState#STEPS_APART} before anything below it is removed.
 *   <li>S8: where a tenant's digests are kept, they are at every commit what its records come to.
 *   <li>S9: that a feed has moved is told after the commit, never inside of the transaction.
 * </ol>
 *
 * <p>Plain JDBC over the server's default data source, and not the entity manager, for three
 * reasons: S4 (providers update changed columns only, one statement per set of columns), savepoints
 * (a failed flush ends a JPA transaction, and one bad row must not), and providers that weave
 * classes, whose change tracking does not see fields that are set from outside.
 *
 * <p>Called by {@code sync.api}; the purge is called by whatever schedules it.
 */
@NullMarked
package org.tidebook.sync.store;

import org.jspecify.annotations.NullMarked;
