import type { MappingStorage } from '../../import';

/**
 * Where mappings are remembered: the browser's local storage. Where it may not be used or is full, a mapping is
 * simply not remembered; the next import then starts from a guess and nothing is lost.
 */
export const mappingStorage: MappingStorage = {
  getItem: (key) => whereAllowed(() => window.localStorage.getItem(key)),
  setItem: (key, value) => {
    whereAllowed(() => {
      window.localStorage.setItem(key, value);
      return null;
    });
  },
};

function whereAllowed(access: () => string | null): string | null {
  try {
    return access();
  } catch (refused) {
    // Blocked and full storage are the two cases that the browser reports in this way.
    if (refused instanceof DOMException) return null;
    throw refused;
  }
}
