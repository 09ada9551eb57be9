/**
 * The device's half of the sync protocol: local database, outbox and engine, free of any framework.
 * This is the one entry for the application; nothing here imports from it.
 *
 * 1. Every edit is kept with its outbox entry in one transaction before anything else happens.
 * 2. A pull stores a page's records and its checkpoint in one transaction and never fills the outbox.
 * 3. An overruled edit goes to the conflict log, a refused one stays visible with the reason.
 * 4. Time, ids, randomness and timers come from `Platform`.
 */
import type { CarryOver } from './carry-over';
import type { ConflictResolver } from './domain';
import { browserEnvironment } from './environment';
import { registerServiceWorker as register } from './register-service-worker';
import type { Session } from './session';
import { type SyncService, untilNoRun } from './sync-service';
import { type Tidebook, TidebookClient } from './tidebook';

export * from './account-api';
export * from './auth-api';
export type { CarryOver } from './carry-over';
export type { DigestCheck } from './check';
export type { SyncOutcome } from './conclusion';
export { setConflictResolver } from './conflict-resolvers';
export { type Strategies, SYNC_SETTINGS, settingsIn, strategiesIn, strategyInSchema } from './conflict-rules';
export * from './conflicts';
export * from './database';
export * from './domain';
export { type EngineScope, serveEngine } from './engine-worker';
export { type Environment, SYNC_TAG, browserEnvironment } from './environment';
export { type Eviction, ServerNeededError } from './eviction';
export type { FailedChanges } from './failed-changes';
export { baseOf, payloadOf } from './fold';
export type { Answer, Failure, Problem } from './http';
export * from './local-record';
export type { LastAnswered } from './metadata';
export type { Outbox, OutboxCounts } from './outbox';
export type { Names, People } from './people';
export type { Platform } from './platform';
export { buildConflictContext } from './reconcile';
export * from './records';
export { decideRetry } from './retry';
export { type Decision, type Review, type Reviews, type Side, suggestion } from './reviews';
export * from './schema';
export * from './session';
export { isQuotaError } from './storage-problem';
export type { SyncService } from './sync-service';
export * from './sync-status';
export * from './tidebook';
export * from './validate-record';
export type { Difference, Verification } from './verify';
export type { Counts } from './watch-counts';

let client: TidebookClient | null = null;
let workerUrl: string | null = null;
let carryOvers: readonly CarryOver[] = [];

/**
 * Has the engine run in a worker, off the page's thread, and one for all tabs. Called before anything else.
 * Without it, or where the browser lacks Web Locks or broadcast channels, the engine runs in the page.
 *
 * @param url address of a module script that calls {@link serveEngine}, another one for each build
 */
export function runEngineIn(url: string): void {
  workerUrl = url;
}

/**
 * Says what the application has changed about its types since earlier versions, so that what those have left in
 * the outbox is understood. Called before anything else, with the same steps by the page, the engine's worker
 * and the service worker.
 */
export function carryOver(steps: readonly CarryOver[]): void {
  carryOvers = steps;
}

/** The client of this page or worker: signing in and out, opening the books. */
export function getTidebookClient(): TidebookClient {
  client ??= new TidebookClient(browserEnvironment({ workerUrl, carryOvers }));
  return client;
}

/** The books that are open, or null. */
export function currentTidebook(): Tidebook | null {
  return getTidebookClient().current;
}

/**
 * The rule that decides conflicts of a type: by the open books, whatever the tenant has set included.
 *
 * @throws Error where no books are open
 */
export function getConflictResolver(entityType: string): Promise<ConflictResolver> {
  const books = currentTidebook();
  if (books === null) {
    throw new Error('The rules are known once the books are open.');
  }
  return books.getConflictResolver(entityType);
}

/** The engine of this page or worker. */
export function getBidirectionalSyncService(): SyncService {
  return getTidebookClient().sync;
}

/**
 * Registers the service worker of this page.
 *
 * @param onUpdate told when a new version waits; `activate` switches to it and reloads the page, after the run under
 *   way: what is on its way would be sent a second time. Ask the user before it is called
 * @returns null where the browser has no service workers
 */
export function registerServiceWorker(callbacks: {
  onUpdate: (activate: () => void) => void;
}): Promise<ServiceWorkerRegistration | null> {
  const onSync = (): void => {
    const sync = getBidirectionalSyncService();
    const { state, waiting } = sync.getStatus();
    // A run under way pushes by itself; where nothing waits there is nothing that the network was needed for.
    if (state !== 'syncing' && (state !== 'idle' || waiting > 0)) {
      sync.poke();
    }
  };
  const onUpdate = (activate: () => void): void => {
    callbacks.onUpdate(() => {
      void untilNoRun(getBidirectionalSyncService()).then(activate);
    });
  };
  return register({ onUpdate, onSync });
}

/** Opens the books of a session and starts to sync them; those of another session are closed first. */
export function openTidebook(session: Session): Promise<Tidebook> {
  return getTidebookClient().openTidebook(session);
}
