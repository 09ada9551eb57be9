import { useCallback, useState } from 'react';
import type { EntityTypeSchema } from '../../sync';
import type { Column } from './columns';
import type { Sort } from './sort-rows';

/** How a list is looked at: what is searched, how it is sorted, and how far it is scrolled, in pixels. */
export interface ListView {
  readonly query: string;
  readonly sort: Sort;
  readonly scrollTop: number;
}

// Kept while the page lives, so that a list is found as it was left when a form is closed.
const viewsByType = new Map<string, ListView>();

/** The view of a type's list, remembered over a visit to a form. */
export function useListView(
  type: EntityTypeSchema,
  columns: readonly Column[],
): [ListView, (view: ListView) => void] {
  const [, redraw] = useState(0);
  const view = viewsByType.get(type.name) ?? firstView(columns);
  const setView = useCallback(
    (next: ListView) => {
      const before = viewsByType.get(type.name);
      viewsByType.set(type.name, next);
      // The scroll offset is only remembered: drawing anew for it would make scrolling slow.
      if (before?.query !== next.query || before.sort !== next.sort) redraw((count) => count + 1);
    },
    [type.name],
  );
  return [view, setView];
}

/** Forgets how the lists were looked at, when another user signs in. */
export function forgetListViews(): void {
  viewsByType.clear();
}

/** By the first column; dates begin with the newest. */
export function firstView(columns: readonly Column[]): ListView {
  const first = columns[0]?.field;
  return {
    query: '',
    sort: { field: first?.name ?? '', descending: first?.type === 'date' },
    scrollTop: 0,
  };
}
