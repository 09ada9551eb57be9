// The conflict log: every local edit that was overruled or merged, with all versions, who made them and the rule that
// decided. Nothing a user typed is lost in silence; what they restore is a new edit, newer than what overruled it,
// and can be taken back.
import type { Collection } from 'dexie';
import type { ConflictReason, ConflictRow, NewOutboxEntry, OutboxEntry, TidebookDatabase } from './database';
import { type RecordFields, type Stamp, sameValue } from './domain';
import { payloadOf } from './fold';
import {
  type LocalRecord,
  changedFields,
  emptied,
  envelopeOf,
  fieldsOf,
  isDeleted,
  sameRecord,
} from './local-record';
import type { Records } from './records';
import type { ServerClock } from './server-clock';

/** An edit that a version from the server has met, as the transaction that decides logs it. */
export interface Overruled {
  readonly entry: OutboxEntry;
  /** The version that the edit started from; null where it is not known, or there was none. */
  readonly base: LocalRecord | null;
  /** The record as the edit had made it. */
  readonly local: LocalRecord;
  readonly remote: LocalRecord | null;
  /** What stands; null for nothing. */
  readonly result: LocalRecord | null;
  /** The name of the rule that decided. */
  readonly rule: string;
  readonly reason: ConflictReason;
}

/** The same of an edit that is in no outbox any more. */
type Logged = Omit<Overruled, 'entry'> & { readonly entry: NewOutboxEntry };

/** A row of the log, read. */
export interface LoggedConflict extends ConflictRow {
  readonly base: LocalRecord | null;
  readonly local: LocalRecord;
  readonly remote: LocalRecord | null;
  readonly result: LocalRecord | null;
}

/** What a restoration has found and made. */
type RestoredVersions = Pick<ConflictRow, 'before_json' | 'made_json'>;

/** What became of a wish to restore: `moved` if the record is another one than the user saw, `gone` if it is settled. */
export type RestoreOutcome = 'restored' | 'moved' | 'gone';

export type ConflictLog = ReturnType<typeof createConflictLog>;

/** So many settled ones are kept, those that were settled last, and a few more: finding them reads the whole log. */
const SETTLED_KEPT = 500;
const SETTLED_MORE = 100;

/** The conflict log of one database. */
export function createConflictLog(db: TidebookDatabase, clock: ServerClock) {
  type Rows = Collection<ConflictRow, number, Omit<ConflictRow, 'seq'>>;

  function settle(rows: Rows, resolution: 'restored' | 'dismissed', versions: RestoredVersions = {}) {
    return rows.modify((row) => {
      Object.assign(row, { resolution, resolved_at: clock.now(), ...versions });
      delete (row as { open?: 1 }).open;
    });
  }

  const rowOf = (seq: number): Rows => db.conflicts.where('seq').equals(seq);

  function inOneTransaction<T>(entityType: string, body: () => Promise<T>): Promise<T> {
    const stores = [db.entities(entityType), db.outbox, db.metadata, db.conflicts];
    return db.transaction('rw', stores, body);
  }

  async function newestSettled(): Promise<ConflictRow[]> {
    const settled = await db.conflicts.filter((row) => row.open !== 1).toArray();
    return settled.sort((one, other) => ((one.resolved_at ?? '') < (other.resolved_at ?? '') ? 1 : -1));
  }

  async function forgetOldSettled(): Promise<void> {
    const all = (await db.conflicts.count()) - (await db.conflicts.where('open').equals(1).count());
    if (all > SETTLED_KEPT + SETTLED_MORE) {
      const settled = await newestSettled();
      await db.conflicts.bulkDelete(settled.slice(SETTLED_KEPT).map(({ seq }) => seq));
    }
  }

  return {
    /**
     * Logs those of the edits of which something does not stand, as open: the user has to know. An edit that was
     * merged with another one and stands whole is logged as settled.
     */
    async log(outcomes: readonly Logged[]): Promise<void> {
      const rows = outcomes.flatMap((outcome) => {
        const overruled = outcome.reason === 'reviewed' ? [] : overruledFields(outcome);
        // What the server has refused meets every version that comes, and stands over none.
        const isRefused = outcome.entry.status === 'failed';
        if (overruled === null && (isRefused || !isMerge(outcome))) {
          return [];
        }
        return [rowFor(outcome, overruled, clock.now())];
      });
      if (rows.length > 0) {
        await db.conflicts.bulkAdd(rows);
        await forgetOldSettled();
      }
    },

    /** What the user has not decided on, oldest first. */
    async getOpen(): Promise<LoggedConflict[]> {
      return (await db.conflicts.where('open').equals(1).toArray()).map(readRow);
    },

    /** The open ones of one record, oldest first. */
    async getOpenOf(entityType: string, entityId: string): Promise<LoggedConflict[]> {
      const isOfIt = (row: ConflictRow) => row.entity_type === entityType && row.entity_id === entityId;
      return (await db.conflicts.where('open').equals(1).filter(isOfIt).toArray()).map(readRow);
    },

    /** What was merged, reviewed, restored or let go: what was settled last comes first. */
    async getSettled(limit: number): Promise<LoggedConflict[]> {
      return (await newestSettled()).slice(0, limit).map(readRow);
    },

    /** How many the user has not decided on. */
    countOpen: () => db.conflicts.where('open').equals(1).count(),

    /** The overruled version may go. */
    async dismiss(seq: number): Promise<void> {
      await settle(
        rowOf(seq).filter((row) => row.open === 1),
        'dismissed',
      );
    },

    /**
     * All overruled versions up to one may go: one transaction, all of them or none. Resolves to how many there were.
     *
     * @param through the last one that the user has seen, by its `seq`
     */
    dismissAll: (through: number): Promise<number> =>
      settle(
        db.conflicts
          .where('open')
          .equals(1)
          .filter((row) => row.seq <= through),
        'dismissed',
      ),

    /**
     * Makes what was overruled stand again: a new edit, newer than what overruled it, of the fields that it had
     * changed and that do not stand, and no others. Nothing happens if the row is not open any more, or if the record
     * is another one than the user saw.
     *
     * @param shown the stamp of the record as the user saw it; null for none. Left out, whatever there is counts as seen
     */
    async restore(seq: number, records: Records, shown?: Stamp | null): Promise<RestoreOutcome> {
      const found = await db.conflicts.get(seq);
      if (found === undefined) {
        return 'gone';
      }
      return inOneTransaction(found.entity_type, async () => {
        const row = await db.conflicts.get(seq);
        if (row?.open !== 1) {
          return 'gone';
        }
        const logged = readRow(row);
        const { local, remote, result, entity_type, entity_id, remote_stamp } = logged;
        const before = (await records.getEntityById(entity_type, entity_id)) ?? null;
        if (shown !== undefined && shown !== (before?.updatedAt ?? null)) {
          return 'moved';
        }
        if (isDeleted(local)) {
          await records.remove(entity_type, entity_id);
        } else {
          const isGone = before === null || isDeleted(before);
          const known = before ?? (remote !== null && isDeleted(remote) ? remote : (result ?? remote));
          const whole = { ...emptied({ ...logged.base, ...known }), ...fieldsOf(local) };
          const wanted = isGone ? whole : saidBy(logged);
          const input = { ...wanted, id: entity_id };
          await records.save(entity_type, input, { ...newerThan(remote_stamp), lastKnown: known });
        }
        const made = (await records.getEntityById(entity_type, entity_id)) ?? null;
        await settle(rowOf(seq), 'restored', { before_json: jsonOf(before), made_json: jsonOf(made) });
        return 'restored';
      });
    },

    /**
     * Takes a decision back: the row is open again, and of what a restoration changed each field that still is as it
     * made it becomes what it was before.
     */
    async undo(seq: number, records: Records): Promise<void> {
      const found = await db.conflicts.get(seq);
      if (found === undefined) {
        return;
      }
      await inOneTransaction(found.entity_type, async () => {
        const row = await db.conflicts.get(seq);
        if (row === undefined || (row.resolution !== 'restored' && row.resolution !== 'dismissed')) {
          return;
        }
        if (row.resolution === 'restored') {
          await takeBack(readRow(row), records);
        }
        await rowOf(seq).modify((it) => {
          Object.assign(it, { resolution: null, resolved_at: null, open: 1 });
          delete (it as { before_json?: unknown }).before_json;
          delete (it as { made_json?: unknown }).made_json;
        });
      });
    },
  };
}

async function takeBack(logged: LoggedConflict, records: Records): Promise<void> {
  const { entity_type, entity_id, local } = logged;
  // Versions before did not keep it: what stood was the server's.
  const before = logged.before_json === undefined ? logged.remote : versionIn(logged.before_json);
  const made = versionIn(logged.made_json) ?? local;
  const now = await records.getEntityById(entity_type, entity_id);
  if (before === null || isDeleted(before)) {
    // What others have made of it since stays.
    if (now !== undefined && sameFields(now, made)) {
      await records.remove(entity_type, entity_id);
    }
    return;
  }
  if (now === undefined || isDeleted(now)) {
    // Restoring had deleted it.
    if (isDeleted(local)) {
      await records.save(
        entity_type,
        { ...fieldsOf(before), id: entity_id },
        { ...newerThan(now?.updatedAt ?? null), lastKnown: { ...before, ...envelopeOf(made) } },
      );
    }
    return;
  }
  const untouched = Object.entries(saidBy(logged)).filter(([name, value]) => sameValue(now[name], value));
  const wanted = Object.fromEntries(untouched.map(([name]) => [name, before[name] ?? null]));
  await records.save(entity_type, { ...wanted, id: entity_id });
}

/**
 * The fields that the edit had changed and that were overruled, as it had them; all that it had changed where all of it
 * was overruled or a deletion is in it, and all fields where its base is not known either.
 */
function saidBy({ base, local, remote, overruled = [] }: LoggedConflict): RecordFields {
  const said =
    base === null ? fieldsOf(local) : changedFields(base, { ...emptied(base), ...fieldsOf(local) });
  if (overruled.length === 0 || remote === null || isDeleted(remote)) {
    return said;
  }
  return Object.fromEntries(Object.entries(said).filter(([name]) => overruled.includes(name)));
}

function newerThan(stamp: Stamp | null): { newerThan?: Stamp } {
  return stamp === null ? {} : { newerThan: stamp };
}

/**
 * The fields of the edit that do not stand; none where all of it is gone. Null where everything that it said stands:
 * two may have said the same.
 */
function overruledFields({ entry, base, result }: Logged): string[] | null {
  if (result === null) {
    return [];
  }
  if (entry.action === 'delete' || isDeleted(result)) {
    return (entry.action === 'delete') === isDeleted(result) ? null : [];
  }
  // What was changed and changed back says nothing.
  const said = base === null ? payloadOf(entry) : changedFields(base, payloadOf(entry));
  const lost = Object.keys(changedFields(result, said));
  return lost.length === 0 ? null : lost;
}

/** Whether what stands is not what the server had, although others had changed something there. */
function isMerge({ base, remote, result }: Logged): boolean {
  if (result === null || remote === null) {
    return false;
  }
  if (isDeleted(result) || isDeleted(remote)) {
    return isDeleted(result) !== isDeleted(remote);
  }
  const hasMoved = base === null || isDeleted(base) || !sameFields(base, remote);
  return hasMoved && !sameFields(result, remote);
}

function sameFields(one: LocalRecord, other: LocalRecord): boolean {
  return sameRecord(fieldsOf(one), fieldsOf(other));
}

function rowFor(
  { entry, base, local, remote, result, rule, reason }: Logged,
  overruled: readonly string[] | null,
  at: Stamp,
): Omit<ConflictRow, 'seq'> {
  const isOpen = overruled !== null && reason !== 'reviewed';
  return {
    tenant_id: entry.tenant_id,
    entity_type: entry.entity_type,
    entity_id: entry.entity_id,
    reason,
    action: entry.action,
    base_json: jsonOf(base),
    local_json: JSON.stringify(local),
    remote_json: jsonOf(remote),
    result_json: jsonOf(result),
    rule,
    overruled: overruled ?? [],
    local_stamp: entry.updated_at,
    remote_stamp: remote?.updatedAt ?? null,
    logged_at: at,
    ...(isOpen
      ? { resolved_at: null, resolution: null, open: 1 as const }
      : { resolved_at: at, resolution: reason === 'reviewed' ? ('reviewed' as const) : ('merged' as const) }),
  };
}

function readRow(row: ConflictRow): LoggedConflict {
  return {
    ...row,
    base: versionIn(row.base_json),
    local: JSON.parse(row.local_json) as LocalRecord,
    remote: versionIn(row.remote_json),
    // Rows of earlier versions: the server's version stood.
    result: versionIn(row.result_json === undefined ? row.remote_json : row.result_json),
  };
}

function jsonOf(record: LocalRecord | null): string | null {
  return record === null ? null : JSON.stringify(record);
}

function versionIn(json: string | null | undefined): LocalRecord | null {
  return json == null ? null : (JSON.parse(json) as LocalRecord);
}
