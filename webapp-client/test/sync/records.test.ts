import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TestDevice, type TestTab } from './support/device';
import { FakeServer } from './support/fake-server';

describe('records', () => {
  let server: FakeServer;
  let device: TestDevice;
  let tab: TestTab;

  beforeEach(async () => {
    server = new FakeServer();
    device = new TestDevice(server);
    tab = await device.tab();
  });

  afterEach(() => device.close());

  it('folds edits of a record that still waits into one change', async () => {
    const { id } = await tab.records.save('accounts', { name: 'First', kind: 'bank' });
    await tab.records.save('accounts', { id, name: 'Second' });
    const last = await tab.records.save('accounts', { id, kind: null });

    const [entry, ...others] = await tab.outbox();
    expect(others).toEqual([]);
    expect(entry).toMatchObject({ action: 'create', updated_at: last.updatedAt, base_json: null });
    expect(JSON.parse(entry?.payload_json ?? '')).toEqual({ name: 'Second', kind: null });
    expect(last).toEqual({ ...last, createdAt: last.updatedAt, name: 'Second' });
    expect('kind' in last).toBe(false);
  });

  it('forgets a record that is deleted before the server ever had it', async () => {
    const { id } = await tab.records.save('accounts', { name: 'Mistake' });
    await tab.records.remove('accounts', id);

    expect(await tab.db.outbox.count()).toBe(0);
    expect(await tab.db.entities('accounts').count()).toBe(0);
  });

  it('makes one deletion of an edit and a deletion', async () => {
    const { id } = await tab.records.save('accounts', { name: 'Main bank' });
    await tab.sync();
    await tab.records.save('accounts', { id, name: 'Edited' });
    await tab.records.remove('accounts', id);

    expect(await tab.outbox()).toMatchObject([{ action: 'delete', payload_json: null }]);
  });

  it('takes a deletion back with everything that was changed before it', async () => {
    const { id } = await tab.records.save('accounts', { name: 'Main bank', kind: 'bank' });
    await tab.sync();
    await tab.records.save('accounts', { id, kind: 'cash' });
    await tab.records.remove('accounts', id);
    await tab.records.save('accounts', { id, description: 'Back again' });

    const [entry] = await tab.outbox();
    expect(JSON.parse(entry?.payload_json ?? '')).toEqual({ kind: 'cash', description: 'Back again' });
    await tab.sync();
    expect(server.live('accounts')[id]).toMatchObject({ name: 'Main bank', kind: 'cash' });
    expect(await tab.live('accounts')).toEqual(server.live('accounts'));
  });

  it('writes nothing when nothing changes', async () => {
    const { id } = await tab.records.save('accounts', { name: 'Main bank', openingBalance: '10.50' });
    await tab.sync();
    const before = await tab.records.getEntityById('accounts', id);
    const after = await tab.records.save('accounts', { id, name: 'Main bank', openingBalance: '10.500' });

    expect(after).toEqual(before);
    expect(await tab.outbox()).toEqual([]);
  });

  it('stamps strictly later each time though the clock stands or falls back', async () => {
    const first = await tab.records.save('accounts', { name: 'First' });
    const second = await tab.records.save('accounts', { name: 'Second' });
    device.clock.aheadMs -= 60_000;
    const third = await tab.records.save('accounts', { name: 'Third' });
    const again = await device.restart();
    const fourth = await again.records.save('accounts', { name: 'Fourth' });

    const stamps = [first, second, third, fourth].map((record) => record.updatedAt);
    expect(stamps).toEqual([...new Set(stamps)].sort());
  });

  it('keeps neither record nor change nor stamp when the transaction fails', async () => {
    await tab.records.save('accounts', { id: 'known', name: 'Known' });
    const [entries, stamp] = [await tab.db.outbox.toArray(), await tab.db.metadata.toArray()];
    const poison = { name: () => 'a function cannot be stored' };
    await expect(tab.records.save('accounts', poison)).rejects.toThrow();

    expect(await tab.db.outbox.toArray()).toEqual(entries);
    expect(await tab.db.metadata.toArray()).toEqual(stamp);
    expect(await tab.db.entities('accounts').count()).toBe(1);
  });

  it('imports all rows or none', async () => {
    const rows = Array.from({ length: 2_500 }, (_, index) => ({ name: `Account ${String(index)}` }));
    const poisoned = [...rows, { name: () => 'a function cannot be stored' }];
    await expect(tab.records.saveMany('accounts', poisoned)).rejects.toThrow();

    expect(await tab.db.entities('accounts').count()).toBe(0);
    expect(await tab.db.outbox.count()).toBe(0);
  });

  it('imports twice without adding anything, and tells how far it is', async () => {
    const rows = Array.from({ length: 1_500 }, (_, index) => ({ id: `id-${String(index)}`, name: 'Same' }));
    const progress: [number, number][] = [];
    const onProgress = (done: number, total: number) => progress.push([done, total]);

    expect(await tab.records.saveMany('accounts', rows, { onProgress })).toMatchObject({ created: 1_500 });
    expect(progress).toEqual([
      [1_000, 1_500],
      [1_500, 1_500],
    ]);
    expect(await tab.records.saveMany('accounts', rows)).toEqual({ created: 0, updated: 0, skipped: 1_500 });
    expect(await tab.db.outbox.count()).toBe(1_500);
  });

  it('updates only the changed fields of rows that exist, if asked to', async () => {
    await tab.records.saveMany('accounts', [
      { id: 'one', name: 'One' },
      { id: 'two', name: 'Two' },
      { id: 'two', name: 'Twice in the file' },
    ]);
    await tab.sync();
    const outcome = await tab.records.saveMany(
      'accounts',
      [
        { id: 'one', name: 'One' },
        { id: 'two', name: 'Two', kind: 'cash' },
        { id: 'three', name: 'Three' },
      ],
      { existing: 'update' },
    );

    expect(outcome).toEqual({ created: 1, updated: 1, skipped: 1 });
    const waiting = (await tab.outbox()).map((entry) => [entry.entity_id, entry.payload_json]);
    expect(Object.fromEntries(waiting)).toEqual({ two: '{"kind":"cash"}', three: '{"name":"Three"}' });
  });

  it('folds an import that overwrites into what waits', async () => {
    await tab.records.saveMany('accounts', [
      { id: 'one', name: 'One' },
      { id: 'two', name: 'Two', kind: 'bank' },
    ]);
    const outcome = await tab.records.saveMany(
      'accounts',
      [
        { id: 'one', name: 'One' },
        { id: 'two', kind: 'cash' },
      ],
      { existing: 'update' },
    );

    expect(outcome).toEqual({ created: 0, updated: 1, skipped: 1 });
    const waiting = (await tab.outbox()).map((entry) => [entry.action, entry.payload_json]);
    expect(waiting).toEqual([
      ['create', '{"name":"One"}'],
      ['create', '{"name":"Two","kind":"cash"}'],
    ]);
    const two = await tab.records.getEntityById('accounts', 'two');
    expect(two?.createdAt).toBe(two?.updatedAt);
  });

  it('tells what changed on this device since a stamp', async () => {
    const old = await tab.records.save('accounts', { name: 'Old' });
    server.nowMs += 1;
    const fresh = await tab.records.save('contacts', { name: 'New' });

    expect(await tab.records.loadStateChanges(old.updatedAt)).toEqual({ accounts: [], contacts: [fresh] });
  });
});
