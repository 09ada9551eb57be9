import { describe, expect, it } from 'vitest';
import type { LocalRecord } from '../../src/sync';
import { createRecordSource } from '../../src/ui/records/record-source';
import { accounts, record } from './fixtures';

/** A store that is read by hand: each read waits until the test answers it. */
function createHarness() {
  let nowMs = 0;
  let tasks: { task: () => void; delayMs: number }[] = [];
  let onChange = () => {};
  const reads: { resolve: (records: LocalRecord[]) => void; reject: (error: Error) => void }[] = [];
  let watching = 0;
  const source = createRecordSource({
    type: accounts,
    load: () => new Promise((resolve, reject) => reads.push({ resolve, reject })),
    watch: (listener) => {
      watching += 1;
      onChange = listener;
      return () => (watching -= 1);
    },
    clock: {
      nowMs: () => nowMs,
      later: (task, delayMs) => {
        const entry = { task, delayMs };
        tasks.push(entry);
        return () => (tasks = tasks.filter((other) => other !== entry));
      },
    },
  });
  return {
    source,
    reads,
    change: () => onChange(),
    isWatching: () => watching > 0,
    delays: () => tasks.map((entry) => entry.delayMs),
    runTasks: () => tasks.splice(0).forEach(({ task }) => task()),
    async answer(records: LocalRecord[], tookMs = 0) {
      nowMs += tookMs;
      reads.shift()?.resolve(records);
      await Promise.resolve();
      await Promise.resolve();
    },
    async fail(error: Error) {
      reads.shift()?.reject(error);
      await Promise.resolve();
      await Promise.resolve();
    },
  };
}

describe('the source of a type’s rows', () => {
  it('reads when the store changes and tells whoever listens', async () => {
    const harness = createHarness();
    let told = 0;
    harness.source.subscribe(() => (told += 1));
    harness.change();
    harness.runTasks();
    await harness.answer([record('a', { name: 'A' })]);
    const state = harness.source.getState();
    expect(told).toBe(1);
    expect(state.kind === 'ready' && state.rows.rows.map((row) => row.label)).toEqual(['A']);
  });

  it('reads once for many changes, and once more for those made while it was reading', async () => {
    const harness = createHarness();
    harness.source.subscribe(() => {});
    harness.change();
    harness.change();
    expect(harness.delays()).toHaveLength(1);
    harness.runTasks();
    harness.change();
    expect(harness.delays()).toHaveLength(0);
    await harness.answer([]);
    expect(harness.delays()).toHaveLength(1);
  });

  it('waits three times as long as the last read took', async () => {
    const harness = createHarness();
    harness.source.subscribe(() => {});
    harness.change();
    harness.runTasks();
    await harness.answer([], 100);
    harness.change();
    expect(harness.delays()).toEqual([300]);
  });

  it('says so when the store cannot be read, and recovers', async () => {
    const harness = createHarness();
    harness.source.subscribe(() => {});
    harness.change();
    harness.runTasks();
    await harness.fail(new Error('disk'));
    expect(harness.source.getState().kind).toBe('failed');
    harness.change();
    harness.runTasks();
    await harness.answer([]);
    expect(harness.source.getState().kind).toBe('ready');
  });

  it('stops watching with the last listener and keeps its rows', async () => {
    const harness = createHarness();
    const stop = harness.source.subscribe(() => {});
    harness.change();
    harness.runTasks();
    await harness.answer([record('a', { name: 'A' })]);
    stop();
    expect(harness.isWatching()).toBe(false);
    expect(harness.source.getState().kind).toBe('ready');
  });
});
