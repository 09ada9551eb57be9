// Push: the outbox goes to the server, batch by batch, in the order of the edits.
//
// 1. A batch is sealed, in a transaction, before it is sent: what was sent once never changes, and the
//    server answers a repeated change as it did the first time.
// 2. A kill at any point leaves entries `syncing`; the next run sends them again.
// 3. While the server works on a batch, the next one is sealed.
import { applyResults } from './apply-results';
import { type Batch, type BatchLimits, FULL_BATCH, cutBatch } from './batch';
import type { Failure } from './http';
import { decideRetry } from './retry';
import { DONE, type Run, type StepOutcome, inRunTransaction } from './run';
import type { PushRequest } from './state-api';

const NOTHING: Batch = { entries: [], changes: [] };

/** Pushes until nothing is pending, or something fails. Rejected changes are no failure. */
export async function pushOutbox(run: Run): Promise<StepOutcome> {
  const total = await run.outbox.getPendingCount();
  let done = 0;
  let limits = FULL_BATCH;
  let batch = await sealNext(run, NOTHING, limits);
  while (batch.entries.length > 0) {
    run.onProgress({ phase: 'push', done, total: Math.max(total, done + batch.entries.length) });
    const [answer, next] = await Promise.all([send(run, batch), sealNext(run, batch, limits)]);
    if (answer.kind === 'ok') {
      await applyResults(run, batch.entries, answer.value);
      done += batch.entries.length;
      batch = next.entries.length > 0 ? next : await sealNext(run, NOTHING, limits);
      continue;
    }
    await unseal(run);
    if (decideRetry(answer, 0, 0).kind !== 'split') {
      return { kind: 'failed', failure: answer };
    }
    limits = await splitOrFail(run, batch, answer);
    batch = await sealNext(run, NOTHING, limits);
  }
  return DONE;
}

/** Entries that were cut off are pending again: under the lock nobody else can be sending them. */
export function unseal(run: Run): Promise<void> {
  return inRunTransaction(run, [], () => run.outbox.resetSyncing());
}

function sealNext(run: Run, inFlight: Batch, limits: BatchLimits): Promise<Batch> {
  return inRunTransaction(run, [], async () => {
    const pending = await run.outbox.getPending(limits.maxChanges + 1);
    const batch = cutBatch(pending, inFlight.entries, limits);
    const entries = await run.outbox.markSyncing(batch.entries);
    return { entries, changes: batch.changes };
  });
}

async function send(run: Run, batch: Batch) {
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
