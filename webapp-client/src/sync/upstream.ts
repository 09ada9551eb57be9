// Push: the outbox goes to the server, batch by batch, in the order of the edits.
//
// 1. A batch is sealed, in a transaction, before it is sent: what was sent once never changes, and the
//    server answers a repeated change as it did the first time.
// 2. A kill at any point leaves entries `syncing`; the next run sends them again.
// 3. While the server works on a batch, the answers to the one before are stored and the next one is sealed.
//    So a batch may be sent before the answers to the one before are stored: a kill in between sends both again.
import { applyResults, refused } from './apply-results';
import { type Batch, type BatchLimits, cutBatch } from './batch';
import type { Answer, Failure } from './http';
import { formatAfter, isOlder } from './carry-over';
import type { OutboxEntry } from './database';
import type { ConflictRules } from './conflict-rules';
import type { Stamp } from './domain';
import { baseOf, isReadable } from './fold';
import type { Checkpoint } from './metadata';
import { canMerge } from './reconcile';
import { decideRetry } from './retry';
import { DONE, type Run, type StepOutcome, type SyncDevice, inRunTransaction } from './run';
import type { PushRequest, PushResponse } from './state-api';

const UNREADABLE =
  'What this device has stored of the change cannot be read any more. It is kept as it is; save it as a file before you discard it.';

export const NOTHING: Batch = { entries: [], changes: [], isLast: true, stopsAtOlder: false };

/** The first batch of a push, sealed, and what was known when it was. */
export interface PushBegin {
  readonly batch: Batch;
  /** How many entries were pending. */
  readonly total: number;
  readonly checkpoint: Checkpoint;
}

export interface PushOutcome {
  readonly step: StepOutcome;
  /**
   * The checkpoint where the device has everything up to the position after its last batch: there is nothing to
   * pull. Null where it is not known.
   */
  readonly current: Checkpoint | null;
  /** Whether nothing is left but what has to be carried over first. */
  readonly stopsAtOlder: boolean;
}

/**
 * Pushes until nothing is pending, or something fails. Rejected changes are no failure.
 *
 * @param begun what the run's first transaction has sealed; null to begin here
 * @param finish called in the transaction after which nothing is left to push, nor to pull
 */
export async function pushOutbox(
  run: Run,
  begun: PushBegin | null,
  finish: (current: Checkpoint) => Promise<void>,
): Promise<PushOutcome> {
  let limits: BatchLimits | null = null;
  let begin = begun ?? (await beginPush(run, run.pace.limits));
  for (;;) {
    const end = await pushBatches(run, begin, limits, finish);
    if (end.stopped === null) {
      return { step: DONE, current: end.current, stopsAtOlder: end.stopsAtOlder };
    }
    const { failure, batch } = end.stopped;
    await unseal(run);
    if (failure.kind === 'unreachable' && failure.isTimeout === true) {
      run.pace.timedOut(batch);
    }
    if (decideRetry(failure, 0, 0).kind !== 'split') {
      return { step: { kind: 'failed', failure }, current: null, stopsAtOlder: false };
    }
    limits = await splitOrFail(run, batch, failure);
    begin = await beginPush(run, limits ?? run.pace.limits);
  }
}

function beginPush(run: Run, limits: BatchLimits): Promise<PushBegin> {
  return inRunTransaction(run, [], async () => ({
    total: await run.outbox.getPendingCount(),
    batch: await seal(run, NOTHING, limits),
    checkpoint: await run.metadata.getCheckpoint(),
  }));
}

/** A batch that the server works on. */
interface SentBatch {
  readonly batch: Batch;
  readonly answer: Promise<Answer<PushResponse>>;
}

interface PushEnd {
  /** The batch that failed and why; null where nothing is left to push. */
  readonly stopped: { readonly batch: Batch; readonly failure: Failure } | null;
  readonly current: Checkpoint | null;
  readonly stopsAtOlder: boolean;
}

async function pushBatches(
  run: Run,
  { batch: first, total, checkpoint: known }: PushBegin,
  limits: BatchLimits | null,
  finish: (current: Checkpoint) => Promise<void>,
): Promise<PushEnd> {
  let [checkpoint, current]: [Checkpoint, Checkpoint | null] = [known, null];
  let { stopsAtOlder } = first;
  let done = 0;
  let sent = dispatch(run, first, checkpoint);
  while (sent !== null) {
    const { batch } = sent;
    run.onProgress({ phase: 'push', done, total: Math.max(total, done + batch.entries.length) });
    const [answer, sealed]: [Answer<PushResponse>, Batch] = await Promise.all([
      sent.answer,
      // What is saved meanwhile is found once the answers are stored.
      batch.isLast ? NOTHING : sealNext(run, batch, limits ?? run.pace.limits),
    ]);
    if (answer.kind !== 'ok') {
      return { stopped: { batch, failure: answer }, current: null, stopsAtOlder: false };
    }
    const next = dispatch(run, sealed, checkpoint);
    const stored = await applyResults(run, batch.entries, answer.value, {
      behind: sealed.entries.length,
      then: async (moved) => {
        // Nothing next: what was held back because its record was on its way may go now.
        const behind = next === null ? await seal(run, NOTHING, limits ?? run.pace.limits) : NOTHING;
        const isOver = next === null && behind.entries.length === 0 && !behind.stopsAtOlder;
        if (isOver && moved !== null) {
          await finish(moved);
        }
        return { behind, moved };
      },
    });
    done += batch.entries.length;
    current = stored.moved;
    checkpoint = current ?? checkpoint;
    stopsAtOlder = stored.behind.stopsAtOlder;
    sent = next ?? dispatch(run, stored.behind, checkpoint);
  }
  return { stopped: null, current, stopsAtOlder };
}

function dispatch(run: Run, batch: Batch, checkpoint: Checkpoint): SentBatch | null {
  if (batch.entries.length === 0) {
    return null;
  }
  const answer = send(run, batch, checkpoint);
  // If the answers to the batch before cannot be stored nobody waits for this one: that failure is the one to tell.
  answer.catch(() => undefined);
  return { batch, answer };
}

/** Entries that were cut off are pending again: under the lock nobody else can be sending them. */
export function unseal(run: Run): Promise<void> {
  return inRunTransaction(run, [], () => run.outbox.resetSyncing());
}

function sealNext(run: Run, inFlight: Batch, limits: BatchLimits): Promise<Batch> {
  return inRunTransaction(run, [], () => seal(run, inFlight, limits));
}

/**
 * Seals the next batch, in the transaction around it. What cannot be read is set aside, as the server would refuse it;
 * what has to be carried over first is left for the next run.
 */
export async function seal(device: SyncDevice, inFlight: Batch, limits: BatchLimits): Promise<Batch> {
  const { outbox, carryOvers } = device;
  const found = await outbox.getPending(limits.maxChanges + 1, inFlight.entries);
  const unreadable = found.filter((entry) => !isReadable(entry));
  const broken = new Set(unreadable.flatMap(({ group_id }) => group_id ?? []));
  const pending: OutboxEntry[] = [];
  for (const entry of found) {
    if (!isReadable(entry)) {
      await outbox.markFailed(entry, UNREADABLE);
    } else if (entry.group_id !== null && broken.has(entry.group_id)) {
      await outbox.markFailed(entry, 'It was held back because a change that belongs to it cannot be read.');
    } else {
      pending.push(entry);
    }
  }
  const firstOlder = pending.findIndex((entry) => !entry.sealed && isOlder(entry, carryOvers));
  const ready = firstOlder === -1 ? pending : pending.slice(0, firstOlder);
  const checked = await withCheckedBases(device, ready);
  const batch = cutBatch(checked, inFlight.entries, limits);
  const entries = await outbox.markSyncing(batch.entries, inFlight.entries);
  return { ...batch, entries, stopsAtOlder: firstOlder !== -1 };
}

/**
 * The entries with the base that the server is to compare: of updates and deletions whose type's rule merges. It is
 * part of what is sent, so it is written with them and never changes once they are sealed.
 */
async function withCheckedBases(
  { db, rules, carryOvers }: SyncDevice,
  entries: readonly OutboxEntry[],
): Promise<readonly OutboxEntry[]> {
  const changed: OutboxEntry[] = [];
  const checked = entries.map((entry) => {
    const base = entry.sealed ? entry.checked_base : baseToCheck(rules, entry, formatAfter(carryOvers));
    if (base === entry.checked_base) {
      return entry;
    }
    const { checked_base: _, ...unchecked } = entry;
    const again = base === undefined ? unchecked : { ...unchecked, checked_base: base };
    changed.push(again);
    return again;
  });
  if (changed.length > 0) {
    await db.outbox.bulkPut(changed);
  }
  return checked;
}

function baseToCheck(rules: ConflictRules, entry: OutboxEntry, format: number): Stamp | undefined {
  if (entry.action === 'create' || !canMerge(entry, format)) {
    return undefined;
  }
  const { strategy } = rules.getConflictResolver(entry.entity_type);
  return strategy === 'last_write_wins' ? undefined : baseOf(entry)?.updatedAt;
}

async function send(
  run: Run,
  batch: Batch,
  { since, feed, initial }: Checkpoint,
): Promise<Answer<PushResponse>> {
  // In the middle of an initial pull `since` says nothing about the horizon.
  const request: PushRequest = {
    since: initial === null ? since : null,
    feed,
    changes: batch.changes,
    oldest: batch.entries[0]?.created_at ?? null,
  };
  const sentMs = run.platform.nowMs();
  const answer = await run.api.push(request, run.signal);
  if (answer.kind === 'ok') {
    run.pace.answered(batch, run.platform.nowMs() - sentMs);
  }
  return answer;
}

/**
 * The server cannot read the request as it is: half as many changes, until the one to blame is alone.
 *
 * @returns null for as many as the line carries
 */
async function splitOrFail(run: Run, batch: Batch, failure: Failure): Promise<BatchLimits | null> {
  const [first] = batch.entries;
  if (batch.entries.length > 1 || first === undefined) {
    return { ...run.pace.limits, maxChanges: Math.ceil(batch.entries.length / 2) };
  }
  const problem = failure.kind === 'problem' ? failure.problem : null;
  await inRunTransaction(run, [first.entity_type], () =>
    refused(run, first, problem?.detail ?? problem?.title ?? 'The server refused it.'),
  );
  return null;
}
