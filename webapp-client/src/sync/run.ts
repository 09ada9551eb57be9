// What one run of the engine works with.
import type { CarryOver } from './carry-over';
import type { ConflictRules } from './conflict-rules';
import type { ConflictLog } from './conflicts';
import type { TidebookDatabase } from './database';
import type { Failure } from './http';
import type { Metadata } from './metadata';
import type { Outbox } from './outbox';
import type { Pace } from './pace';
import type { Platform } from './platform';
import type { ServerClock } from './server-clock';
import type { StateApi } from './state-api';
import type { SyncProgress } from './sync-status';

/** A device as the engine sees it: the local database and the way to the server. */
export interface SyncDevice {
  readonly db: TidebookDatabase;
  readonly outbox: Outbox;
  readonly metadata: Metadata;
  readonly conflicts: ConflictLog;
  readonly api: StateApi;
  readonly clock: ServerClock;
  readonly platform: Platform;
  readonly rules: ConflictRules;
  readonly carryOvers: readonly CarryOver[];
  readonly pace: Pace;
  /** Whether the server takes changes of a type from this user, as far as the device knows. */
  readonly mayWrite: (entityType: string) => boolean;
}

/** A device while it holds the lock. */
export interface Run extends SyncDevice {
  /** Its number: see run-lock.ts. */
  readonly number: number;
  readonly signal: AbortSignal;
  onProgress(progress: SyncProgress): void;
}

/** How a half of a run ended. */
export type StepOutcome = { readonly kind: 'done' } | { readonly kind: 'failed'; readonly failure: Failure };

export const DONE: StepOutcome = { kind: 'done' };

/** The types of this device that the server has, as far as it knows: one may have been removed, or rolled back. */
export function servedTypes({ db, rules }: Pick<SyncDevice, 'db' | 'rules'>): string[] {
  return db.entityTypes.filter((name) => rules.knows(name));
}

/**
 * One transaction of a run, over the stores of `entityTypes` and all of the engine's. It is void if
 * another run has begun: a tab that hung and wakes up writes nothing.
 */
export function inRunTransaction<T>(
  run: Run,
  entityTypes: readonly string[],
  body: () => Promise<T>,
): Promise<T> {
  const { db, metadata, platform } = run;
  const stores = entityTypes.map((name) => db.entities(name));
  return db.transaction('rw', [...stores, db.outbox, db.metadata, db.conflicts], async () => {
    await metadata.touchRun(run.number, platform.nowMs());
    return body();
  });
}
