import type { OutboxEntry, TidebookDatabase } from '../../sync';

/** What waits or failed for one record, in order. */
export async function waitingChangesOf(
  db: TidebookDatabase,
  entityType: string,
  id: string,
): Promise<OutboxEntry[]> {
  const entries = await db.outbox.where('[entity_type+entity_id]').equals([entityType, id]).sortBy('seq');
  return entries.filter((entry) => entry.status !== 'synced');
}

export interface WaitingChanges {
  readonly newest: readonly OutboxEntry[];
  readonly count: number;
}

/** The newest changes that wait, at most `limit`, and how many there are in all. */
export async function newestWaiting(db: TidebookDatabase, limit: number): Promise<WaitingChanges> {
  const [pending, syncing, count] = await Promise.all([
    db.outbox.where('status').equals('pending').reverse().limit(limit).toArray(),
    db.outbox.where('status').equals('syncing').reverse().limit(limit).toArray(),
    db.outbox.where('status').anyOf('pending', 'syncing').count(),
  ]);
  const newest = [...pending, ...syncing].sort((one, other) => other.seq - one.seq).slice(0, limit);
  return { newest, count };
}

/** Changes that the server has, at most `limit`, the one that was sent last first. */
export async function sentChanges(db: TidebookDatabase, limit: number): Promise<OutboxEntry[]> {
  const entries = await db.outbox.where('status').equals('synced').sortBy('seq');
  return entries
    .reverse()
    .sort((one, other) => (other.synced_at ?? '').localeCompare(one.synced_at ?? ''))
    .slice(0, limit);
}

/** What the server refused, newest first. */
export async function refusedChanges(db: TidebookDatabase): Promise<OutboxEntry[]> {
  const entries = await db.outbox.where('status').equals('failed').sortBy('seq');
  return entries.reverse();
}
