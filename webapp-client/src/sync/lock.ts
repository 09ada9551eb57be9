// A Web Lock that is held for as long as something lasts, and taken from a holder that hangs.
import type { RunLocks } from './platform';

/** The lock was taken away while it was held. What was going on under it may still go on. */
export class LockLostError extends Error {
  override readonly name = 'LockLostError';
}

interface LockWish {
  readonly locks: RunLocks;
  readonly name: string;
  /** Gives up the wait; nothing once the lock is held. */
  readonly signal: AbortSignal;
  /** Watches the holder for as long as it is waited for. @returns ends the watch */
  readonly watch: (onHung: () => void) => () => void;
}

/**
 * Waits for the lock and holds it while `body` lasts.
 *
 * @throws LockLostError if someone took the lock; an `AbortError` if `signal` ended the wait
 */
export async function holdLock<T>(
  { locks, name, signal, watch }: LockWish,
  body: () => Promise<T>,
): Promise<T> {
  const hung = new AbortController();
  const endWatch = watch(() => {
    hung.abort();
  });
  const turn: { state: 'waiting' | 'holding' | 'ended' } = { state: 'waiting' };
  const hold = (): Promise<T> => {
    turn.state = 'holding';
    endWatch();
    return body().finally(() => {
      turn.state = 'ended';
    });
  };
  const request = async (options: { signal?: AbortSignal; steal?: boolean }): Promise<T> => {
    try {
      return await locks.request(name, options, hold);
    } catch (error) {
      // The browser rejects although `body` still goes on. An abort that ends `body` is its own.
      throw turn.state === 'holding' && isAbort(error)
        ? new LockLostError('Another has taken the lock.')
        : error;
    }
  };
  try {
    return await request({ signal: AbortSignal.any([signal, hung.signal]) });
  } catch (error) {
    if (turn.state !== 'waiting' || !hung.signal.aborted || signal.aborted) {
      throw error;
    }
    return await request({ steal: true });
  } finally {
    endWatch();
  }
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}
