/**
 * One type's rows, kept up to date. Every change of the store asks for a new read, but reads are spaced by how
 * long the last one took: a sync that writes page after page must not spend its time on repainting.
 *
 *   loading ── first read ──▶ ready ── change ──▶ ready (newer rows)
 *      └────── read failed ──▶ failed ── change ──▶ …
 */
import type { EntityTypeSchema, LocalRecord } from '../../sync';
import { noRecordRows, projectRecords, type RecordRows } from './record-rows';

export type RecordSourceState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready'; readonly rows: RecordRows }
  | { readonly kind: 'failed'; readonly error: Error };

export interface RecordSource {
  readonly getState: () => RecordSourceState;
  /** The store is watched while anyone is subscribed; the last rows are kept for the next one. */
  readonly subscribe: (listener: () => void) => () => void;
}

/** Milliseconds of a clock that only runs on, and a timer that the function returned cancels. */
export interface SourceClock {
  readonly nowMs: () => number;
  readonly later: (task: () => void, delayMs: number) => () => void;
}

export interface RecordSourceOptions {
  readonly type: EntityTypeSchema;
  readonly load: () => Promise<LocalRecord[]>;
  /** Calls back after every change of the type's store, from whichever tab or worker. */
  readonly watch: (onChange: () => void) => () => void;
  readonly clock: SourceClock;
}

/** A read may take a quarter of the time at most. */
const pauseFactor = 3;

export function createRecordSource({ type, load, watch, clock }: RecordSourceOptions): RecordSource {
  const listeners = new Set<() => void>();
  let state: RecordSourceState = { kind: 'loading' };
  let rows: RecordRows = noRecordRows;
  let reading = false;
  let changedWhileReading = false;
  let earliestMs = 0;
  let unwatch: (() => void) | null = null;
  let cancelTimer: (() => void) | null = null;

  function update(next: RecordSourceState): void {
    state = next;
    for (const listener of [...listeners]) listener();
  }

  async function read(): Promise<void> {
    cancelTimer = null;
    reading = true;
    changedWhileReading = false;
    const startedMs = clock.nowMs();
    try {
      rows = projectRecords(type, await load(), rows);
      update({ kind: 'ready', rows });
    } catch (thrown) {
      update({ kind: 'failed', error: thrown instanceof Error ? thrown : new Error(String(thrown)) });
    } finally {
      const endedMs = clock.nowMs();
      earliestMs = endedMs + pauseFactor * (endedMs - startedMs);
      reading = false;
      if (changedWhileReading) onChange();
    }
  }

  function onChange(): void {
    if (reading) {
      changedWhileReading = true;
    } else if (cancelTimer === null && listeners.size > 0) {
      const delayMs = Math.max(0, earliestMs - clock.nowMs());
      cancelTimer = clock.later(() => void read(), delayMs);
    }
  }

  return {
    getState: () => state,
    subscribe(listener) {
      listeners.add(listener);
      unwatch ??= watch(onChange);
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        unwatch?.();
        cancelTimer?.();
        unwatch = null;
        cancelTimer = null;
      };
    },
  };
}
