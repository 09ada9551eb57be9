/**
 * The rules of the sync protocol, without a database, a network or a clock of their own: time, ids
 * and records come in as arguments, and a decision goes out as a value.
 *
 * 1. Each file is the twin of the Java type of the same name in `org.tidebook.sync.domain`. Both pass
 *    the cases under `conformance/` and give equal answers to generated ones, so device and server
 *    never disagree about who wins.
 * 2. A stamp is exact to the microsecond from 1970 to 9999. Microseconds of our time no longer fit a
 *    `number` after the year 2255, so stamps are text and are never computed as one number.
 * 3. Nothing here changes what it is given.
 *
 * Anyone may call these functions; they import nothing.
 */
export * from './change';
export * from './conflict';
export * from './decimal';
export * from './digest';
export * from './field-merge-resolver';
export * from './hybrid-clock';
export * from './last-write-wins-resolver';
export * from './manual-merge-resolver';
export * from './stamp';
export { type MergedField, compareFields, sameValue } from './three-way-merge';
