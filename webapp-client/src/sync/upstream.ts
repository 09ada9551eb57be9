// Push: the outbox goes to the server, batch by batch, in the order of the edits.
//
// 1. A batch is sealed, in a transaction, before it is sent: what was sent once never changes, and the
//    server answers a repeated change as it did the first time.
// 2. A kill at any point leaves entries `syncing`; the next run sends them again.
// 3. While the server works on a batch, the answers to the one before are stored and the next one is sealed.
//    So a batch may be sent before the answers to the one before are stored: a kill in between sends both again.
import { applyResults } from './apply-results';
import { type Batch, type BatchLimits, FULL_BATCH, cutBatch } from './batch';
import type { Answer, Failure } from './http';
import { carryOverWaiting, isOlder } from './carry-over';
import { decideRetry } from './retry';
import { DONE, type Run, type StepOutcome, inRunTransaction } from './run';
import type { PushRequest, PushResponse } from './state-api';

const NOTHING: Batch = { entries: [], changes: [] };

/** Pushes until nothing is pending, or something fails. Rejected changes are no failure. */
export async function pushOutbox(run: Run): Promise<StepOutcome> {
  let limits = FULL_BATCH;
  for (;;) {
    const stopped = await pushBatches(run, limits);
    if (stopped === null) {
      return DONE;
    }
    await unseal(run);
    if (decideRetry(stopped.failure, 0, 0).kind !== 'split') {
      return { kind: 'failed', failure: stopped.failure };
    }
    limits = await splitOrFail(run, stopped.batch, stopped.failure);
  }
}

/** A batch that the server works on. */
interface SentBatch {
  readonly batch: Batch;
  readonly answer: Promise<Answer<PushResponse>>;
}

/** @returns the batch that failed and why; null where nothing is left to push */
async function pushBatches(
  run: Run,
  limits: BatchLimits,
): Promise<{ batch: Batch; failure: Failure } | null> {
  const total = await run.outbox.getPendingCount();
  let done = 0;
  let sent = dispatch(run, await sealNext(run, NOTHING, limits));
  while (sent !== null) {
    const { batch } = sent;
    run.onProgress({ phase: 'push', done, total: Math.max(total, done + batch.entries.length) });
    const [answer, sealed]: [Answer<PushResponse>, Batch] = await Promise.all([
      sent.answer,
      sealNext(run, batch, limits),
    ]);
    if (answer.kind !== 'ok') {
      return { batch, failure: answer };
    }
    const next = dispatch(run, sealed);
    await applyResults(run, batch.entries, answer.value, sealed.entries.length);
    done += batch.entries.length;
    // Nothing next: what was held back because its record was on its way may go now.
    sent = next ?? dispatch(run, await sealNext(run, NOTHING, limits));
  }
  return null;
}

function dispatch(run: Run, batch: Batch): SentBatch | null {
  if (batch.entries.length === 0) {
    return null;
  }
  const answer = send(run, batch);
  // If the answers to the batch before cannot be stored nobody waits for this one: that failure is the one to tell.
  answer.catch(() => undefined);
  return { batch, answer };
}

/** Entries that were cut off are pending again: under the lock nobody else can be sending them. */
export function unseal(run: Run): Promise<void> {
  return inRunTransaction(run, [], () => run.outbox.resetSyncing());
}

async function sealNext(run: Run, inFlight: Batch, limits: BatchLimits): Promise<Batch> {
  for (;;) {
    const batch = await sealUnlessOlder(run, inFlight, limits);
    if (batch !== null) {
      return batch;
    }
    await carryOverWaiting(run);
  }
}

/** @returns null if an older version of the application, open in another tab, has written one of the entries */
function sealUnlessOlder(run: Run, inFlight: Batch, limits: BatchLimits): Promise<Batch | null> {
  return inRunTransaction(run, [], async () => {
    const pending = await run.outbox.getPending(limits.maxChanges + 1, inFlight.entries);
    if (pending.some((entry) => !entry.sealed && isOlder(entry, run.carryOvers))) {
      return null;
    }
    const batch = cutBatch(pending, inFlight.entries, limits);
    const entries = await run.outbox.markSyncing(batch.entries, inFlight.entries);
    return { entries, changes: batch.changes };
  });
}

async function send(run: Run, batch: Batch): Promise<Answer<PushResponse>> {
  const { since, feed, initial } = await run.metadata.getCheckpoint();
  // In the middle of an initial pull `since` says nothing about the horizon.
  const request: PushRequest = { since: initial === null ? since : null, feed, changes: batch.changes };
  return run.api.push(request, run.signal);
}

/** The server cannot read the request as it is: half as many changes, until the one to blame is alone. */
async function splitOrFail(run: Run, batch: Batch, failure: Failure): Promise<BatchLimits> {
  const [first] = batch.entries;
  if (batch.entries.length > 1 || first === undefined) {
    return { ...FULL_BATCH, maxChanges: Math.ceil(batch.entries.length / 2) };
  }
  const problem = failure.kind === 'problem' ? failure.problem : null;
  await inRunTransaction(run, [], async () => {
    await run.outbox.markFailed(first, problem?.detail ?? problem?.title ?? 'The server refused it.');
  });
  return FULL_BATCH;
}
