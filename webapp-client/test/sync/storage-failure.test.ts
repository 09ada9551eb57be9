import Dexie from 'dexie';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { isQuotaError } from '../../src/sync/storage-problem';
import { TestDevice, type TestTab } from './support/device';
import { FakeServer } from './support/fake-server';

describe('a local database that fails', () => {
  let server: FakeServer;
  let device: TestDevice;
  let tab: TestTab;

  beforeEach(async () => {
    server = new FakeServer();
    device = new TestDevice(server);
    tab = await device.tab();
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
  });

  afterEach(async () => {
    vi.restoreAllMocks();
    await device.close();
  });

  /** The next write to the store fails as the browser would, and with it the transaction. */
  function failWrites(store: string, error: Error): () => void {
    let isFailing = true;
    tab.db.use({
      stack: 'dbcore',
      name: 'failing',
      create: (core) => ({
        ...core,
        table: (name) => {
          const table = core.table(name);
          return name !== store
            ? table
            : { ...table, mutate: (request) => (isFailing ? Promise.reject(error) : table.mutate(request)) };
        },
      }),
    });
    return () => {
      isFailing = false;
    };
  }

  async function reopen(): Promise<void> {
    tab.db.close({ disableAutoOpen: false });
    await tab.db.open();
  }

  it('stores no part of a page, nor its checkpoint, when there is no room', async () => {
    server.change('accounts', 'one', { name: 'One' });
    server.change('contacts', 'two', { name: 'Two' });
    const repair = failWrites('contacts', new Dexie.QuotaExceededError('full'));
    await reopen();
    const outcome = await tab.sync();

    expect(outcome).toMatchObject({ kind: 'broken', problem: { kind: 'storage-full' } });
    expect(tab.client.sync.getStatus()).toMatchObject({ state: 'error', problem: { kind: 'storage-full' } });
    expect(await tab.db.entities('accounts').count()).toBe(0);
    repair();
    expect(await tab.sync()).toEqual({ kind: 'done' });
    expect(await tab.live('contacts')).toEqual(server.live('contacts'));
    expect(tab.client.sync.getStatus()).toMatchObject({ state: 'idle', problem: null });
  });

  it('rejects a save that cannot be kept, and keeps neither half of it', async () => {
    const repair = failWrites('sync_outbox', new Dexie.QuotaExceededError('full'));
    await reopen();
    await expect(tab.records.save('accounts', { name: 'Main bank' })).rejects.toSatisfy(isQuotaError);

    expect(await tab.db.entities('accounts').count()).toBe(0);
    repair();
    await tab.records.save('accounts', { name: 'Main bank' });
    expect(await tab.outbox()).toHaveLength(1);
  });

  it('pushes again what the server has already when the answer could not be stored', async () => {
    await tab.records.save('accounts', { name: 'Main bank' });
    await tab.client.sync.runDownstream('tenant-1');
    const sealed = server.seen.length;
    server.faults.push((request) => {
      if (request.method === 'POST' && server.seen.length > sealed) {
        server.faults.pop();
        repair = failWrites('sync_metadata', new Dexie.AbortError('aborted'));
        tab.db.close({ disableAutoOpen: false });
      }
      return undefined;
    });
    let repair = (): void => undefined;
    expect(await tab.sync()).toMatchObject({ kind: 'broken', problem: { kind: 'storage' } });
    expect(await tab.outbox()).toMatchObject([{ status: 'syncing' }]);
    repair();
    expect(await tab.sync()).toEqual({ kind: 'done' });
    expect(await tab.outbox()).toEqual([]);
    expect(server.receipts).toBe(1);
  });
});
