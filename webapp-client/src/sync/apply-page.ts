// A page of the feed, stored in one transaction together with whatever says how far the device has come.
//
// 1. A clean record takes the remote version; one with waiting edits goes through the resolver.
// 2. Nothing here enters the outbox as a new change.
// 3. The work per record is next to nothing: waiting edits are read once per page, records put in bulk.
import { recordKey } from './batch';
import { SYNC_SETTINGS } from './conflict-rules';
import type { OutboxEntry } from './database';
import { type LocalRecord, isDeleted, sameRecord } from './local-record';
import { groupEntries } from './outbox';
import { type Run, inRunTransaction } from './run';
import { settle } from './settle';

/** Above this, the waiting edits of a page are looked up by key rather than read all. */
const READ_ALL_UP_TO = 2_000;

export type Entities = Readonly<Record<string, readonly LocalRecord[]>>;

export interface ApplyOptions {
  /** Stores to include in the transaction for `commit`, beyond those of the page. */
  readonly alsoTypes?: readonly string[];
  /** An initial pull has nothing here to compare with. */
  readonly isInitial?: boolean;
  /** Whether the server was restored from a backup since. */
  readonly isRestored?: boolean;
  /** Decides about clean records before they take the remote version; those it returns do. */
  readonly keepClean?: (
    entityType: string,
    records: readonly LocalRecord[],
  ) => Promise<readonly LocalRecord[]>;
  /** Writes the checkpoint, in the same transaction. */
  readonly commit: () => Promise<void>;
}

/** Stores a page. Types that this client has no store for are left out: their checkpoint is its own. */
export function applyPage(run: Run, entities: Entities, options: ApplyOptions): Promise<void> {
  const known = new Set(run.db.entityTypes);
  const pages = Object.entries(entities)
    .filter(([name, records]) => known.has(name) && records.length > 0)
    // What decides about the others is known before them.
    .sort(([name], [other]) => Number(other === SYNC_SETTINGS) - Number(name === SYNC_SETTINGS));
  const stores = new Set([...pages.map(([name]) => name), ...(options.alsoTypes ?? [])]);
  return inRunTransaction(run, [...stores], async () => {
    const waiting = await waitingByRecord(run, pages);
    for (const [entityType, records] of pages) {
      const keyOf = (record: LocalRecord) => recordKey({ entity_type: entityType, entity_id: record.id });
      const clean = records.filter((record) => !waiting.has(keyOf(record)));
      const taken = (await options.keepClean?.(entityType, clean)) ?? clean;
      await storeClean(run, entityType, taken, options.isInitial ?? false);
      for (const record of records) {
        const entries = waiting.get(keyOf(record));
        if (entries !== undefined) {
          await settle(run, {
            entityType,
            remote: record,
            waiting: entries,
            isRestored: options.isRestored ?? false,
            reason: 'remote-wins',
          });
        }
      }
      if (entityType === SYNC_SETTINGS) {
        await run.rules.learn(run.db);
      }
    }
    await options.commit();
  });
}

async function storeClean(
  run: Run,
  entityType: string,
  records: readonly LocalRecord[],
  isInitial: boolean,
): Promise<void> {
  const store = run.db.entities(entityType);
  const live = records.filter((record) => !isDeleted(record));
  const gone = records.filter(isDeleted).map((record) => record.id);
  // Own changes come back once more after most pushes. Reading is far cheaper than writing the same again.
  const mayBeOwn = !isInitial && live.some((record) => record.updatedBy === run.db.owner.userId);
  const known = mayBeOwn ? await store.bulkGet(live.map((record) => record.id)) : [];
  const changed = live.filter((record, index) => {
    const stored = known[index];
    return stored === undefined || !sameRecord(stored, record);
  });
  await store.bulkPut(changed);
  await store.bulkDelete(gone);
}

async function waitingByRecord(
  run: Run,
  pages: readonly (readonly [string, readonly LocalRecord[]])[],
): Promise<Map<string, OutboxEntry[]>> {
  const entries =
    (await run.outbox.getWaiting(READ_ALL_UP_TO)) ??
    (await run.db.outbox
      .where('[entity_type+entity_id]')
      .anyOf(pages.flatMap(([name, records]) => records.map((record) => [name, record.id])))
      .filter((entry) => entry.status !== 'synced')
      .toArray());
  return groupByRecord(entries);
}

/** The entries of each record, in order. */
export function groupByRecord(entries: readonly OutboxEntry[]): Map<string, OutboxEntry[]> {
  return groupEntries(entries, recordKey);
}
