import { isQuotaError } from '../../sync';

/** Why the local database refused a write, in words for the user. */
export function storageFailureWording(thrown: unknown): string {
  if (isQuotaError(thrown)) {
    return 'This device has no room left for your records. Free some space, then save again: what you typed is still here.';
  }
  const reason = thrown instanceof Error ? thrown.message : String(thrown);
  return `The browser refused to store it (${reason}). What you typed is still here: you can try again.`;
}
