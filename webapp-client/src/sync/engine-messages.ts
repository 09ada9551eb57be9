// What pages and the workers of their engines say to each other.
//
// All of them are on one channel, named by whose books they are: a page talks to whichever worker leads,
// in whichever tab that is. Only "open" and "close" go to a page's own worker.
import type { SyncOutcome } from './conclusion';
import type { Owner } from './database';
import type { Session } from './session';
import type { SyncProblem, SyncStatus } from './sync-status';
import type { Direction } from './synchronize';

/** On the channel. */
export type EngineMessage =
  /** A page asks who leads and how things stand. */
  | { readonly type: 'hello' }
  /** The leader tells, whenever something changes and as a sign of life. */
  | {
      readonly type: 'status';
      /** Another one each time that somebody begins to lead. */
      readonly leader: string;
      readonly status: SyncStatus;
      /** The server's clock less the device's, in milliseconds; null before any answer. */
      readonly offsetMs: number | null;
    }
  /** Whoever got the lock cannot lead; it tries again, or another does. */
  | { readonly type: 'trouble'; readonly problem: SyncProblem }
  /** A page asks for something to be done; the leader answers once it is. */
  | { readonly type: 'call'; readonly id: string; readonly call: EngineCall }
  | { readonly type: 'answer'; readonly id: string; readonly outcome: SyncOutcome };

export type EngineCall =
  | { readonly kind: 'run'; readonly direction: Direction }
  /** Ends a pause: someone has signed in again, or opened the books. */
  | { readonly kind: 'start' }
  /** The machine has, or may have, a network again. */
  | { readonly kind: 'check' }
  | { readonly kind: 'poke' }
  | { readonly kind: 'contact'; readonly answered: boolean };

/** From a page to its own worker. */
export type WorkerOrder =
  | { readonly type: 'open'; readonly name: string; readonly session: Session; readonly baseUrl: string }
  | { readonly type: 'close' };

/** From a worker to its own page: it has done what `close` asks for. */
export interface WorkerReport {
  readonly type: 'closed';
}

/** The part of a BroadcastChannel that is used; never hears what it says itself. */
export interface EngineChannel {
  post(message: EngineMessage): void;
  listen(listener: (message: EngineMessage) => void): void;
  close(): void;
}

/** The worker of a page. */
export interface EngineWorker {
  post(order: WorkerOrder): void;
  /** @param onBroken told when the worker cannot be loaded or ends on an error */
  listen(onReport: (report: WorkerReport) => void, onBroken: (error: Error) => void): void;
  terminate(): void;
}

/**
 * What there is one of for the books of one user: the channel and the lock of the leader.
 *
 * @param build names the worker's script. Each version of the application has a leader of its own, since
 *   versions need not understand each other; their runs are held apart as those of any two engines are.
 */
export function engineName({ tenantId, userId }: Owner, build: string): string {
  return `tidebook-engine-${tenantId}-${userId}-${build}`;
}
