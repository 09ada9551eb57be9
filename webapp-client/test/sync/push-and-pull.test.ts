import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FIRST_PAGE_LIMIT, PAGE_LIMIT } from '../../src/sync/downstream';
import { TestDevice } from './support/device';
import { FakeServer } from './support/fake-server';

describe('push and pull', () => {
  let server: FakeServer;
  let deviceA: TestDevice;
  let deviceB: TestDevice;

  beforeEach(() => {
    server = new FakeServer();
    deviceA = new TestDevice(server);
    deviceB = new TestDevice(server);
  });

  afterEach(async () => {
    await deviceA.close();
    await deviceB.close();
  });

  it('brings a new record to another device, field by field equal', async () => {
    const [a, b] = [await deviceA.tab(), await deviceB.tab()];
    const saved = await a.records.save('accounts', { name: 'Main bank', openingBalance: '0010.50' });

    expect(await a.sync()).toEqual({ kind: 'done' });
    expect(await b.sync()).toEqual({ kind: 'done' });

    expect(await b.live('accounts')).toEqual({ [saved.id]: saved });
    expect(await b.live('accounts')).toEqual(server.live('accounts'));
    expect(saved.openingBalance).toBe('10.5');
    expect(await a.outbox()).toEqual([]);
    expect(await b.outbox()).toEqual([]);
  });

  it('sends only the changed fields of an edit', async () => {
    const a = await deviceA.tab();
    const { id } = await a.records.save('accounts', { name: 'Main bank', kind: 'bank' });
    await a.sync();
    await a.records.save('accounts', { id, name: 'Main bank', kind: 'cash', description: null });
    await a.sync();

    const pushes = server.seen.filter((request) => request.method === 'POST');
    const { changes } = pushes.at(-1)?.body as { changes: { action: string; payload: object }[] };
    expect(changes).toHaveLength(1);
    expect(changes[0]).toMatchObject({ action: 'update', payload: { kind: 'cash' } });
  });

  it('tells the server how long its oldest edit has waited', async () => {
    const a = await deviceA.tab();
    await a.records.save('accounts', { name: 'First' });
    server.nowMs += 90_000;
    await a.records.save('accounts', { name: 'Second' });
    await a.sync();
    const told = server.seen
      .filter((request) => request.path.startsWith('state/changes'))
      .map((request) => [request.method, request.headers.get('Tidebook-Outbox-Age')]);
    expect(told).toContainEqual(['POST', '90']);
    expect(told.filter(([method]) => method === 'GET')).toEqual([['GET', null]]);
  });

  it('lets the newer edit win, whichever device syncs first, and logs the other', async () => {
    const [a, b] = [await deviceA.tab(), await deviceB.tab()];
    const { id } = await a.records.save('accounts', { name: 'Main bank' });
    await a.sync();
    await b.sync();
    server.nowMs += 1_000;
    await a.records.save('accounts', { id, name: 'Older' });
    server.nowMs += 1_000;
    await b.records.save('accounts', { id, name: 'Newer' });
    await b.sync();
    await a.sync();
    await b.sync();

    expect((await a.live('accounts'))[id]?.name).toBe('Newer');
    expect(await a.live('accounts')).toEqual(server.live('accounts'));
    expect(await b.live('accounts')).toEqual(server.live('accounts'));
    const [conflict] = await a.books.conflicts.getOpen();
    expect(conflict).toMatchObject({
      reason: 'superseded',
      local: { name: 'Older' },
      remote: { name: 'Newer' },
    });
    expect(await b.books.conflicts.getOpen()).toEqual([]);
  });

  it('logs no conflict where both devices said the same', async () => {
    const [a, b] = [await deviceA.tab(), await deviceB.tab()];
    const rows = [{ id: '6fa459ea-ee8a-5ca4-894e-db77e160355e', name: 'Imported' }];
    await a.records.saveMany('accounts', rows);
    server.nowMs += 1_000;
    await b.records.saveMany('accounts', rows);
    await b.sync();
    await a.sync();

    expect(await a.live('accounts')).toEqual(server.live('accounts'));
    expect(await a.outbox()).toEqual([]);
    expect(await a.books.conflicts.getOpen()).toEqual([]);
  });

  it('restores an overruled edit as a new one that wins', async () => {
    const [a, b] = [await deviceA.tab(), await deviceB.tab()];
    const { id } = await a.records.save('accounts', { name: 'Main bank' });
    await a.sync();
    await b.sync();
    await a.records.save('accounts', { id, name: 'Older' });
    server.nowMs += 1_000;
    await b.records.save('accounts', { id, name: 'Newer' });
    await b.sync();
    await a.sync();

    const [conflict] = await a.books.conflicts.getOpen();
    await a.books.conflicts.restore(conflict?.seq ?? -1, a.records);
    await a.sync();
    await b.sync();

    expect((await b.live('accounts'))[id]?.name).toBe('Older');
    expect(await a.books.conflicts.getOpen()).toEqual([]);
  });

  it('dismisses all overruled edits at once, and keeps what is in use', async () => {
    const [a, b] = [await deviceA.tab(), await deviceB.tab()];
    const ids = ['1', '2', '3'];
    for (const id of ids) await a.records.save('accounts', { id, name: 'Main bank' });
    await a.sync();
    await b.sync();
    for (const id of ids) await a.records.save('accounts', { id, name: 'Older' });
    server.nowMs += 1_000;
    for (const id of ids) await b.records.save('accounts', { id, name: 'Newer' });
    await b.sync();
    await a.sync();

    expect(await a.books.conflicts.countOpen()).toBe(3);
    const seen = (await a.books.conflicts.getOpen()).map(({ seq }) => seq);
    expect(await a.books.conflicts.dismissAll(seen[1] as number)).toBe(2);
    expect((await a.books.conflicts.getOpen()).map(({ seq }) => seq)).toEqual([seen[2]]);
    expect(await a.books.conflicts.dismissAll(seen[2] as number)).toBe(1);
    expect(await a.books.conflicts.getOpen()).toEqual([]);
    expect((await a.live('accounts'))['2']?.name).toBe('Newer');
    expect(await a.books.conflicts.dismissAll(seen[2] as number)).toBe(0);
  });

  it('carries a deletion and then forgets the tombstone', async () => {
    const [a, b] = [await deviceA.tab(), await deviceB.tab()];
    const { id } = await a.records.save('accounts', { name: 'Main bank' });
    await a.sync();
    await b.sync();
    await a.records.remove('accounts', id);
    expect(await a.live('accounts')).toEqual({});
    await a.sync();
    await b.sync();

    expect(await b.db.entities('accounts').count()).toBe(0);
    expect(await a.db.entities('accounts').count()).toBe(0);
  });

  it('revives a record that was deleted elsewhere when the local edit is newer', async () => {
    const [a, b] = [await deviceA.tab(), await deviceB.tab()];
    const { id } = await a.records.save('accounts', { name: 'Main bank', kind: 'bank' });
    await a.sync();
    await b.sync();
    await a.records.remove('accounts', id);
    server.nowMs += 1_000;
    await b.records.save('accounts', { id, description: 'Still in use' });
    await a.sync();
    await b.sync();
    await a.sync();

    expect(server.live('accounts')[id]).toMatchObject({ name: 'Main bank', description: 'Still in use' });
    expect(await a.live('accounts')).toEqual(server.live('accounts'));
    expect(await b.live('accounts')).toEqual(server.live('accounts'));
  });

  it('stores the remote version under an edit that waits and is newer', async () => {
    const [a, b] = [await deviceA.tab(), await deviceB.tab()];
    const { id } = await a.records.save('accounts', { name: 'Main bank' });
    await a.sync();
    await b.sync();
    await a.records.save('accounts', { id, kind: 'cash' });
    await a.sync();
    server.nowMs += 1_000;
    await b.records.save('accounts', { id, name: 'Petty cash' });
    await b.client.sync.runDownstream('tenant-1');

    expect((await b.live('accounts'))[id]).toMatchObject({ name: 'Petty cash', kind: 'cash' });
    const [entry] = await b.outbox();
    expect(JSON.parse(entry?.base_json ?? '')).toMatchObject({ name: 'Main bank', kind: 'cash' });
    await b.sync();
    expect(server.live('accounts')[id]).toMatchObject({ name: 'Petty cash', kind: 'cash' });
  });

  it('pulls in pages and takes up a first pull where it was cut off', async () => {
    for (let index = 0; index < 2 * PAGE_LIMIT + 500; index += 1) {
      server.change('accounts', crypto.randomUUID(), { name: `Account ${String(index)}` });
    }
    let pulls = 0;
    const cut = (request: { path: string; method: string }) =>
      request.path === 'state/changes' && request.method === 'GET' && ++pulls === 2
        ? ({ kind: 'drop' } as const)
        : undefined;
    server.faults.push(cut);
    const b = await deviceB.tab();
    expect(await b.sync()).toMatchObject({ kind: 'failed', failure: { kind: 'unreachable' } });
    expect(await b.db.entities('accounts').count()).toBe(FIRST_PAGE_LIMIT);

    expect(await b.sync()).toEqual({ kind: 'done' });
    expect(await b.live('accounts')).toEqual(server.live('accounts'));
    expect(pulls).toBe(4);
    const initials = server.seen
      .filter((request) => request.method === 'GET' && request.path === 'state/changes')
      .map((request) => request.query.get('initial'));
    expect(initials).toEqual([null, server.position, server.position, server.position]);
  });

  it('moves its checkpoint with its own push, and gets nothing of it back', async () => {
    const a = await deviceA.tab();
    await a.sync();
    await a.records.save('accounts', { name: 'Main bank' });
    await a.client.sync.runUpstream('tenant-1');
    await a.sync();

    const pulls = server.seen.filter((it) => it.path === 'state/changes' && it.method === 'GET');
    expect(pulls.at(-1)?.query.get('since')).toBe(server.position);
  });

  it('gets nothing back of an import under ids that others can make too, where the server had nothing', async () => {
    const a = await deviceA.tab();
    await a.sync();
    await a.records.saveMany('accounts', [{ id: '6fa459ea-ee8a-5ca4-894e-db77e160355e', name: 'Imported' }]);
    await a.sync();
    await a.sync();

    const pulls = server.seen.filter((it) => it.path === 'state/changes' && it.method === 'GET');
    expect(pulls.at(-1)?.query.get('since')).toBe(server.position);
  });

  it('does not move its checkpoint past what another device wrote in between', async () => {
    const a = await deviceA.tab();
    await a.sync();
    await a.records.save('accounts', { name: 'Main bank' });
    const other = crypto.randomUUID();
    server.change('accounts', other, { name: 'From elsewhere' });
    await a.sync();

    expect(Object.keys(await a.live('accounts'))).toContain(other);
  });

  it('learns what the server kept of a deleted record that is created anew under the same id', async () => {
    const [a, b] = [await deviceA.tab(), await deviceB.tab()];
    const id = '6fa459ea-ee8a-5ca4-894e-db77e160355e';
    await a.records.save('accounts', { id, name: 'Imported', description: 'Added by hand' });
    await a.sync();
    await a.records.remove('accounts', id);
    await a.sync();
    await b.sync();
    server.nowMs += 1_000;
    await b.records.saveMany('accounts', [{ id, name: 'Imported' }]);
    await b.sync();

    expect(await b.live('accounts')).toEqual(server.live('accounts'));
    expect((await b.live('accounts'))[id]?.description).toBe('Added by hand');
  });

  it('keeps an edit made while its record is on its way', async () => {
    const a = await deviceA.tab();
    const { id } = await a.records.save('accounts', { name: 'First' });
    server.faults.push(async (request) => {
      if (request.method === 'POST') {
        server.faults.pop();
        await a.records.save('accounts', { id, name: 'Second' });
        await a.records.save('accounts', { id, kind: 'cash' });
      }
      return undefined;
    });
    await a.sync();

    expect(server.live('accounts')[id]).toMatchObject({ name: 'Second', kind: 'cash' });
    expect(await a.live('accounts')).toEqual(server.live('accounts'));
    const pushed = server.seen
      .filter((request) => request.method === 'POST')
      .map((request) => (request.body as { changes: { payload: object }[] }).changes.map((it) => it.payload));
    expect(pushed).toEqual([[{ name: 'First' }], [{ name: 'Second', kind: 'cash' }]]);
  });
});
