// What the engine remembers between runs, in `sync_metadata`, key (tenant_id, entity_type):
// - `_global`: the checkpoint of the tenant (`last_pull_at`, with the `feed`, the `types` it holds for,
//   and `initial` while a first pull is under way), whether a resync is due, when a run last finished;
// - an entity type: the checkpoint of a type that the client learned of later, until it has caught up;
// - `_clock`: the last stamp issued and the measured offset of the server's clock;
// - `_outbox`: which entries of the outbox are on their way, see outbox.ts;
// - `_run`: the number of the current run, see run-lock.ts;
// - `_format`: the newest format in which a version of the application has written the outbox, see carry-over.ts;
// - `_check`: what the last comparison with the server found, and whether one is wanted, see check.ts.
// Rows are apart so that a save does not wake the readers of the checkpoint.
import type { DigestCheck } from './check';
import type { MetadataRow, TidebookDatabase } from './database';
import { EPOCH, type Stamp } from './domain';
import type { ServerClock } from './server-clock';

export const GLOBAL = '_global';
const CLOCK = '_clock';
const OUTBOX = '_outbox';
const RUN = '_run';
const CHECK = '_check';
const FORMAT = '_format';

/** Entries of the outbox, both ends included. */
export interface SeqRange {
  readonly from: number;
  readonly through: number;
}

/** How far the device has pulled. */
export interface Checkpoint {
  /** The position reached; null before the first page. */
  readonly since: Stamp | null;
  readonly feed: string | null;
  /** Set while an initial pull has more pages. */
  readonly initial: Stamp | null;
  /** The entity types that the checkpoint holds for. */
  readonly types: readonly string[];
}

/** What someone asks for: to compare, or to pull everything again and then compare. */
export type WantedCheck = 'compare' | 'pull';

/** When the server last answered, in server time; a push that it refused whole does not count. */
export interface LastAnswered {
  readonly pull: Stamp | null;
  readonly push: Stamp | null;
}

export interface CheckState {
  /** Null before the first and after a resync. */
  readonly last: DigestCheck | null;
  readonly wanted: WantedCheck | null;
  /** When a healing began that has not come to its end. */
  readonly healingSince: Stamp | null;
  /** The types that it found to differ: told once both are known to have the same. */
  readonly healing: readonly string[];
}

/** A transaction of a run that another run has replaced: nothing of it may be written. */
export class RunReplacedError extends Error {
  override readonly name = 'RunReplacedError';
}

export type Metadata = ReturnType<typeof createMetadata>;

/** The metadata of one database. Inside a transaction that includes the store, all of it is part of it. */
export function createMetadata(db: TidebookDatabase, clock: ServerClock) {
  const { tenantId } = db.owner;

  async function get(entityType: string): Promise<MetadataRow> {
    const row = await db.metadata.get([tenantId, entityType]);
    return row ?? emptyRow(entityType);
  }

  function emptyRow(entityType: string): MetadataRow {
    const updated_at = clock.now();
    return {
      tenant_id: tenantId,
      entity_type: entityType,
      last_synced_at: null,
      last_pull_at: null,
      updated_at,
    };
  }

  async function set(entityType: string, columns: Partial<MetadataRow>): Promise<void> {
    await db.transaction('rw', db.metadata, async () => {
      await put(await get(entityType), columns);
    });
  }

  /** The row as it was read in this transaction, with these columns. */
  function put(row: MetadataRow, columns: Partial<MetadataRow>) {
    return db.metadata.put({ ...row, ...columns, updated_at: clock.now() });
  }

  async function assertRun(run: number): Promise<void> {
    assertIs(run, await get(RUN));
  }

  function assertIs(run: number, row: MetadataRow): void {
    if (row.run !== run) {
      throw new RunReplacedError('Another run has begun.');
    }
  }

  return {
    /** The checkpoint, or null before the first pull. */
    getLastPullAt: async (entityType = GLOBAL): Promise<Stamp | null> => (await get(entityType)).last_pull_at,
    setLastPullAt: (stamp: Stamp, entityType = GLOBAL) => set(entityType, { last_pull_at: stamp }),
    /** When a run last finished whole, in server time. */
    getLastSyncedAt: async (entityType = GLOBAL): Promise<Stamp | null> =>
      (await get(entityType)).last_synced_at,
    setLastSyncedAt: (stamp: Stamp, entityType = GLOBAL) => set(entityType, { last_synced_at: stamp }),

    async getCheckpoint(entityType = GLOBAL): Promise<Checkpoint> {
      const { last_pull_at: since, feed = null, initial = null, types = [] } = await get(entityType);
      return { since, feed, initial, types };
    },
    /** @param times what else is known with it */
    setCheckpoint(
      { since, feed, initial, types }: Checkpoint,
      entityType = GLOBAL,
      times: Pick<Partial<MetadataRow>, 'last_synced_at' | 'pulled_at' | 'pushed_at'> = {},
    ): Promise<void> {
      return set(entityType, { last_pull_at: since, feed, initial, types, ...times });
    },
    /** When the server last answered a push and a pull; null before the first. */
    async getLastAnswered(): Promise<LastAnswered> {
      const { pulled_at: pull = null, pushed_at: push = null } = await get(GLOBAL);
      return { pull, push };
    },
    setPushedAt: (pushed_at: Stamp) => set(GLOBAL, { pushed_at }),
    removeCheckpoint: (entityType: string) => db.metadata.delete([tenantId, entityType]),

    /** Whether the server asked for an initial pull that has not come to its end. */
    isResyncDue: async (): Promise<boolean> => (await get(GLOBAL)).resync ?? false,
    setResyncDue: (resync: boolean) => set(GLOBAL, { resync }),

    /** What is known of comparisons with the server, see check.ts. */
    async getCheck(): Promise<CheckState> {
      const {
        check: last = null,
        check_wanted: wanted = null,
        healing_since: healingSince = null,
        healing = [],
      } = await get(CHECK);
      return { last, wanted, healingSince, healing };
    },
    /** @param answered what it was asked for; only that is not wanted any more */
    setCheck(check: DigestCheck, answered: WantedCheck | null): Promise<void> {
      return db.transaction('rw', db.metadata, async () => {
        const row = await get(CHECK);
        const { check_wanted: wanted = null } = row;
        const check_wanted = wanted === answered ? null : wanted;
        await put(row, { check, check_wanted, healing_since: null, healing: [] });
      });
    },
    forgetCheck: () => set(CHECK, { check: null }),
    wantCheck: (wanted: WantedCheck) => set(CHECK, { check_wanted: wanted }),
    /** @param healing the types that were found to differ and have not been told of */
    setHealing: (healing_since: Stamp, healing: readonly string[]) => set(CHECK, { healing_since, healing }),

    getFormat: async (): Promise<number> => (await get(FORMAT)).format ?? 0,
    setFormat: (format: number) => set(FORMAT, { format }),

    getLastIssued: async (): Promise<Stamp> => (await get(CLOCK)).last_issued ?? EPOCH,
    setLastIssued: (stamp: Stamp) => set(CLOCK, { last_issued: stamp }),
    getOffsetMs: async (): Promise<number | null> => (await get(CLOCK)).offset_ms ?? null,
    setOffsetMs: (offset_ms: number) => set(CLOCK, { offset_ms }),

    /** The entries on their way are the pending ones in it; null for none. */
    getSending: async (): Promise<SeqRange | null> => (await get(OUTBOX)).sending ?? null,
    setSending: (sending: SeqRange | null) => set(OUTBOX, { sending }),

    /** Begins a run: the number returned makes every earlier one void. */
    beginRun(nowMs: number): Promise<number> {
      return db.transaction('rw', db.metadata, async () => {
        const row = await get(RUN);
        const run = (row.run ?? 0) + 1;
        await put(row, { run, touched_ms: nowMs });
        return run;
      });
    },
    /** Ends the transaction around it with a {@link RunReplacedError} if `run` is no longer current. */
    assertRun,
    /** Says that `run` is alive, for those who wait for the lock. */
    touchRun(run: number, nowMs: number): Promise<void> {
      return db.transaction('rw', db.metadata, async () => {
        const row = await get(RUN);
        assertIs(run, row);
        await put(row, { touched_ms: nowMs });
      });
    },
    /** When the current run last showed a sign of life (device clock, ms). */
    lastRunTouchedMs: async (): Promise<number> => (await get(RUN)).touched_ms ?? 0,
  };
}
