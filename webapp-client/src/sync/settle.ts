// What `reconcile` decides about a record, written: the record, its entries and the log, in the transaction around it.
import { formatAfter } from './carry-over';
import type { ConflictReason, OutboxEntry } from './database';
import { type LocalRecord, isDeleted } from './local-record';
import { reconcile } from './reconcile';
import type { SyncDevice } from './run';
import { issuing } from './stamps';

export interface Settling {
  readonly entityType: string;
  /** The server's version. */
  readonly remote: LocalRecord;
  /** What waits for the record, in order. */
  readonly waiting: readonly OutboxEntry[];
  /** The entry that the server has refused for the sake of `remote`; null where `remote` came by itself. */
  readonly answered?: OutboxEntry | null;
  readonly reason: ConflictReason;
}

/** Makes the server's version true on the device, with what waits for it. */
export async function settle(device: SyncDevice, settling: Settling): Promise<void> {
  const { db, rules, platform, conflicts, carryOvers } = device;
  const { entityType, remote, waiting, answered = null, reason } = settling;
  const { record, kept, dropped, outcomes } = await issuing(device, (issue) =>
    reconcile({
      remote,
      waiting,
      answered,
      resolver: rules.getConflictResolver(entityType),
      fieldNames: rules.fieldNames(entityType),
      format: formatAfter(carryOvers),
      issue,
      newId: () => platform.uuid(),
    }),
  );
  await conflicts.log(outcomes.map((outcome) => ({ ...outcome, reason })));
  await db.outbox.bulkDelete(dropped.map(({ seq }) => seq));
  await db.outbox.bulkPut(kept);
  if (kept.length === 0 && isDeleted(record)) {
    await db.entities(entityType).delete(record.id);
  } else {
    await db.entities(entityType).put(record);
  }
}
