import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TestDevice, type TestTab } from './support/device';
import { FakeServer } from './support/fake-server';

describe('a change that the server refuses', () => {
  let server: FakeServer;
  let device: TestDevice;
  let tab: TestTab;

  beforeEach(async () => {
    server = new FakeServer();
    device = new TestDevice(server);
    tab = await device.tab();
  });

  afterEach(() => device.close());

  it('fails alone, with the field named, and holds back no other', async () => {
    const bad = await tab.records.save('accounts', { name: 'Bad', colour: 'red' });
    const good = await tab.records.save('accounts', { name: 'Good' });
    expect(await tab.sync()).toEqual({ kind: 'done' });

    expect(Object.keys(server.live('accounts'))).toEqual([good.id]);
    expect(await tab.outbox()).toMatchObject([
      { entity_id: bad.id, status: 'failed', error_message: 'colour: There is no such field.' },
    ]);
    expect(Object.keys(await tab.live('accounts')).sort()).toEqual([bad.id, good.id].sort());
  });

  it('is pushed under a new id once the record is corrected', async () => {
    const { id } = await tab.records.save('accounts', { name: '', kind: 'bank' });
    await tab.sync();
    const [failed] = await tab.outbox();
    await tab.records.save('accounts', { id, name: 'Main bank' });
    const [corrected, ...others] = await tab.outbox();

    expect(others).toEqual([]);
    expect(corrected).toMatchObject({
      status: 'pending',
      action: 'create',
      sealed: false,
      error_message: null,
    });
    expect(corrected?.id).not.toBe(failed?.id);
    await tab.sync();
    expect(server.live('accounts')[id]).toMatchObject({ name: 'Main bank', kind: 'bank' });
    expect(await tab.live('accounts')).toEqual(server.live('accounts'));
  });

  it('counts as corrected by an edit that was made while it was on its way', async () => {
    const { id } = await tab.records.save('accounts', { name: '', kind: 'bank' });
    server.faults.push(async (request) => {
      if (request.method === 'POST') {
        server.faults.pop();
        await tab.records.save('accounts', { id, name: 'Main bank' });
      }
      return undefined;
    });
    await tab.sync();

    expect(server.live('accounts')[id]).toMatchObject({ name: 'Main bank', kind: 'bank' });
    expect(await tab.outbox()).toEqual([]);
    expect(await tab.live('accounts')).toEqual(server.live('accounts'));
  });

  it('can be discarded: an update returns to the version of the server', async () => {
    const { id } = await tab.records.save('accounts', { name: 'Main bank' });
    await tab.sync();
    await tab.records.save('accounts', { id, name: '' });
    await tab.sync();
    const [failed] = await tab.outbox();
    await tab.books.failedChanges.discard(failed?.seq ?? -1);

    expect(await tab.live('accounts')).toEqual(server.live('accounts'));
    expect(await tab.outbox()).toEqual([]);
  });

  it('can be discarded: a creation disappears', async () => {
    await tab.records.save('accounts', { name: '' });
    await tab.sync();
    const [failed] = await tab.outbox();
    await tab.books.failedChanges.discard(failed?.seq ?? -1);

    expect(await tab.db.entities('accounts').count()).toBe(0);
  });

  it('can be tried again as it is, under a new id', async () => {
    const { id } = await tab.records.save('accounts', { name: '' });
    await tab.sync();
    const [failed] = await tab.outbox();
    await tab.books.failedChanges.retry(failed?.seq ?? -1);
    await tab.sync();

    const pushed = server.seen
      .filter((request) => request.method === 'POST')
      .flatMap((request) => (request.body as { changes: { id: string; entityId: string }[] }).changes);
    expect(pushed.map((change) => change.entityId)).toEqual([id, id]);
    expect(pushed[0]?.id).not.toBe(pushed[1]?.id);
    expect(await tab.outbox()).toMatchObject([{ status: 'failed' }]);
  });

  it('gives way to a newer version from another device, and is logged', async () => {
    const { id } = await tab.records.save('accounts', { name: 'Main bank' });
    await tab.sync();
    await tab.records.save('accounts', { id, name: '' });
    await tab.sync();
    server.nowMs += 1_000;
    server.change('accounts', id, { name: 'Renamed elsewhere' });
    await tab.sync();

    expect(await tab.live('accounts')).toEqual(server.live('accounts'));
    expect(await tab.outbox()).toEqual([]);
    expect(await tab.books.conflicts.getOpen()).toMatchObject([
      { reason: 'remote-wins', local: { name: '' } },
    ]);
  });

  it('is found by halving where it makes a whole request unreadable', async () => {
    const rows = Array.from({ length: 20 }, (_, index) => ({ id: `id-${String(index)}`, name: 'Good' }));
    await tab.records.saveMany('accounts', [...rows, { id: 'poison', name: 'Poison' }]);
    server.faults.push(({ method, body }) =>
      method === 'POST' && JSON.stringify(body).includes('Poison')
        ? { kind: 'problem', status: 400, type: 'bad-request' }
        : undefined,
    );
    expect(await tab.sync()).toEqual({ kind: 'done' });

    expect(Object.keys(server.live('accounts'))).toHaveLength(20);
    expect(await tab.outbox()).toMatchObject([{ entity_id: 'poison', status: 'failed' }]);
  });

  it('goes to the conflict log if its record is gone for good, and holds back no other', async () => {
    const { id } = await tab.records.save('accounts', { name: 'Main bank' });
    await tab.sync();
    server.nowMs += 1_000;
    await tab.records.save('accounts', { id, name: 'Edited offline' });
    server.nowMs += 1_000;
    server.change('contacts', 'two', { name: 'Two' });
    await tab.client.sync.runDownstream('tenant-1');
    server.purge('accounts', id);
    const other = await tab.records.save('accounts', { name: 'Other' });
    expect(await tab.sync()).toEqual({ kind: 'done' });

    expect(await tab.outbox()).toEqual([]);
    expect(Object.keys(await tab.live('accounts'))).toEqual([other.id]);
    expect(await tab.books.conflicts.getOpen()).toMatchObject([
      { reason: 'deleted-elsewhere', local: { name: 'Edited offline' }, remote: null },
    ]);
  });

  it('of a group loses neither itself nor the edit behind it', async () => {
    const { id } = await tab.records.save('accounts', { name: 'Bad', colour: 'red' });
    await tab.db.outbox.toCollection().modify({ group_id: crypto.randomUUID() });
    server.faults.push(async (request) => {
      if (request.method === 'POST') {
        server.faults.pop();
        await tab.records.save('accounts', { id, name: 'Better' });
      }
      return undefined;
    });
    await tab.sync();

    expect(server.live('accounts')[id]).toMatchObject({ name: 'Better' });
    expect(await tab.outbox()).toEqual([]);
    expect(await tab.books.conflicts.getOpen()).toMatchObject([{ local: { name: 'Bad', colour: 'red' } }]);
  });
});
