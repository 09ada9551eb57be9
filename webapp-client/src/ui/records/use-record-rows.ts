import { useMemo, useSyncExternalStore } from 'react';
import type { EntityTypeSchema } from '../../sync';
import type { RowsByType } from '../list/search-rows';
import { referencedTypes, type RecordHolder } from './referenced-types';
import { useTidebook } from '../session/tidebook-context';
import type { RecordRows } from './record-rows';
import type { RecordSource, RecordSourceState } from './record-source';

/** The rows of a type, kept up to date while the component is shown. */
export function useRecordRows(entityType: string): RecordSourceState {
  const source = useTidebook().sourceOf(entityType);
  return useSyncExternalStore(source.subscribe, source.getState);
}

/** The rows of every type that these records of `type` refer to; a type still loading is left out. */
export function useReferencedRows(type: EntityTypeSchema, rows: readonly RecordHolder[]): RowsByType {
  const { schema, sourceOf } = useTidebook();
  // As a text, so that rows that name the same types as before change nothing.
  const names = useMemo(() => referencedTypes(type, rows).join(' '), [type, rows]);
  const store = useMemo(() => {
    const wanted = new Set(names.split(' '));
    const targets = schema.types.filter((target) => wanted.has(target.name));
    return combineSources(targets.map(({ name }) => [name, sourceOf(name)]));
  }, [names, schema, sourceOf]);
  return useSyncExternalStore(store.subscribe, store.getState);
}

/** Several sources as one store; its state keeps its identity until the rows of one of them change. */
function combineSources(sources: readonly (readonly [string, RecordSource])[]) {
  let last: ReadonlyMap<string, RecordRows> = new Map();
  return {
    subscribe: (listener: () => void): (() => void) => {
      const stops = sources.map(([, source]) => source.subscribe(listener));
      return () => stops.forEach((stop) => stop());
    },
    getState: (): RowsByType => {
      const next = new Map<string, RecordRows>();
      for (const [name, source] of sources) {
        const state = source.getState();
        if (state.kind === 'ready') next.set(name, state.rows);
      }
      const same = next.size === last.size && [...next].every(([name, rows]) => last.get(name) === rows);
      if (!same) last = next;
      return last;
    },
  };
}
