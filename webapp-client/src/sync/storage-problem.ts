// Errors of IndexedDB, as the page shows them.
import type { SyncProblem } from './sync-status';

/** A full disk is a state that the user can do something about; anything else of IndexedDB is `storage`. */
export function storageProblem(error: unknown): SyncProblem {
  return isQuotaError(error)
    ? { kind: 'storage-full', message: 'This device has no room left. Free some space; nothing was lost.' }
    : { kind: 'storage', message: 'The local database could not be written. It will be tried again.' };
}

/** Whether the browser refused a write for lack of room; Dexie may wrap that in an abort. */
export function isQuotaError(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) {
    return false;
  }
  const { name, inner, cause } = error as { name?: unknown; inner?: unknown; cause?: unknown };
  const within = inner ?? cause;
  return name === 'QuotaExceededError' || (within !== error && isQuotaError(within));
}
