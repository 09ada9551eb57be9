import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, type RefObject, type UIEvent } from 'react';
import type { ListView } from './list-view';

export interface VirtualRows {
  readonly scrollRef: RefObject<HTMLDivElement | null>;
  readonly items: readonly { readonly index: number; readonly start: number }[];
  readonly totalPx: number;
  readonly onScroll: (event: UIEvent<HTMLDivElement>) => void;
}

/**
 * The rows in sight of a scrolling element whose rows all have the same height. The offset is remembered in
 * the view and restored when the list is shown again; another search or order begins at the top.
 */
export function useVirtualRows(
  count: number,
  rowHeightPx: number,
  view: ListView,
  onChange: (view: ListView) => void,
): VirtualRows {
  const scrollRef = useRef<HTMLDivElement>(null);
  const firstOffset = useRef(view.scrollTop);
  // eslint-disable-next-line react-hooks/incompatible-library -- the virtualizer is read in this render only
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => scrollRef.current,
    estimateSize: () => rowHeightPx,
    overscan: 12,
    initialOffset: firstOffset.current,
  });
  const { query, sort } = view;
  const shown = useRef({ query, sort });
  useEffect(() => {
    if (shown.current.query === query && shown.current.sort === sort) return;
    shown.current = { query, sort };
    scrollRef.current?.scrollTo({ top: 0 });
  }, [query, sort]);
  return {
    scrollRef,
    items: virtualizer.getVirtualItems(),
    totalPx: virtualizer.getTotalSize(),
    onScroll: (event) => onChange({ ...view, scrollTop: event.currentTarget.scrollTop }),
  };
}
