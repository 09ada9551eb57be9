// One run at a time per tenant, over all tabs and the service worker.
//
// The Web Lock keeps runs apart. The run number in `sync_metadata` covers what a lock cannot: a tab that
// froze while it held the lock. The one that takes over begins a new run, and from then on every
// transaction of the old one is void. Where a browser has no Web Locks the number alone does it.
import { LockLostError, holdLock } from './lock';
import { type Metadata, RunReplacedError } from './metadata';
import type { Platform } from './platform';

/** A run that has written nothing for so long hangs: every request of it would have timed out. */
const HUNG_AFTER_MS = 3 * 60_000;
const WATCH_EVERY_MS = 30_000;

interface LockContext {
  readonly platform: Platform;
  readonly metadata: Metadata;
  readonly tenantId: string;
  readonly signal: AbortSignal;
}

/** Waits for the lock and holds it while `body` begins a run and performs it. Rejects if `signal` aborts the wait. */
export async function withRunLock<T>(context: LockContext, body: () => Promise<T>): Promise<T> {
  const { platform, tenantId, signal } = context;
  const { locks } = platform;
  const name = `tidebook-sync-${tenantId}`;
  if (locks === null) {
    return body();
  }
  const watch = (onHung: () => void) => watchHolder(context, onHung);
  try {
    return await holdLock({ locks, name, signal, watch }, body);
  } catch (error) {
    throw error instanceof LockLostError ? new RunReplacedError('Another run has taken the lock.') : error;
  }
}

/** Looks now and then whether the holder still lives; calls `onHung` if not. @returns ends the watch */
function watchHolder({ platform, metadata }: LockContext, onHung: () => void): () => void {
  let ended = false;
  let cancel = (): void => undefined;
  const check = async (): Promise<void> => {
    const silentMs = platform.nowMs() - (await metadata.lastRunTouchedMs());
    if (!ended && silentMs > HUNG_AFTER_MS) {
      onHung();
    }
  };
  const schedule = (): void => {
    if (ended) {
      return;
    }
    cancel = platform.after(WATCH_EVERY_MS, () => {
      check().then(schedule, (error: unknown) => {
        console.error('The holder of the sync lock cannot be watched', error);
      });
    });
  };
  schedule();
  return () => {
    ended = true;
    cancel();
  };
}
