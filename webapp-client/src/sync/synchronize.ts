// One run, step by step as the protocol has it.
import { carryOverWaiting } from './carry-over';
import { checkDigests } from './check';
import { SYNC_SETTINGS } from './conflict-rules';
import { remoteOf } from './fold';
import type { Failure } from './http';
import { type PullOutcome, knowsAllTypes, pullChanges } from './downstream';
import type { Checkpoint } from './metadata';
import { identityOf } from './reconcile';
import { isFirstPullTooLittle, resync } from './resync';
import { decideRetry } from './retry';
import { settleAgain } from './settle';
import { DONE, type Run, type StepOutcome, type SyncDevice, inRunTransaction } from './run';
import { NOTHING, type PushBegin, type PushOutcome, pushOutbox, seal } from './upstream';

/** Which way. A whole run is up, then down. */
export type Direction = 'both' | 'upstream' | 'downstream';

/** What the first transaction of a run has found and done. */
export interface Opening extends PushBegin {
  /** The number of the run. */
  readonly number: number;
  readonly isResyncDue: boolean;
}

/**
 * Begins a run: all that has to be known or written before the first request, in one transaction. What an earlier
 * run left on its way was cut off and is pending again, and the first batch is sealed.
 */
export async function openRun(device: SyncDevice, direction: Direction): Promise<Opening> {
  const opening = await beginRun(device, direction);
  const { number } = opening;
  if (!opening.batch.stopsAtOlder) {
    return opening;
  }
  await carryOverWaiting(device, number);
  const { db, metadata, platform } = device;
  return db.transaction('rw', [db.outbox, db.metadata], async () => {
    await metadata.touchRun(number, platform.nowMs());
    return { ...opening, batch: await seal(device, NOTHING, device.pace.limits) };
  });
}

function beginRun(device: SyncDevice, direction: Direction): Promise<Opening> {
  const { db, metadata, outbox, platform, rules } = device;
  return db.transaction('rw', [db.outbox, db.metadata, ...settingsOf(device)], async () => {
    const [number, checkpoint, isResyncDue] = await Promise.all([
      metadata.beginRun(platform.nowMs()),
      metadata.getCheckpoint(),
      metadata.isResyncDue(),
      outbox.resetSyncing(),
      rules.learn(db),
    ]);
    const mayPush = direction !== 'downstream' && !isResyncDue;
    const [total, batch] = await Promise.all([
      outbox.getPendingCount(),
      mayPush ? seal(device, NOTHING, device.pace.limits) : NOTHING,
    ]);
    return { number, checkpoint, isResyncDue, total, batch };
  });
}

/** The store that says how conflicts are decided, where there is one. */
function settingsOf({ db }: SyncDevice) {
  return db.entityTypes.includes(SYNC_SETTINGS) ? [db.entities(SYNC_SETTINGS)] : [];
}

/** Runs under the lock. Throws only for the local database. */
export async function synchronize(run: Run, direction: Direction, opening: Opening): Promise<StepOutcome> {
  // 1. Up and down; if the server says that the checkpoint is no good, once more from nothing.
  let outcome = await exchange(run, direction, opening);
  if (outcome.kind === 'failed' && decision(outcome.failure) === 'resync') {
    await inRunTransaction(run, [], () => run.metadata.setResyncDue(true));
    outcome = await exchange(run, direction, null);
  }
  // 2. Then, now and then, whether both have the same.
  if (direction !== 'upstream' && (outcome.kind === 'done' || mayStillRead(outcome.failure))) {
    await checkDigests(run, opening.checkpoint);
  }
  return outcome;
}

/**
 * Asks the rules again about what waits for a person: the user may have gone on editing, or the rule may be another
 * one. Where nothing is in dispute any more, it goes up in this run.
 */
async function reviewAgain(run: Run): Promise<boolean> {
  const inReview = await run.db.outbox.where('status').equals('conflict').toArray();
  const waiting = inReview.filter((entry) => {
    const rule = identityOf(run.rules.getConflictResolver(entry.entity_type));
    return entry.asked_at !== entry.updated_at || entry.asked_of !== rule;
  });
  const types = [...new Set(waiting.map((entry) => entry.entity_type))];
  if (types.length === 0) {
    return false;
  }
  return inRunTransaction(run, types, async () => {
    let isAnyOther = false;
    for (const { entity_type: entityType, entity_id: id } of waiting) {
      const entries = await run.outbox.waitingOf(entityType, id);
      const [first] = entries;
      const remote = first?.status === 'conflict' ? remoteOf(first) : null;
      if (remote !== null) {
        const settling = { entityType, remote, waiting: entries, reason: 'remote-wins' } as const;
        isAnyOther = (await settleAgain(run, settling)) || isAnyOther;
      }
    }
    return isAnyOther;
  });
}

/** @param opening null where a resync has become due since */
async function exchange(run: Run, direction: Direction, opening: Opening | null): Promise<StepOutcome> {
  // A device that must resync may not push before it has (protocol, 5.1).
  const isAsOpened = opening?.isResyncDue === false && !(await reviewAgain(run));
  const begun = isAsOpened ? opening : null;
  const settled = opening === null || opening.isResyncDue ? await resync(run) : DONE;
  if (settled.kind === 'failed') {
    return settled;
  }
  const note = () => run.metadata.setLastSyncedAt(run.clock.now());
  const finish = async ({ types }: Checkpoint): Promise<void> => {
    if (direction === 'both' && knowsAllTypes(run, types)) {
      await note();
    }
  };
  const pushed = direction === 'downstream' ? NOT_PUSHED : await pushOutbox(run, begun, finish);
  const { step } = pushed;
  if (step.kind === 'failed' && !mayStillRead(step.failure)) {
    return step;
  }
  if (direction === 'upstream' || (pushed.current !== null && knowsAllTypes(run, pushed.current.types))) {
    return step;
  }
  const isFinal = step.kind === 'done' && direction === 'both' && !pushed.stopsAtOlder;
  const isUnmoved = begun !== null && begun.batch.entries.length === 0;
  const pulled = await pull(run, isUnmoved ? begun.checkpoint : await run.metadata.getCheckpoint(), isFinal);
  if (pulled.step.kind === 'failed') {
    return pulled.step;
  }
  if (isFinal && !pulled.isNoted) {
    await inRunTransaction(run, [], note);
  }
  return step;
}

const NOT_PUSHED: PushOutcome = { step: DONE, current: null, stopsAtOlder: false };

async function pull(run: Run, checkpoint: Checkpoint, isFinal: boolean): Promise<PullOutcome> {
  return (await isFirstPullTooLittle(run, checkpoint))
    ? { step: await resync(run), isNoted: false }
    : pullChanges(run, checkpoint, isFinal);
}

/** A viewer's push is refused, but the feed is theirs too. */
function mayStillRead(failure: Failure): boolean {
  return failure.kind === 'problem' && failure.problem.type === 'forbidden';
}

function decision(failure: Failure) {
  return decideRetry(failure, 0, 0).kind;
}
