// What to do about a failed call: the one place that decides, from the problem's type first and its
// status then, never from the text of a message.
import type { Failure, Problem } from './http';

export type RetryDecision =
  /** Later, by itself. */
  | { readonly kind: 'retry'; readonly afterMs: number }
  /** Not before someone does something: signs in, reloads, is given a role. Everything is kept. */
  | { readonly kind: 'pause'; readonly reason: PauseReason }
  /** The checkpoint is no good any more. */
  | { readonly kind: 'resync' }
  /** The server cannot read the request: smaller ones find the change that is to blame. */
  | { readonly kind: 'split' }
  | { readonly kind: 'stop' };

export type PauseReason = 'not-signed-in' | 'wrong-session' | 'forbidden' | 'client-too-old';

const FIRST_DELAY_MS = 1_000;
const LONGEST_DELAY_MS = 5 * 60_000;

/**
 * @param attempt failures in a row before this one
 * @param random in [0, 1)
 */
export function decideRetry(failure: Failure, attempt: number, random: number): RetryDecision {
  switch (failure.kind) {
    case 'aborted':
      return { kind: 'stop' };
    case 'unreachable':
      return { kind: 'retry', afterMs: backoffMs(attempt, random) };
    case 'problem':
      return byType(failure.problem) ?? byStatus(failure.problem, backoffMs(attempt, random));
  }
}

/** Doubles from 1 s to 5 min; half of it is random, so that devices do not come back all at once. */
export function backoffMs(attempt: number, random: number): number {
  const longest = Math.min(FIRST_DELAY_MS * 2 ** attempt, LONGEST_DELAY_MS);
  return Math.round(longest * (0.5 + random / 2));
}

function byType({ type }: Problem): RetryDecision | null {
  switch (type) {
    case 'not-signed-in':
    case 'wrong-session':
    case 'forbidden':
    case 'client-too-old':
      return { kind: 'pause', reason: type };
    case 'resync-required':
      return { kind: 'resync' };
    default:
      return null;
  }
}

function byStatus({ status, retryAfterMs }: Problem, backoff: number): RetryDecision {
  switch (status) {
    case 401:
      return { kind: 'pause', reason: 'not-signed-in' };
    case 403:
      return { kind: 'pause', reason: 'forbidden' };
    case 426:
      return { kind: 'pause', reason: 'client-too-old' };
    case 400:
    case 413:
    case 422:
      return { kind: 'split' };
    default:
      // 404 too: the application is being deployed. Retry-After is a floor, never a shortcut.
      return { kind: 'retry', afterMs: Math.max(backoff, retryAfterMs ?? 0) };
  }
}
