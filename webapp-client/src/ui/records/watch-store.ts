import { liveQuery, type Table } from 'dexie';

/**
 * Calls back once at the beginning and after every change of a store, made by whichever tab or worker. The
 * query behind it only counts: what changed is read when there is time for it. Returns a function that ends it.
 */
export function watchStore<T, K>(store: Table<T, K>, onChange: () => void): () => void {
  const subscription = liveQuery(() => store.count()).subscribe({
    next: onChange,
    error: (thrown) => {
      console.error(`The store ${store.name} could not be watched`, thrown);
      // The read that follows fails too, and tells the user.
      onChange();
    },
  });
  return () => subscription.unsubscribe();
}
