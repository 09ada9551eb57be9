// Live queries: the page reads through these only, so it shows every change from wherever, be it this
// tab, another one, the service worker or the server.
import { type Observable, liveQuery } from 'dexie';
import type { OutboxEntry, TidebookDatabase } from './database';
import { type LocalRecord, isDeleted } from './local-record';

/** All records of a type that are not deleted, in no particular order. */
export function liveRecords(db: TidebookDatabase, entityType: string): Observable<LocalRecord[]> {
  return liveQuery(async () => {
    const records = await db.entities(entityType).toArray();
    return records.filter((record) => !isDeleted(record));
  });
}

/** How many records of a type there are; tombstones that still wait count too. */
export function liveCount(db: TidebookDatabase, entityType: string): Observable<number> {
  return liveQuery(() => db.entities(entityType).count());
}

/** One record; null if there is none or it is deleted. */
export function liveRecord(
  db: TidebookDatabase,
  entityType: string,
  id: string,
): Observable<LocalRecord | null> {
  return liveQuery(async () => {
    const record = await db.entities(entityType).get(id);
    return record === undefined || isDeleted(record) ? null : record;
  });
}

/** The edits that the server refused, with the reason, in order. */
export function liveFailed(db: TidebookDatabase): Observable<OutboxEntry[]> {
  return liveQuery(() => db.outbox.where('status').anyOf('failed', 'conflict').sortBy('seq'));
}

/** What waits for one record, for the mark beside it in lists and forms. */
export function liveWaiting(db: TidebookDatabase, entityType: string, id: string): Observable<OutboxEntry[]> {
  return liveQuery(async () => {
    const entries = await db.outbox.where('[entity_type+entity_id]').equals([entityType, id]).sortBy('seq');
    return entries.filter((entry) => entry.status !== 'synced');
  });
}
