// The outbox: changes that the server has not acknowledged, in the order of the edits.
//
//   enqueue ──► pending ──markSyncing──► syncing ──markSynced──► synced (the last few, as history)
//                  ▲ ▲                     │  │
//                  │ └──── cut off ────────┘  └──markFailed──► failed ──► retried, corrected (a new id),
//                  └─────────────────────────────────────────────┘        or discarded
//   A pending entry that meets another version may become `conflict`, until a person has decided (reviews.ts).
//
// 1. Record and entry are written in one transaction: records.ts alone calls `enqueue`.
// 2. From the first `markSyncing` on an entry is sealed: fold.ts leaves its id, stamp and payload alone.
//    Batches are mostly runs of neighbours, so one row of `sync_metadata` says which entries are on their way:
//    to write it into each entry would cost more than all else that a push does here.
// 3. An entry found `syncing` by a run that holds the lock was cut off; it is pending again, and from then
//    on it says itself that it is sealed.
// 4. An entry that goes up again as another change takes a place at the end (`requeue`): at its old one it would be
//    taken for part of the range on its way.
// 5. What the server never takes is kept as `failed`, with the reason, until the user decides.
import Dexie from 'dexie';
import { type CarryOver, carried, formatAfter } from './carry-over';
import type { OutboxEntry, OutboxStatus, TidebookDatabase } from './database';
import { type Edit, foldEdit, isRefused } from './fold';
import type { Metadata, SeqRange } from './metadata';
import type { Platform } from './platform';
import type { ServerClock } from './server-clock';

/** How many synced entries are kept for the user to see. */
const HISTORY = 100;

export interface OutboxCounts {
  /** Pending or on their way. */
  readonly waiting: number;
  /** Refused by the server. */
  readonly failed: number;
  /** Conflicts that wait for a person. */
  readonly reviews: number;
}

export interface OutboxContext {
  readonly db: TidebookDatabase;
  readonly platform: Platform;
  readonly clock: ServerClock;
  readonly metadata: Metadata;
  /** Steps between the formats in which versions of the application write payloads; none if left out. */
  readonly carryOvers?: readonly CarryOver[];
}

/** Entries in the order of the edits, by the id of their record. */
export type WaitingById = ReadonlyMap<string, readonly OutboxEntry[]>;

export type Outbox = ReturnType<typeof createOutbox>;

/** The outbox of one database. Inside a transaction that includes its store, all of it is part of it. */
export function createOutbox({ db, platform, clock, metadata, carryOvers = [] }: OutboxContext) {
  const { outbox } = db;

  async function waitingOf(entityType: string, entityId: string): Promise<OutboxEntry[]> {
    const entries = await outbox
      .where('[entity_type+entity_id]')
      .equals([entityType, entityId])
      .sortBy('seq');
    return asSealed(
      entries.filter((entry) => entry.status !== 'synced'),
      'pending',
    );
  }

  /**
   * The entries with what the mark says of them.
   *
   * @param status of those on their way; `pending` for callers that may write the entries back
   */
  async function asSealed(entries: OutboxEntry[], status: 'pending' | 'syncing'): Promise<OutboxEntry[]> {
    const sending = entries.length === 0 ? null : await metadata.getSending();
    if (sending === null) {
      return entries;
    }
    return entries.map((entry) => (isIn(sending, entry) ? sealedCopy(entry, status) : entry));
  }

  // One count of the index per status: IndexedDB answers that at once, but walks through several values.
  async function countOf(...statuses: readonly OutboxStatus[]): Promise<number> {
    const counts = await Promise.all(statuses.map((status) => outbox.where('status').equals(status).count()));
    return counts.reduce((sum, count) => sum + count, 0);
  }

  const between = (from: number, through: number) => outbox.where('seq').between(from, through, true, true);

  /** A run of neighbours goes as one range, which costs a tenth of as many single deletions. */
  async function deleteAll(seqs: readonly number[]): Promise<void> {
    const range = rangeOf(seqs);
    await (range === null ? outbox.bulkDelete([...seqs]) : between(range.from, range.through).delete());
  }

  async function getAll(seqs: readonly number[]): Promise<OutboxEntry[]> {
    const range = rangeOf(seqs);
    if (range !== null) {
      return between(range.from, range.through).toArray();
    }
    return (await outbox.bulkGet([...seqs])).filter((entry) => entry !== undefined);
  }

  const origin = () => ({ ...db.owner, newId: platform.uuid(), format: formatAfter(carryOvers) });

  return {
    waitingOf,

    /** What an entry says of where it was made, with an id of its own. */
    origin,

    /** The waiting entries of one record, or of all records of a type, by the record's id. */
    async waitingById(entityType: string, entityId?: string): Promise<WaitingById> {
      if (entityId !== undefined) {
        return new Map([[entityId, await waitingOf(entityType, entityId)]]);
      }
      const entries = await outbox
        .where('[entity_type+entity_id]')
        .between([entityType, Dexie.minKey], [entityType, Dexie.maxKey])
        .toArray();
      const waiting = await asSealed(
        entries.filter((entry) => entry.status !== 'synced'),
        'pending',
      );
      return groupEntries(waiting, (entry) => entry.entity_id);
    },

    /**
     * Adds edits, at most one of each record, folded into what waits for it.
     *
     * @param waiting what waits for the records; those that it lacks have nothing
     * @returns for each edit the entry that now carries it, or null where nothing is left to push
     */
    async enqueue(
      edits: readonly Edit[],
      waiting: WaitingById,
    ): Promise<(Omit<OutboxEntry, 'seq'> | null)[]> {
      const decisions = edits.map((edit) => {
        const before = waiting.get(edit.after.id) ?? [];
        return foldEdit(
          before.map((entry) => carried(entry, carryOvers)),
          edit,
          origin(),
        );
      });
      const added = decisions.flatMap((it) => (it.kind === 'add' ? [it.entry] : []));
      const removed = decisions.flatMap((it) => (it.kind === 'add' ? [] : it.removed.map(({ seq }) => seq)));
      const replacing = decisions.flatMap((it) => (it.kind === 'replace' ? [it] : []));
      // What was refused and goes up again takes its place at the end, see `requeue`.
      const again = replacing.filter((it) => it.entry.status === 'pending' && it.removed.some(isRefused));
      await outbox.bulkDelete(removed);
      await outbox.bulkPut(replacing.filter((it) => !again.includes(it)).map(({ entry }) => entry));
      await outbox.bulkAdd([...added, ...again.map(({ entry: { seq: _, ...entry } }) => entry)]);
      return decisions.map((it) => (it.kind === 'vanish' ? null : it.entry));
    },

    /**
     * Puts an entry that goes up again as another change at the end, and behind it all that waits behind it for its
     * record: an edit that is sent before an older one makes that one lose. At its old place it would be taken for one
     * of those that are on their way, whose range may go over it.
     */
    async requeue(again: OutboxEntry, behind: readonly OutboxEntry[]): Promise<void> {
      const entries = [again, ...behind];
      await outbox.bulkDelete(entries.map(({ seq }) => seq));
      await outbox.bulkAdd(entries.map(({ seq: _, ...entry }) => entry));
    },

    /** The first pending entries in the order of their edits, but for those `inFlight`. */
    async getPending(limit: number, inFlight: readonly OutboxEntry[]): Promise<OutboxEntry[]> {
      const sent = new Set(inFlight.map((entry) => entry.seq));
      const pending = await outbox
        .where('status')
        .equals('pending')
        .limit(limit + sent.size)
        .primaryKeys();
      return getAll(pending.filter((seq) => !sent.has(seq)).slice(0, limit));
    },

    /** Seals the entries: they are about to be sent, while those `inFlight` already are. */
    async markSyncing(
      entries: readonly OutboxEntry[],
      inFlight: readonly OutboxEntry[],
    ): Promise<OutboxEntry[]> {
      const seqs = [...inFlight, ...entries].map((entry) => entry.seq);
      if (seqs.length > 0 || (await metadata.getSending()) !== null) {
        await metadata.setSending(
          seqs.length === 0 ? null : { from: Math.min(...seqs), through: Math.max(...seqs) },
        );
      }
      return entries.map((entry) => sealedCopy(entry, 'syncing'));
    },

    /** Makes entries that were cut off pending again. Only the holder of the run lock may call it. */
    async resetSyncing(): Promise<void> {
      const [sending, written] = await Promise.all([
        metadata.getSending(),
        // Earlier versions wrote it into each entry.
        outbox.where('status').equals('syncing').toArray(),
      ]);
      const marked = sending === null ? [] : await between(sending.from, sending.through).toArray();
      const cutOff = [...marked.filter((entry) => entry.status === 'pending'), ...written];
      if (cutOff.length > 0) {
        // Not where there are none: also to put nothing counts as a change, and would wake other engines.
        await outbox.bulkPut(
          cutOff.map((entry) => ({ ...sealedCopy(entry, 'pending'), retry_count: entry.retry_count + 1 })),
        );
      }
      if (sending !== null) {
        await metadata.setSending(null);
      }
    },

    /**
     * The server has them. The newest are kept as history, the others go.
     *
     * @param behind how many are on their way behind them, and will take their place in the history
     */
    async markSynced(entries: readonly OutboxEntry[], behind: number): Promise<void> {
      const bySeq = [...entries].sort((one, other) => one.seq - other.seq);
      const firstKept = Math.max(0, bySeq.length - Math.max(0, HISTORY - behind));
      const synced_at = clock.now();
      await deleteAll(bySeq.slice(0, firstKept).map((entry) => entry.seq));
      await outbox.bulkPut(
        bySeq.slice(firstKept).map(({ remote_json: _, ...entry }) => ({
          ...entry,
          status: 'synced',
          synced_at,
          base_json: null,
          error_message: null,
        })),
      );
      const history = await outbox.where('status').equals('synced').primaryKeys();
      await outbox.bulkDelete(history.sort((one, other) => one - other).slice(0, -HISTORY));
    },

    /** The server will never take it as it is. @param message says why and names the field */
    async markFailed(entry: OutboxEntry, message: string): Promise<void> {
      await outbox.put({ ...entry, status: 'failed', error_message: message });
    },

    /** How many entries wait to be pushed; failed ones do not count. */
    getPendingCount: () => countOf('pending', 'syncing'),

    async counts(): Promise<OutboxCounts> {
      const [waiting, failed, reviews] = await Promise.all([
        countOf('pending', 'syncing'),
        countOf('failed'),
        countOf('conflict'),
      ]);
      return { waiting, failed, reviews };
    },

    /** Every entry that is not synced, in order; null if there are more than `limit`. */
    async getWaiting(limit: number): Promise<OutboxEntry[] | null> {
      if ((await countOf('pending', 'syncing', 'failed', 'conflict')) > limit) {
        return null;
      }
      const entries = await outbox
        .where('status')
        .anyOf('pending', 'syncing', 'failed', 'conflict')
        .toArray();
      return asSealed(
        entries.sort((one, other) => one.seq - other.seq),
        'syncing',
      );
    },

    /** Forgets every entry of a record. The record itself is left as it is. */
    async removeByEntity(entityType: string, entityId: string): Promise<void> {
      await outbox.where('[entity_type+entity_id]').equals([entityType, entityId]).delete();
    },
  };
}

function isIn({ from, through }: SeqRange, { seq, status }: OutboxEntry): boolean {
  return status === 'pending' && from <= seq && seq <= through;
}

function sealedCopy(entry: OutboxEntry, status: OutboxStatus): OutboxEntry {
  return { ...entry, status, sealed: true };
}

/** The range that holds exactly these, given in order; null where they have gaps. */
function rangeOf(seqs: readonly number[]): SeqRange | null {
  const [from, through] = [seqs[0], seqs.at(-1)];
  const isWhole = from !== undefined && through !== undefined && through - from + 1 === seqs.length;
  return isWhole ? { from, through } : null;
}

/** Entries in the order of the edits, by a key of theirs. */
export function groupEntries(
  entries: readonly OutboxEntry[],
  keyOf: (entry: OutboxEntry) => string,
): Map<string, OutboxEntry[]> {
  const byKey = new Map<string, OutboxEntry[]>();
  for (const entry of [...entries].sort((one, other) => one.seq - other.seq)) {
    const key = keyOf(entry);
    byKey.set(key, [...(byKey.get(key) ?? []), entry]);
  }
  return byKey;
}
