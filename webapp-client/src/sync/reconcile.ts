// A version from the server meets edits that wait: a pure decision (protocol, 6).
import type { OutboxEntry } from './database';
import type { LastWriteWinsResolver } from './domain';
import type { Overruled } from './conflicts';
import { baseOf, isReadable, resultOf } from './fold';
import { type LocalRecord, fieldsOf, isDeleted } from './local-record';

export interface Reconciled {
  /** What the device keeps: the remote version with the edits that stand made again over it. */
  readonly record: LocalRecord;
  /** The edits that stand, with the base they have now. */
  readonly kept: readonly OutboxEntry[];
  readonly overruled: readonly Omit<Overruled, 'reason'>[];
}

/**
 * @param waiting the entries of the record in order, at least one
 * @returns edits newer than `remote` stand, the others are overruled, each for itself: so does the server
 */
export function reconcile(
  remote: LocalRecord,
  waiting: readonly OutboxEntry[],
  resolver: LastWriteWinsResolver,
): Reconciled {
  const kept: OutboxEntry[] = [];
  const overruled: Omit<Overruled, 'reason'>[] = [];
  let before = waiting[0] === undefined ? null : baseOf(waiting[0]);
  let record = withKnownFields(remote, before);
  for (const entry of waiting) {
    if (!isReadable(entry)) {
      kept.push({ ...entry, base_json: JSON.stringify(record) });
      continue;
    }
    const local = resultOf(entry, before);
    before = local;
    if (isEcho(remote, entry) || localWins(remote, entry, local, resolver)) {
      kept.push({ ...entry, base_json: JSON.stringify(record) });
      record = resultOf(entry, record);
    } else {
      overruled.push({ entry, local, remote });
    }
  }
  return { record, kept, overruled };
}

/** Whether `remote` is what the entry itself made: its answer was lost, nobody else's edit is in it. */
export function isEcho(remote: LocalRecord, entry: OutboxEntry): boolean {
  return remote.updatedAt === entry.updated_at && remote.updatedBy === entry.user_id;
}

function localWins(
  remote: LocalRecord,
  entry: OutboxEntry,
  local: LocalRecord,
  resolver: LastWriteWinsResolver,
): boolean {
  const { use } = resolver.resolve({
    entityType: entry.entity_type,
    entityId: entry.entity_id,
    local: isDeleted(local) ? null : fieldsOf(local),
    remote: isDeleted(remote) ? null : fieldsOf(remote),
    base: baseOf(entry),
    localStamp: entry.updated_at,
    remoteStamp: remote.updatedAt,
  });
  return use === 'local';
}

/** A tombstone travels without its fields; until the server sends them again, those known here serve. */
function withKnownFields(remote: LocalRecord, known: LocalRecord | null): LocalRecord {
  return isDeleted(remote) && known !== null ? { ...fieldsOf(known), ...remote } : remote;
}
