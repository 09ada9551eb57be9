// What the local database comes to, counted as protocol 4 says: what the server has, as far as this
// device knows. A record with a waiting edit counts with the server's version that was last seen, or not at all if the server never had it.
import { recordKey } from './batch';
import type { OutboxEntry, TidebookDatabase } from './database';
import { type Digest, DigestSum } from './domain';
import { remoteOf } from './fold';
import { type LocalRecord, isDeleted } from './local-record';

/** Enough at once that the round trips do not count, few enough to hold in memory. */
const ROWS_AT_A_TIME = 5_000;

/**
 * The digest of each of `entityTypes`. Call it inside a transaction over their stores and the outbox,
 * so that all of it is of one moment.
 */
export async function localDigests(
  db: TidebookDatabase,
  entityTypes: readonly string[],
): Promise<Map<string, Digest>> {
  const basesByKey = await basesOfWaiting(db);
  const digests = new Map<string, Digest>();
  for (const entityType of entityTypes) {
    digests.set(entityType, await digestOf(db, entityType, basesByKey));
  }
  return digests;
}

async function digestOf(
  db: TidebookDatabase,
  entityType: string,
  basesByKey: ReadonlyMap<string, LocalRecord | null>,
): Promise<Digest> {
  const sum = new DigestSum();
  const count = (version: LocalRecord | null): void => {
    if (version !== null && !isDeleted(version)) {
      sum.add(version);
    }
  };
  let rows: LocalRecord[] = [];
  do {
    const last = rows.at(-1)?.id ?? '';
    rows = await db.entities(entityType).where('id').above(last).limit(ROWS_AT_A_TIME).toArray();
    for (const row of rows) {
      const isWaiting = basesByKey.has(recordKey({ entity_type: entityType, entity_id: row.id }));
      count(isWaiting ? null : row);
    }
  } while (rows.length === ROWS_AT_A_TIME);
  // Counted from the outbox: of a record that this device deleted there may be no row left.
  const prefix = recordKey({ entity_type: entityType, entity_id: '' });
  for (const [key, base] of basesByKey) {
    if (key.startsWith(prefix)) {
      count(base);
    }
  }
  return sum.digest;
}

/** The server's version of each record with a waiting edit; null where the server never had it. */
async function basesOfWaiting(db: TidebookDatabase): Promise<Map<string, LocalRecord | null>> {
  const entries = await db.outbox.where('status').anyOf('pending', 'syncing', 'failed', 'conflict').toArray();
  const firstByKey = new Map<string, OutboxEntry>();
  for (const entry of entries) {
    const key = recordKey(entry);
    const first = firstByKey.get(key);
    if (first === undefined || entry.seq < first.seq) {
      firstByKey.set(key, entry);
    }
  }
  return new Map([...firstByKey].map(([key, entry]) => [key, remoteOf(entry)]));
}
