import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OutboxEntry } from '../../src/sync/database';
import { TENANT, TestDevice, type TestTab } from './support/device';
import { FakeServer } from './support/fake-server';

interface PushedChange {
  readonly id: string;
  readonly entityId: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

describe('an entry on its way', () => {
  let server: FakeServer;
  let device: TestDevice;
  let tab: TestTab;

  beforeEach(async () => {
    server = new FakeServer();
    device = new TestDevice(server);
    tab = await device.tab();
    await tab.sync();
  });

  afterEach(() => device.close());

  const rows = (): Promise<OutboxEntry[]> => tab.db.outbox.filter((row) => row.status !== 'synced').toArray();
  const marked = async () => (await tab.db.metadata.get([TENANT, '_outbox']))?.sending ?? null;
  const pushed = (): PushedChange[] =>
    server.seen
      .filter((request) => request.method === 'POST')
      .flatMap((request) => (request.body as { changes: PushedChange[] }).changes);

  /** Does something while the server works on the first push, once. */
  function duringPush(action: () => Promise<void>): void {
    let isDone = false;
    server.faults.push(async (request) => {
      if (request.method === 'POST' && !isDone) {
        isDone = true;
        await action();
      }
      return undefined;
    });
  }

  it('is known by one row that names the range, which goes when all is answered', async () => {
    const names = ['One', 'Two', 'Three'];
    await tab.records.saveMany(
      'accounts',
      names.map((name) => ({ name })),
    );
    const before = await rows();
    let during: unknown = null;
    duringPush(async () => {
      during = { rows: await rows(), marked: await marked() };
    });
    await tab.sync();

    const seqs = before.map((row) => row.seq);
    expect(during).toEqual({
      rows: before,
      marked: { from: Math.min(...seqs), through: Math.max(...seqs) },
    });
    expect(await marked()).toBeNull();
    expect(await rows()).toEqual([]);
  });

  it('says itself that it is sealed once it was cut off', async () => {
    await tab.records.save('accounts', { name: 'One' });
    server.faults.push((request) => (request.method === 'POST' ? { kind: 'lose-answer' } : undefined));
    await tab.sync();

    expect(await rows()).toMatchObject([{ status: 'pending', sealed: true, retry_count: 1 }]);
    expect(await marked()).toBeNull();
  });

  it('does not hold back a refused change that is tried again beside it', async () => {
    const { id } = await tab.records.save('accounts', { name: '' });
    await tab.sync();
    const [refused] = await rows();
    await tab.records.save('accounts', { name: 'Beside it' });
    duringPush(() => tab.books.failedChanges.retry(refused?.seq ?? -1));
    await tab.sync();

    expect(pushed().filter((change) => change.entityId === id)).toHaveLength(2);
    expect(await rows()).toMatchObject([{ entity_id: id, status: 'failed' }]);
  });

  it('lets a refused change be corrected beside it, and corrected again', async () => {
    const { id } = await tab.records.save('accounts', { name: '' });
    await tab.sync();
    await tab.records.save('accounts', { name: 'Beside it' });
    duringPush(async () => {
      await tab.records.save('accounts', { id, name: 'Corrected' });
      await tab.records.save('accounts', { id, name: 'Corrected again', kind: 'cash' });
    });
    await tab.sync();

    expect(server.live('accounts')[id]).toMatchObject({ name: 'Corrected again', kind: 'cash' });
    expect(await tab.live('accounts')).toEqual(server.live('accounts'));
    expect(await rows()).toEqual([]);
  });

  it('is no obstacle to discarding a refused change', async () => {
    const { id } = await tab.records.save('accounts', { name: '' });
    await tab.sync();
    const [refused] = await rows();
    await tab.records.save('accounts', { name: 'Beside it' });
    duringPush(() => tab.books.failedChanges.discard(refused?.seq ?? -1));
    await tab.sync();

    expect(Object.values(await tab.live('accounts')).map((record) => record.name)).toEqual(['Beside it']);
    expect(server.live('accounts')[id]).toBeUndefined();
    expect(await rows()).toEqual([]);
  });
});
