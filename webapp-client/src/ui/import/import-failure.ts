import { isQuotaError } from '../../sync';

/** Why the device could not keep an import, in words for the user. */
export function importFailureWording(thrown: unknown): string {
  if (isQuotaError(thrown)) {
    return 'This device has no room left for these records, so none of them was imported. Free some space and try again.';
  }
  const reason = thrown instanceof Error ? thrown.message : String(thrown);
  return `The browser refused to store the records (${reason}). None of them was imported; you can try again.`;
}
