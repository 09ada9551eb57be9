// What the end of a run means for the status and for the next run: a pure decision.
import type { Failure } from './http';
import { type PauseReason, backoffMs, decideRetry } from './retry';
import type { StepOutcome } from './run';
import type { SyncProblem, SyncStatus } from './sync-status';

/** Pokes can be lost (protocol, 7). */
export const AT_LEAST_EVERY_MS = 5 * 60_000;

/** How a run ended. */
export type SyncOutcome =
  | StepOutcome
  /** The local database failed. */
  | { readonly kind: 'broken'; readonly problem: SyncProblem }
  /** Another tab has taken over. */
  | { readonly kind: 'replaced' }
  | { readonly kind: 'stopped' };

export interface Conclusion {
  readonly status: Partial<SyncStatus>;
  /** Until the next run, unless something else makes one due; null for none. */
  readonly nextInMs: number | null;
  /** Whether nothing runs by itself until the engine is started again. */
  readonly isPaused: boolean;
  readonly failuresInARow: number;
}

interface Circumstances {
  readonly failuresInARow: number;
  readonly nowMs: number;
  readonly random: number;
}

const PAUSES: Readonly<Record<PauseReason, string>> = {
  'not-signed-in': 'Sign in again to sync. Everything is kept on this device.',
  'wrong-session': 'Someone else is signed in to this browser. Sign in again to sync.',
  forbidden: 'You may read these books, but not change them.',
  'client-too-old': 'This version is too old for the server. Reload the page to update it.',
};

/** @returns null where nothing follows */
export function conclude(outcome: SyncOutcome, now: Circumstances): Conclusion | null {
  switch (outcome.kind) {
    case 'stopped':
      return null;
    case 'done':
      return {
        status: { state: 'idle', problem: null, nextRetryAt: null },
        nextInMs: AT_LEAST_EVERY_MS,
        isPaused: false,
        failuresInARow: 0,
      };
    case 'replaced':
      return retryIn(backoff(now), { state: 'idle', problem: null }, now);
    case 'broken':
      return retryIn(backoff(now), { state: 'error', problem: outcome.problem }, now);
    case 'failed':
      return concludeFailed(outcome.failure, now);
  }
}

function concludeFailed(failure: Failure, now: Circumstances): Conclusion | null {
  const decision = decideRetry(failure, now.failuresInARow, now.random);
  const broken = { state: 'error', problem: problemOf(failure) } as const;
  switch (decision.kind) {
    case 'stop':
      return null;
    case 'pause':
      return paused(decision.reason, now);
    case 'retry': {
      const isOffline = failure.kind === 'unreachable';
      return retryIn(decision.afterMs, isOffline ? { state: 'offline', problem: null } : broken, now);
    }
    case 'split':
    case 'resync':
      // A pull that the server cannot read, or a second resync in one run: not to be hurried.
      return retryIn(backoff(now), broken, now);
  }
}

function paused(reason: PauseReason, { failuresInARow }: Circumstances): Conclusion {
  // A role may be given back, and the feed is a viewer's too.
  const isPaused = reason !== 'forbidden';
  return {
    status: {
      state: reason === 'not-signed-in' ? 'signed-out' : 'error',
      problem: { kind: reason, message: PAUSES[reason] },
      nextRetryAt: null,
    },
    nextInMs: isPaused ? null : AT_LEAST_EVERY_MS,
    isPaused,
    failuresInARow,
  };
}

function retryIn(delayMs: number, status: Partial<SyncStatus>, now: Circumstances): Conclusion {
  return {
    status: { ...status, nextRetryAt: now.nowMs + delayMs },
    nextInMs: delayMs,
    isPaused: false,
    failuresInARow: now.failuresInARow + 1,
  };
}

function backoff({ failuresInARow, random }: Circumstances): number {
  return backoffMs(failuresInARow, random);
}

function problemOf(failure: Failure): SyncProblem | null {
  if (failure.kind !== 'problem') {
    return null;
  }
  const { type, status, title, detail } = failure.problem;
  return { kind: type === '' ? `status-${String(status)}` : type, message: detail ?? title };
}
