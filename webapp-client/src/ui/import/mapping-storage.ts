import type { MappingStorage } from '../../import';
import type { Session } from '../../sync';

// Versions before kept them without saying whose they are, under keys with this beginning.
const NOBODYS = 'tidebook.import.';

/**
 * Where a user's mappings are remembered: the browser's local storage. A mapping holds ids and words of their books.
 * Where the storage may not be used or is full, a mapping is simply not remembered; the next import then starts from a
 * guess and nothing is lost.
 */
export function mappingStorageOf(session: Session): MappingStorage {
  const prefix = prefixOf(session);
  return {
    getItem: (key) => whereAllowed(() => window.localStorage.getItem(prefix + key)),
    setItem: (key, value) => {
      whereAllowed(() => {
        window.localStorage.setItem(prefix + key, value);
        return null;
      });
    },
  };
}

/** Takes a user's mappings from this device, with their records. */
export function forgetMappings(session: Session): void {
  const prefix = prefixOf(session);
  whereAllowed(() => {
    for (const key of Object.keys(window.localStorage)) {
      if (key.startsWith(prefix) || key.startsWith(NOBODYS)) window.localStorage.removeItem(key);
    }
    return null;
  });
}

function prefixOf({ tenant, user }: Session): string {
  return `tidebook/${tenant.id}/${user.id}/`;
}

function whereAllowed(access: () => string | null): string | null {
  try {
    return access();
  } catch (refused) {
    // Blocked and full storage are the two cases that the browser reports in this way.
    if (refused instanceof DOMException) return null;
    throw refused;
  }
}
