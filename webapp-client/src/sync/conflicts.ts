// The conflict log: every local edit that was overruled, with both versions. Nothing a user typed is
// lost in silence; what they restore is a new edit, newer than the version that overruled it.
import type { Collection } from 'dexie';
import type { ConflictReason, ConflictRow, NewOutboxEntry, OutboxEntry, TidebookDatabase } from './database';
import { payloadOf } from './fold';
import { type LocalRecord, changedFields, fieldsOf, isDeleted } from './local-record';
import type { Records } from './records';
import type { ServerClock } from './server-clock';

/** An overruled edit, as the transaction that overrules it logs it. */
export interface Overruled {
  readonly entry: OutboxEntry;
  /** The record as the edit had made it. */
  readonly local: LocalRecord;
  readonly remote: LocalRecord | null;
  readonly reason: ConflictReason;
}

/** The same of an edit that is in no outbox any more. */
type Logged = Omit<Overruled, 'entry'> & { readonly entry: NewOutboxEntry };

/** A row of the log, read. */
export interface LoggedConflict extends ConflictRow {
  readonly local: LocalRecord;
  readonly remote: LocalRecord | null;
}

export type ConflictLog = ReturnType<typeof createConflictLog>;

/** The conflict log of one database. */
export function createConflictLog(db: TidebookDatabase, clock: ServerClock) {
  function settle(
    rows: Collection<ConflictRow, number, Omit<ConflictRow, 'seq'>>,
    resolution: 'restored' | 'dismissed',
  ): Promise<number> {
    return rows.modify((row) => {
      Object.assign(row, { resolution, resolved_at: clock.now() });
      delete (row as { open?: 1 }).open;
    });
  }

  async function resolve(seq: number, resolution: 'restored' | 'dismissed'): Promise<void> {
    await settle(db.conflicts.where('seq').equals(seq), resolution);
  }

  return {
    /** Logs those of the edits that said something else than the server's version does. */
    async log(overruled: readonly Logged[]): Promise<void> {
      await db.conflicts.bulkAdd(
        overruled.filter(isLost).map(({ entry, local, remote, reason }) => ({
          tenant_id: entry.tenant_id,
          entity_type: entry.entity_type,
          entity_id: entry.entity_id,
          reason,
          action: entry.action,
          local_json: JSON.stringify(local),
          remote_json: remote === null ? null : JSON.stringify(remote),
          local_stamp: entry.updated_at,
          remote_stamp: remote?.updatedAt ?? null,
          logged_at: clock.now(),
          resolved_at: null,
          resolution: null,
          open: 1,
        })),
      );
    },

    /** What the user has not decided on, oldest first. */
    async getOpen(): Promise<LoggedConflict[]> {
      return (await db.conflicts.where('open').equals(1).toArray()).map(readRow);
    },

    countOpen: () => db.conflicts.where('open').equals(1).count(),

    /** The overruled version may go. */
    dismiss: (seq: number) => resolve(seq, 'dismissed'),

    /** All overruled versions may go: one transaction, all of them or none. Resolves to how many there were. */
    dismissAll: (): Promise<number> => settle(db.conflicts.where('open').equals(1), 'dismissed'),

    /** Makes the overruled edit again, as a new one that is newer than what overruled it. */
    async restore(seq: number, records: Records): Promise<void> {
      const row = await db.conflicts.get(seq);
      if (row === undefined || row.open !== 1) {
        return;
      }
      const { local, entity_type, entity_id, remote_stamp } = readRow(row);
      if (isDeleted(local)) {
        await records.remove(entity_type, entity_id);
      } else {
        const newerThan = remote_stamp === null ? {} : { newerThan: remote_stamp };
        await records.save(entity_type, { ...fieldsOf(local), id: entity_id }, newerThan);
      }
      await resolve(seq, 'restored');
    },
  };
}

/** Whether the server's version lacks something that the edit said: two may have said the same. */
function isLost({ entry, remote }: Logged): boolean {
  if (remote === null) {
    return true;
  }
  if (entry.action === 'delete' || isDeleted(remote)) {
    return (entry.action === 'delete') !== isDeleted(remote);
  }
  return Object.keys(changedFields(remote, payloadOf(entry))).length > 0;
}

function readRow(row: ConflictRow): LoggedConflict {
  return {
    ...row,
    local: JSON.parse(row.local_json) as LocalRecord,
    remote: row.remote_json === null ? null : (JSON.parse(row.remote_json) as LocalRecord),
  };
}
