/**
 * The device's half of the sync protocol: local database, outbox and engine, free of any framework.
 * This is the one entry for the application; nothing here imports from it.
 *
 * 1. Every edit is kept with its outbox entry in one transaction before anything else happens.
 * 2. A pull stores a page's records and its checkpoint in one transaction and never fills the outbox.
 * 3. An overruled edit goes to the conflict log, a refused one stays visible with the reason.
 * 4. Time, ids, randomness and timers come from `Platform`.
 */
export * from './conflicts';
export * from './database';
export * from './domain';
export { baseOf, payloadOf } from './fold';
export * from './live';
export * from './local-record';
export * from './outbox';
export * from './platform';
export * from './records';
export * from './schema';
export * from './session';
export * from './sync-status';
export * from './validate-record';
