// An edit meets a record that the server no longer has at all (protocol, 5.1).
import type { OutboxEntry } from './database';
import { baseOf, isReadable, resultOf } from './fold';
import type { Run } from './run';

/** An edit of a record that is gone would make a record of a few fields: it goes to the log instead. */
export async function deletedElsewhere(run: Run, entries: readonly OutboxEntry[]): Promise<void> {
  let before = baseOf(entries[0] as OutboxEntry);
  for (const entry of entries) {
    await run.db.entities(entry.entity_type).delete(entry.entity_id);
    if (!isReadable(entry)) {
      continue; // it stays for the user to see
    }
    const base = before;
    const local = resultOf(entry, base);
    before = local;
    if (entry.action !== 'delete') {
      const { strategy: rule } = run.rules.getConflictResolver(entry.entity_type);
      await run.conflicts.log([
        { entry, base, local, remote: null, result: null, rule, reason: 'deleted-elsewhere' },
      ]);
    }
    await run.db.outbox.delete(entry.seq);
  }
}
