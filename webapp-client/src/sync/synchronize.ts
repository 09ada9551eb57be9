// One run, step by step as the protocol has it.
import { checkDigests } from './check';
import type { Failure } from './http';
import { pullChanges } from './downstream';
import { isFirstPullTooLittle, resync } from './resync';
import { decideRetry } from './retry';
import { DONE, type Run, type StepOutcome, inRunTransaction } from './run';
import { pushOutbox, unseal } from './upstream';

/** Which way. A whole run is up, then down. */
export type Direction = 'both' | 'upstream' | 'downstream';

/** Runs under the lock. Throws only for the local database. */
export async function synchronize(run: Run, direction: Direction): Promise<StepOutcome> {
  // 1. What an earlier run left on its way was cut off.
  await unseal(run);
  const before = await run.metadata.getCheckpoint();
  // 2. Up and down; if the server says that the checkpoint is no good, once more from nothing.
  let outcome = await exchange(run, direction);
  if (outcome.kind === 'failed' && decision(outcome.failure) === 'resync') {
    await inRunTransaction(run, [], () => run.metadata.setResyncDue(true));
    outcome = await exchange(run, direction);
  }
  // 3. Then, now and then, whether both have the same.
  if (direction !== 'upstream' && (outcome.kind === 'done' || mayStillRead(outcome.failure))) {
    await checkDigests(run, before);
  }
  return outcome;
}

async function exchange(run: Run, direction: Direction): Promise<StepOutcome> {
  // A device that must resync may not push before it has (protocol, 5.1).
  const settled = (await run.metadata.isResyncDue()) ? await resync(run) : DONE;
  if (settled.kind === 'failed') {
    return settled;
  }
  const pushed = direction === 'downstream' ? DONE : await pushOutbox(run);
  if (pushed.kind === 'failed' && !mayStillRead(pushed.failure)) {
    return pushed;
  }
  const pulled = direction === 'upstream' ? DONE : await pull(run);
  if (pulled.kind === 'failed') {
    return pulled;
  }
  if (pushed.kind === 'done' && direction === 'both') {
    await inRunTransaction(run, [], () => run.metadata.setLastSyncedAt(run.clock.now()));
  }
  return pushed;
}

async function pull(run: Run): Promise<StepOutcome> {
  return (await isFirstPullTooLittle(run)) ? resync(run) : pullChanges(run);
}

/** A viewer's push is refused, but the feed is theirs too. */
function mayStillRead(failure: Failure): boolean {
  return failure.kind === 'problem' && failure.problem.type === 'forbidden';
}

function decision(failure: Failure) {
  return decideRetry(failure, 0, 0).kind;
}
