// What the server answered to a batch, made true on the device in one transaction.
import { isMergedOverSeen } from './batch';
import { carried, carriedRecord, isOlder } from './carry-over';
import type { OutboxEntry } from './database';
import { deletedElsewhere } from './deleted-elsewhere';
import type { Stamp } from './domain';
import { baseOf, foldEdit, isReadable, payloadOf, remoteOf, resultOf } from './fold';
import { type LocalRecord, isDeleted } from './local-record';
import { type Checkpoint, GLOBAL } from './metadata';
import { type Run, inRunTransaction } from './run';
import { settle } from './settle';
import type { ChangeResult, PushResponse } from './state-api';
import type { FieldError } from './validate-record';

interface ApplyOptions<T> {
  /** How many entries are on their way behind the batch. */
  readonly behind: number;
  /**
   * Called at the end of the transaction with the checkpoint, if the device has everything up to the position
   * after the push; else with null.
   */
  readonly then: (moved: Checkpoint | null) => Promise<T>;
}

/** @param batch as it was sent; results come in the same order */
export function applyResults<T>(
  run: Run,
  batch: readonly OutboxEntry[],
  response: PushResponse,
  { behind, then }: ApplyOptions<T>,
): Promise<T> {
  const types = [...new Set(batch.map((entry) => entry.entity_type))];
  return inRunTransaction(run, types, async () => {
    const results = resultsById(batch, response);
    const acknowledged: OutboxEntry[] = [];
    for (const entry of batch) {
      const result = results.get(entry.id) as ChangeResult;
      // Not awaited where there is nothing to do: the transaction would be lost after a hundred turns
      // without a request of its own.
      if (isAsSent(entry, result) || (await applyResult(run, entry, result))) {
        acknowledged.push(entry);
      }
    }
    await run.outbox.markSynced(acknowledged, behind);
    return then(await moveCheckpoint(run, batch, results, response));
  });
}

function resultsById(batch: readonly OutboxEntry[], response: PushResponse): Map<string, ChangeResult> {
  const results = new Map(response.results.map((result) => [result.id, result]));
  if (batch.some((entry) => !results.has(entry.id))) {
    throw new Error('The server answered to other changes than those sent.');
  }
  return results;
}

/** The usual case: the record is already what the server has now. */
function isAsSent(entry: OutboxEntry, result: ChangeResult): boolean {
  return (
    result.status === 'applied' &&
    result.updatedAt === entry.updated_at &&
    result.entity === undefined &&
    entry.remote_json === undefined &&
    entry.action !== 'delete'
  );
}

/** @returns whether the server has the change */
async function applyResult(run: Run, entry: OutboxEntry, result: ChangeResult): Promise<boolean> {
  switch (result.status) {
    case 'applied':
      await (result.entity !== undefined || entry.remote_json !== undefined
        ? appliedBesideOthers(run, entry, result)
        : applied(run, entry, result.updatedAt));
      return true;
    case 'superseded':
    case 'conflict':
      await overruled(run, entry, result);
      return false;
    case 'blocked':
      await run.outbox.markFailed(entry, 'It was held back because a change that belongs to it was refused.');
      return false;
    case 'rejected':
      await refused(run, entry, describe(result.errors));
      return false;
  }
}

async function applied(run: Run, entry: OutboxEntry, used: Stamp): Promise<void> {
  const store = run.db.entities(entry.entity_type);
  const behind = await entriesBehind(run, entry);
  const [next] = behind;
  if (next !== undefined) {
    const base = baseOf(next);
    if (base !== null && used !== entry.updated_at) {
      await run.db.outbox.put({ ...next, base_json: JSON.stringify(restamped(base, entry, used)) });
    }
    return;
  }
  const record = await store.get(entry.entity_id);
  if (entry.action === 'delete') {
    await store.delete(entry.entity_id);
  } else if (record !== undefined) {
    await store.put(restamped(record, entry, used));
  }
}

/** The server has the change, and others' edits of the record too, made before it or after it. */
async function appliedBesideOthers(
  run: Run,
  entry: OutboxEntry,
  { entity, updatedAt }: Extract<ChangeResult, { status: 'applied' }>,
): Promise<void> {
  const behind = await entriesBehind(run, entry);
  const remote =
    entity === undefined ? restamped(resultOf(entry, remoteOf(entry)), entry, updatedAt) : entity;
  if (remote !== null) {
    const { entity_type: entityType } = entry;
    await settle(run, { entityType, remote, waiting: behind, reason: 'superseded' });
  } else if (behind.length > 0) {
    await deletedElsewhere(run, behind);
  } else {
    await run.db.entities(entry.entity_type).delete(entry.entity_id);
  }
}

function restamped(record: LocalRecord, entry: OutboxEntry, used: Stamp): LocalRecord {
  const was = (stamp: Stamp | null) => (stamp === entry.updated_at ? used : stamp);
  return {
    ...record,
    updatedAt: used,
    createdAt: entry.action === 'create' ? (was(record.createdAt) ?? used) : record.createdAt,
    deletedAt: was(record.deletedAt),
  };
}

/** The server keeps its own version. The rule says what becomes of the edit and of those behind it. */
async function overruled(
  run: Run,
  entry: OutboxEntry,
  { entity: remote, status }: Extract<ChangeResult, { status: 'superseded' | 'conflict' }>,
): Promise<void> {
  const waiting = [entry, ...(await entriesBehind(run, entry))];
  if (remote === null) {
    await (status === 'conflict' && isRevival(entry)
      ? makeAnew(run, entry, waiting.slice(1))
      : deletedElsewhere(run, waiting));
    return;
  }
  const { entity_type: entityType } = entry;
  await settle(run, {
    entityType,
    remote,
    waiting,
    answered: { seq: entry.seq, status },
    reason: 'superseded',
  });
}

/** Whether the edit brings back a deleted record. */
function isRevival(entry: OutboxEntry): boolean {
  const base = baseOf(entry);
  return entry.action === 'update' && base !== null && isDeleted(base);
}

/** The server knows nothing of the deletion any more that the edit started from, so there is nobody's version to meet. */
async function makeAnew(run: Run, entry: OutboxEntry, behind: readonly OutboxEntry[]): Promise<void> {
  const { checked_base: _1, remote_json: _2, ...edit } = entry;
  const store = run.db.entities(entry.entity_type);
  const record = await store.get(entry.entity_id);
  if (record !== undefined) {
    await store.put({ ...record, createdAt: entry.updated_at });
  }
  const fields = Object.entries(payloadOf(entry)).filter(([, value]) => value !== null);
  await run.outbox.requeue(
    {
      ...edit,
      id: run.platform.uuid(),
      action: 'create',
      payload_json: JSON.stringify(Object.fromEntries(fields)),
      base_json: null,
      status: 'pending',
      sealed: false,
    },
    behind,
  );
}

/**
 * The server will never take the change as it is. Kept as failed with the reason; an edit made meanwhile counts as its
 * correction. Called in a transaction over the record's type.
 */
export async function refused(run: Run, entry: OutboxEntry, message: string): Promise<void> {
  const behind = await entriesBehind(run, entry);
  if (isOlder(entry, run.carryOvers)) {
    // It was sealed before it could be carried over. The server has answered, so it may go up in another form.
    const fresh = { id: run.platform.uuid(), status: 'pending', sealed: false } as const;
    await run.outbox.requeue({ ...carried(entry, run.carryOvers), ...fresh }, behind);
    const store = run.db.entities(entry.entity_type);
    const record = await store.get(entry.entity_id);
    if (record !== undefined) {
      // A pull since may have merged the payload over the server's version, as it was.
      await store.put(carriedRecord(record, entry, run.carryOvers));
    }
    return;
  }
  await run.outbox.markFailed(entry, message);
  const [next, ...others] = behind;
  const after = await run.db.entities(entry.entity_type).get(entry.entity_id);
  if (next === undefined || after === undefined || !isReadable(next)) {
    return;
  }
  const failed: OutboxEntry = { ...entry, status: 'failed' };
  const { entity_type: entityType, action } = next;
  const edit = { entityType, action, after, before: null, payload: payloadOf(next) };
  const decision = foldEdit([failed], edit, run.outbox.origin());
  if (decision.kind === 'add') {
    return; // of a group: it failed as it was made, and the edit behind it stands for itself
  }
  await run.db.outbox.bulkDelete([entry.seq, next.seq]);
  if (decision.kind === 'vanish') {
    await run.db.entities(entityType).delete(entry.entity_id);
  } else {
    await run.outbox.requeue(decision.entry, others);
  }
}

function describe(errors: readonly FieldError[]): string {
  const texts = errors.map(({ field, message }) => (field === '' ? message : `${field}: ${message}`));
  return texts.join(' ') || 'The server refused it.';
}

async function entriesBehind(run: Run, entry: OutboxEntry): Promise<OutboxEntry[]> {
  const waiting = await run.outbox.waitingOf(entry.entity_type, entry.entity_id);
  return waiting.filter((other) => other.seq > entry.seq);
}

/**
 * If nobody else wrote between the checkpoint and this push, and nothing was merged over what this
 * device has not seen, then the device has everything up to the position after it. When in doubt the
 * checkpoint stays, and the next pull brings the device's own changes once more, which is harmless.
 */
async function moveCheckpoint(
  run: Run,
  batch: readonly OutboxEntry[],
  results: ReadonlyMap<string, ChangeResult>,
  response: PushResponse,
): Promise<Checkpoint | null> {
  const checkpoint = await run.metadata.getCheckpoint();
  const isWhole =
    checkpoint.initial === null &&
    checkpoint.feed === response.feed &&
    checkpoint.since === response.previous &&
    response.results.every((result) => result.status === 'applied') &&
    batch.every((entry) => isMergedOverSeen(entry, results.get(entry.id) as ChangeResult, checkpoint.types));
  const pushed_at = run.clock.now();
  if (!isWhole) {
    // What was refused was answered, but the user would read that it has been sent.
    if (response.results.some(({ status }) => status !== 'rejected' && status !== 'blocked')) {
      await run.metadata.setPushedAt(pushed_at);
    }
    return null;
  }
  const moved = { ...checkpoint, since: response.updatedAt };
  await run.metadata.setCheckpoint(moved, GLOBAL, { pushed_at });
  return moved;
}
