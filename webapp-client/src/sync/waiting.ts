// Waits that end by time or by a signal.
import type { Platform } from './platform';

/** Resolves once `signal` is aborted. */
export function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => {
      resolve();
    });
    if (signal.aborted) {
      resolve();
    }
  });
}

/** Waits for `work`, but no longer than `delayMs`; what it does goes on then. */
export async function atMost(platform: Platform, delayMs: number, work: Promise<unknown>): Promise<void> {
  let cancel = (): void => undefined;
  const tooLong = new Promise<void>((resolve) => {
    cancel = platform.after(delayMs, resolve);
  });
  try {
    await Promise.race([work, tooLong]);
  } finally {
    cancel();
  }
}

/** Waits `delayMs`, or until `signal` is aborted. */
export function pause(platform: Platform, delayMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      cancel();
      signal.removeEventListener('abort', end);
      resolve();
    };
    const cancel = platform.after(delayMs, end);
    signal.addEventListener('abort', end);
    if (signal.aborted) {
      end();
    }
  });
}
