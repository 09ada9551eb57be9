// What `reconcile` decides about a record, written: the record, its entries and the log, in the transaction around it.
import { formatAfter } from './carry-over';
import type { ConflictReason, OutboxEntry } from './database';
import { type LocalRecord, isDeleted } from './local-record';
import { type Answered, type Reconciled, reconcile } from './reconcile';
import type { SyncDevice } from './run';
import { issuing } from './stamps';

export interface Settling {
  readonly entityType: string;
  /** The server's version. */
  readonly remote: LocalRecord;
  /** What waits for the record, in order. */
  readonly waiting: readonly OutboxEntry[];
  /** The entry that the server has refused for the sake of `remote`; null where `remote` came by itself. */
  readonly answered?: Answered | null;
  /** Whether the server was restored from a backup. */
  readonly isRestored?: boolean;
  readonly reason: ConflictReason;
}

/** Makes the server's version true on the device, with what waits for it. */
export async function settle(device: SyncDevice, settling: Settling): Promise<void> {
  await write(device, settling, await decide(device, settling));
}

/**
 * Asks the rule again about a record that waits for a person: they may have gone on editing, or the rule may be
 * another one.
 *
 * @returns whether it is another question now, or none
 */
export async function settleAgain(device: SyncDevice, settling: Settling): Promise<boolean> {
  const outcome = await decide(device, settling);
  const [before] = settling.waiting;
  const [after, ...others] = outcome.kept;
  const isSame =
    after?.status === 'conflict' &&
    others.length === 0 &&
    JSON.stringify(after.disputed) === JSON.stringify(before?.disputed);
  await write(device, settling, outcome);
  return !isSame;
}

function decide(device: SyncDevice, settling: Settling): Promise<Reconciled> {
  const { rules, platform, carryOvers } = device;
  const { entityType, remote, waiting, answered = null, isRestored = false } = settling;
  return issuing(device, (issue) =>
    reconcile({
      remote,
      waiting,
      answered,
      isRestored,
      resolver: rules.getConflictResolver(entityType),
      fieldNames: rules.fieldNames(entityType),
      format: formatAfter(carryOvers),
      issue,
      newId: () => platform.uuid(),
    }),
  );
}

async function write(
  { db, outbox, conflicts, mayWrite }: SyncDevice,
  { entityType, waiting, reason }: Settling,
  { record, kept, dropped, outcomes }: Reconciled,
): Promise<void> {
  // An edit that the server will not take meets every version that comes, and stands over none.
  const isTold = (outcome: (typeof outcomes)[number]): boolean =>
    mayWrite(entityType) || !kept.some(({ seq }) => seq === outcome.entry.seq);
  await conflicts.log(outcomes.filter(isTold).map((outcome) => ({ ...outcome, reason })));
  const known = new Set(waiting.map(({ id }) => id));
  const firstAnew = kept.findIndex(({ id }) => !known.has(id));
  await db.outbox.bulkDelete(dropped.map(({ seq }) => seq));
  await db.outbox.bulkPut(firstAnew === -1 ? kept : kept.slice(0, firstAnew));
  const [again, ...behind] = firstAnew === -1 ? [] : kept.slice(firstAnew);
  if (again !== undefined) {
    await outbox.requeue(again, behind);
  }
  if (kept.length === 0 && isDeleted(record)) {
    await db.entities(entityType).delete(record.id);
  } else {
    await db.entities(entityType).put(record);
  }
}
