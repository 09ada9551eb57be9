// What the user can do about a change that the server refused, besides correcting the record, which is
// an ordinary save: try it again, or let it go.
import type { OutboxEntry, TidebookDatabase } from './database';
import { isReadable, isRefused, rebuild, remoteOf } from './fold';
import { isDeleted } from './local-record';
import type { Metadata } from './metadata';
import type { Outbox } from './outbox';
import type { Platform } from './platform';

export type FailedChanges = ReturnType<typeof createFailedChanges>;

export function createFailedChanges(
  db: TidebookDatabase,
  outbox: Outbox,
  metadata: Metadata,
  platform: Platform,
) {
  async function refused(seq: number): Promise<OutboxEntry | null> {
    const entry = await db.outbox.get(seq);
    return entry?.status === 'failed' ? entry : null;
  }

  return {
    /** Pushes the change once more, as it is, under a new id: under the old one the answer would be the same. */
    retry(seq: number): Promise<void> {
      return db.transaction('rw', [db.outbox, db.metadata], async () => {
        const entry = await refused(seq);
        if (entry !== null) {
          const fresh = {
            id: platform.uuid(),
            status: 'pending',
            sealed: false,
            error_message: null,
          } as const;
          const waiting = await outbox.waitingOf(entry.entity_type, entry.entity_id);
          // One that is on its way gets its answer where it is.
          const behind = waiting.filter((other) => other.seq > seq && (!other.sealed || isRefused(other)));
          await outbox.requeue({ ...entry, ...fresh, retry_count: 0 }, behind);
        }
      });
    },

    /** Lets the change go: the record returns to the server's version, or goes if the server never had it. */
    async discard(seq: number): Promise<void> {
      const found = await refused(seq);
      if (found === null) {
        return;
      }
      const store = db.entities(found.entity_type);
      await db.transaction('rw', [store, db.outbox, db.metadata], async () => {
        const entry = await refused(seq);
        if (entry === null) {
          return;
        }
        await db.outbox.delete(seq);
        const [next, ...later] = await outbox.waitingOf(entry.entity_type, entry.entity_id);
        if (!isReadable(entry)) {
          // What it had made of the record is not known: the server's version is looked for.
          await metadata.wantCheck('compare');
          const shown = await store.get(entry.entity_id);
          if (shown?.updatedAt !== entry.updated_at) {
            return; // a later edit or version stands
          }
        }
        const remote = remoteOf(entry);
        const base_json = remote === null ? (next?.base_json ?? null) : JSON.stringify(remote);
        const behind = next === undefined ? [] : [{ ...next, base_json }, ...later];
        await db.outbox.bulkPut(behind);
        const record = rebuild(remote, behind);
        if (record === null || (behind.length === 0 && isDeleted(record))) {
          await store.delete(entry.entity_id);
        } else {
          await store.put(record);
        }
      });
    },
  };
}
