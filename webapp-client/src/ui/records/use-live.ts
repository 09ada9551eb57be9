import { liveQuery } from 'dexie';
import { useEffect, useState, type DependencyList } from 'react';

export type Live<T> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready'; readonly value: T }
  | { readonly kind: 'failed'; readonly error: Error };

/**
 * The answer of a query of the local database, anew after every change it depends on. Unlike Dexie's own hook
 * it tells "not read yet" from "nothing there", and hands a failure to whoever shows it.
 */
export function useLive<T>(query: () => Promise<T>, dependencies: DependencyList): Live<T> {
  const [live, setLive] = useState<Live<T>>({ kind: 'loading' });
  useEffect(() => {
    const subscription = liveQuery(query).subscribe({
      next: (value) => setLive({ kind: 'ready', value }),
      error: (thrown) =>
        setLive({ kind: 'failed', error: thrown instanceof Error ? thrown : new Error(String(thrown)) }),
    });
    return () => subscription.unsubscribe();
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the caller names what the query depends on
  }, dependencies);
  return live;
}
