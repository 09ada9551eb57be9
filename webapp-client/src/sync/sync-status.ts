// What the page shows of the engine: always one whole, immutable value.
import type { Stamp } from './domain';

export type SyncState =
  /** Not started, or signed out. */
  | 'stopped'
  | 'idle'
  | 'syncing'
  /** The server does not answer; edits wait. */
  | 'offline'
  /** The session is over; everything is kept until someone signs in again. */
  | 'signed-out'
  /** See `problem`. */
  | 'error';

/** Why the engine does not get on. `kind` is the problem's `type`, or `storage-full`, `storage`. */
export interface SyncProblem {
  readonly kind: string;
  /** A sentence for the user. */
  readonly message: string;
}

export interface SyncProgress {
  readonly phase: 'push' | 'pull';
  readonly done: number;
  /** Null where it is not known. */
  readonly total: number | null;
}

export interface SyncStatus {
  readonly state: SyncState;
  readonly online: boolean;
  /** Edits that the server has not acknowledged. */
  readonly waiting: number;
  /** Edits that the server refused. */
  readonly failed: number;
  /** Conflicts that wait for a person. */
  readonly reviews: number;
  /** Overruled edits that the user has not decided on. */
  readonly conflicts: number;
  /** When a run last finished whole, in server time. */
  readonly lastSyncedAt: Stamp | null;
  readonly progress: SyncProgress | null;
  readonly problem: SyncProblem | null;
  /** When the next try is due, milliseconds since 1970 by the device's clock; null if none is planned. */
  readonly nextRetryAt: number | null;
}

export type SyncStatusListener = (status: SyncStatus) => void;

export const INITIAL_STATUS: SyncStatus = {
  state: 'stopped',
  online: false,
  waiting: 0,
  failed: 0,
  reviews: 0,
  conflicts: 0,
  lastSyncedAt: null,
  progress: null,
  problem: null,
  nextRetryAt: null,
};

/** Holds the status and tells listeners of changes. */
export class SyncStatusStore {
  #status = INITIAL_STATUS;
  readonly #listeners = new Set<SyncStatusListener>();

  get(): SyncStatus {
    return this.#status;
  }

  /** The same value until something changes, so it fits React's useSyncExternalStore. */
  update(changes: Partial<SyncStatus>): void {
    const next = { ...this.#status, ...changes };
    const names = Object.keys(changes) as (keyof SyncStatus)[];
    if (names.every((name) => Object.is(this.#status[name], next[name]))) {
      return;
    }
    this.#status = next;
    for (const listener of this.#listeners) {
      listener(next);
    }
  }

  /** @returns ends the subscription */
  subscribe(listener: SyncStatusListener): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }
}
