/** Why the local database refused a write, in words for the user. */
export function storageFailureWording(thrown: unknown): string {
  const names = namesOf(thrown);
  if (names.includes('QuotaExceededError')) {
    return 'This device has no room left for your records. Free some space, then save again: what you typed is still here.';
  }
  const reason = thrown instanceof Error ? thrown.message : String(thrown);
  return `The browser refused to store it (${reason}). What you typed is still here: you can try again.`;
}

/** The names of an error and of what caused it: Dexie wraps the browser's own. */
function namesOf(thrown: unknown): string[] {
  if (!(thrown instanceof Error)) return [];
  const inner: unknown = 'inner' in thrown ? thrown.inner : thrown.cause;
  return [thrown.name, ...(inner === thrown ? [] : namesOf(inner))];
}
