import 'fake-indexeddb/auto';
import Dexie from 'dexie';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { openTidebookDatabase, type TidebookDatabase } from '../../src/sync';
import { changeMarksOf } from '../../src/ui/records/change-marks';
import { watchStore } from '../../src/ui/records/watch-store';
import { record } from './fixtures';

let db: TidebookDatabase;

async function openDatabase(): Promise<TidebookDatabase> {
  db = await openTidebookDatabase({ tenantId: 't', userId: 'u' }, ['accounts', 'contacts']);
  return db;
}

afterEach(async () => {
  db.close();
  await Dexie.delete(db.name);
});

describe('watching a store', () => {
  it('tells of records added, changed in place and removed, but not of those of another store', async () => {
    const store = (await openDatabase()).entities('accounts');
    const onChange = vi.fn();
    const stop = watchStore(store, onChange);
    await vi.waitFor(() => expect(onChange).toHaveBeenCalledTimes(1));
    await store.put(record('a', { name: 'A' }));
    await vi.waitFor(() => expect(onChange).toHaveBeenCalledTimes(2));
    await store.put(record('a', { name: 'A2' }));
    await vi.waitFor(() => expect(onChange).toHaveBeenCalledTimes(3));
    await db.entities('contacts').put(record('c', { name: 'C' }));
    await store.delete('a');
    await vi.waitFor(() => expect(onChange).toHaveBeenCalledTimes(4));
    stop();
  });
});

describe('the marks of a list', () => {
  const entry = (
    entityId: string,
    status: 'pending' | 'syncing' | 'synced' | 'failed',
    entityType = 'accounts',
  ) => ({
    id: `${entityId}-${status}`,
    tenant_id: 't',
    user_id: 'u',
    entity_type: entityType,
    action: 'update' as const,
    entity_id: entityId,
    payload_json: '{}',
    base_json: null,
    created_at: '2026-11-01T08:00:00.000000Z',
    updated_at: '2026-11-01T08:00:00.000000Z',
    synced_at: null,
    status,
    retry_count: 0,
    error_message: null,
    sealed: false,
    group_id: null,
  });

  it('tell waiting, failed and sent changes of the type apart', async () => {
    await openDatabase();
    await db.outbox.bulkAdd([
      entry('waits', 'pending'),
      entry('on-its-way', 'syncing'),
      entry('sent', 'synced'),
      entry('sent-and-edited', 'synced'),
      entry('sent-and-edited', 'pending'),
      entry('refused', 'failed'),
      entry('other-type', 'pending', 'contacts'),
    ]);
    expect(Object.fromEntries(await changeMarksOf(db, 'accounts'))).toEqual({
      waits: 'waiting',
      'on-its-way': 'waiting',
      'sent-and-edited': 'waiting',
      refused: 'failed',
    });
  });
});
