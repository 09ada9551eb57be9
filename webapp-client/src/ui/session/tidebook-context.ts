/** What is open for the user who is signed in, for every component beneath the session gate. */
import { createContext, useContext, useSyncExternalStore } from 'react';
import type { SyncService, EntityTypeSchema, Session, SyncStatus, Tidebook } from '../../sync';
import type { RecordSource } from '../records/record-source';

export interface SourcedTidebook extends Tidebook {
  /** The source of a type's rows: one per type and session, so that its rows outlive a visit to a form. */
  readonly sourceOf: (entityType: string) => RecordSource;
}

export interface OpenTidebook extends SourcedTidebook {
  /** Closes these books and opens those of another session. */
  readonly reopen: (session: Session) => void;
}

export const TidebookContext = createContext<OpenTidebook | null>(null);

export function useTidebook(): OpenTidebook {
  const tidebook = useContext(TidebookContext);
  if (tidebook === null) throw new Error('useTidebook is for components beneath the session gate');
  return tidebook;
}

export function useSyncStatus(sync: SyncService): SyncStatus {
  return useSyncExternalStore(
    (listener) => sync.subscribe(listener),
    () => sync.getStatus(),
  );
}

/** The type at an address, or null where the schema has none. */
export function typeAtPath(types: readonly EntityTypeSchema[], path: string): EntityTypeSchema | null {
  return types.find((type) => type.path === path) ?? null;
}
