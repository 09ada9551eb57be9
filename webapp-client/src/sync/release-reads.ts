// Single reads that let go of their store as soon as the browser has read.
//
// A transaction ends by itself only once its page has taken the answer. A page that is busy drawing takes it
// late, and until then every write to the store waits, those of the engine in its worker too. A read that is
// told to commit along with its one request ends without the page.
import Dexie, { type DBCore, type DBCoreTransaction, type Middleware } from 'dexie';

/** Dexie says whether a transaction was made for one call; its types do not. */
interface MaybeExplicit {
  readonly explicit?: boolean;
  readonly idbtrans: unknown;
}

export const releaseReads: Middleware<DBCore> = {
  stack: 'dbcore',
  name: 'release-reads',
  // Beneath all others: what they ask for on their own goes by here too.
  level: 0,
  create: (core) => ({
    ...core,
    table(name) {
      const table = core.table(name);
      return {
        ...table,
        get: (request) => released(request.trans, table.get(request)),
        query: (request) =>
          // Some browsers read backwards with a cursor, which is one request after the other.
          (request.direction ?? 'next') === 'next'
            ? released(request.trans, table.query(request))
            : table.query(request),
        count: (request) => released(request.trans, table.count(request)),
      };
    },
  }),
};

function released<T>(trans: DBCoreTransaction, answer: T): T {
  const current = Dexie.currentTransaction as unknown as MaybeExplicit | null;
  const { mode, commit } = trans as unknown as { mode: string; commit?: () => void };
  if (mode === 'readonly' && current !== null && current.idbtrans === trans && current.explicit !== true) {
    commit?.call(trans);
  }
  return answer;
}
