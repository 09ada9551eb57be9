import { useMemo, useSyncExternalStore } from 'react';
import type { EntityTypeSchema } from '../../sync';
import type { RowsByType } from '../list/search-rows';
import { useTidebook } from '../session/tidebook-context';
import type { RecordRows } from './record-rows';
import type { RecordSource, RecordSourceState } from './record-source';

/** The rows of a type, kept up to date while the component is shown. */
export function useRecordRows(entityType: string): RecordSourceState {
  const source = useTidebook().sourceOf(entityType);
  return useSyncExternalStore(source.subscribe, source.getState);
}

/** The rows of every type that the fields of `type` refer to; a type still loading is left out. */
export function useReferencedRows(type: EntityTypeSchema): RowsByType {
  const { schema, sourceOf } = useTidebook();
  const store = useMemo(() => {
    const names = new Set(type.fields.map((field) => field.references));
    const targets = schema.types.filter((target) => names.has(target.name));
    return combineSources(targets.map(({ name }) => [name, sourceOf(name)]));
  }, [type, schema, sourceOf]);
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
