// A device that has nothing to do does nothing.
import Dexie, { type ObservabilitySet } from 'dexie';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TestDevice } from './support/device';
import { FakeServer } from './support/fake-server';

describe('a run with nothing to push', () => {
  let device: TestDevice;

  beforeEach(() => {
    device = new TestDevice(new FakeServer());
  });

  afterEach(() => device.close());

  it('leaves the outbox alone, so that engines of two versions do not wake each other for ever', async () => {
    const tab = await device.tab();
    await tab.sync();
    const written = new Set<string>();
    const note = (parts: ObservabilitySet): void => {
      Object.keys(parts).forEach((part) => written.add(part.split('/')[3] ?? ''));
    };
    Dexie.on('storagemutated', note);
    await tab.sync();
    Dexie.on('storagemutated').unsubscribe(note);

    expect(written).toContain('sync_metadata');
    expect(written).not.toContain('sync_outbox');
  });

  it('reads backwards also where the browser does it with a cursor', async () => {
    const tab = await device.tab();
    await tab.records.save('accounts', { id: 'one', name: 'One' });
    await tab.records.save('accounts', { id: 'two', name: 'Two' });
    const store = IDBObjectStore.prototype as { getAllRecords?: unknown };
    const index = IDBIndex.prototype as { getAllRecords?: unknown };
    const kept = [store.getAllRecords, index.getAllRecords];
    delete store.getAllRecords;
    delete index.getAllRecords;
    try {
      const old = await device.tab();
      const newest = await old.db.outbox.orderBy(':id').reverse().limit(5).toArray();
      expect(newest.map(({ entity_id }) => entity_id)).toEqual(['two', 'one']);
    } finally {
      [store.getAllRecords, index.getAllRecords] = kept;
    }
  });
});
