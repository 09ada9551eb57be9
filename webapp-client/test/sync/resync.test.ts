import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PAGE_LIMIT } from '../../src/sync/downstream';
import { TENANT, TestDevice } from './support/device';
import { FakeServer, SCHEMA } from './support/fake-server';

const ACCOUNT = '7f8d9a4e-2c1b-4d3f-8e5a-6b7c8d9e0f10';
const OTHER = '7f8d9a4e-2c1b-4d3f-8e5a-6b7c8d9e0f11';

describe('a resync', () => {
  let server: FakeServer;
  let device: TestDevice;

  beforeEach(() => {
    server = new FakeServer();
    device = new TestDevice(server);
  });

  afterEach(() => device.close());

  it('drops clean records that were deleted meanwhile and keeps waiting edits', async () => {
    const tab = await device.tab();
    const [kept, gone] = [
      await tab.records.save('accounts', { name: 'Kept' }),
      await tab.records.save('accounts', { name: 'Gone' }),
    ];
    await tab.sync();
    server.change('accounts', gone.id, null);
    server.purgeTombstones();
    const fresh = await tab.records.save('accounts', { name: 'Made meanwhile' });
    await tab.records.save('accounts', { id: kept.id, kind: 'cash' });

    expect(await tab.sync()).toEqual({ kind: 'done' });
    expect(Object.keys(server.live('accounts')).sort()).toEqual([kept.id, fresh.id].sort());
    expect(await tab.live('accounts')).toEqual(server.live('accounts'));
    expect(await tab.outbox()).toEqual([]);
  });

  it('logs an edit of a record that was deleted elsewhere, instead of making half a record', async () => {
    const tab = await device.tab();
    const { id } = await tab.records.save('accounts', { name: 'Main bank' });
    await tab.sync();
    server.change('accounts', id, null);
    server.purgeTombstones();
    server.nowMs += 1_000;
    await tab.records.save('accounts', { id, kind: 'cash' });
    await tab.sync();

    expect(server.live('accounts')).toEqual({});
    expect(await tab.live('accounts')).toEqual({});
    expect(await tab.books.conflicts.getOpen()).toMatchObject([
      { reason: 'deleted-elsewhere', local: { name: 'Main bank', kind: 'cash' } },
    ]);
  });

  it('keeps a whole import that the server refused', async () => {
    const tab = await device.tab();
    await tab.records.saveMany(
      'accounts',
      Array.from({ length: 150 }, () => ({ name: '' })),
    );
    await tab.sync();
    expect(await tab.sync()).toEqual({ kind: 'done' });
    expect(await tab.outbox()).toHaveLength(150);
    expect(Object.keys(await tab.live('accounts'))).toHaveLength(150);
  });

  it('sends a creation anew whose answer was lost and whose record is gone', async () => {
    server.change('contacts', 'two', { name: 'Two' });
    const tab = await device.tab();
    await tab.sync();
    server.faults.push(({ method }) => (method === 'POST' ? { kind: 'lose-answer' } : undefined));
    const { id } = await tab.records.save('accounts', { name: 'Main bank' });
    await tab.sync();
    server.faults.pop();
    server.change('accounts', id, null);
    server.purgeTombstones();

    expect(await tab.sync()).toEqual({ kind: 'done' });
    expect(Object.keys(server.live('accounts'))).toEqual([id]);
    expect(await tab.live('accounts')).toEqual(server.live('accounts'));
    expect(await tab.outbox()).toEqual([]);
  });

  it('brings back what a server restored from a backup has forgotten', async () => {
    const tab = await device.tab();
    const old = await tab.records.save('accounts', { name: 'In the backup' });
    await tab.sync();
    const restore = server.backup();
    server.nowMs += 1_000;
    const lost = await tab.records.save('accounts', { name: 'Made after the backup' });
    await tab.records.save('accounts', { id: old.id, name: 'Changed after the backup' });
    await tab.sync();
    restore();

    expect(await tab.sync()).toEqual({ kind: 'done' });
    expect(server.live('accounts')[lost.id]).toMatchObject({ updatedAt: lost.updatedAt });
    expect(server.live('accounts')[old.id]).toMatchObject({ name: 'Changed after the backup' });
    expect(await tab.live('accounts')).toEqual(server.live('accounts'));
    expect(await tab.outbox()).toEqual([]);
  });

  it.each(['viewer', 'editor'] as const)(
    'leaves what the role of %s may not change to others, where a restored server has forgotten it',
    async (role) => {
      server.schema = {
        types: SCHEMA.types.map((type) => ({ ...type, ownerOnly: role === 'editor' })),
      };
      server.change('accounts', ACCOUNT, { name: 'In the backup' });
      const restore = server.backup();
      server.nowMs += 1_000;
      server.change('accounts', ACCOUNT, { name: 'Changed after the backup' });
      server.change('accounts', OTHER, { name: 'Made after the backup' });
      const owner = new TestDevice(server, { userId: 'user-2', role: 'owner' });
      const member = new TestDevice(server, { role });
      const [others, tab] = [await owner.tab(), await member.tab()];
      await others.sync();
      await tab.sync();
      restore();

      expect(await tab.sync()).toEqual({ kind: 'done' });
      expect(await tab.outbox()).toEqual([]);
      expect(await tab.live('accounts')).toEqual(server.live('accounts'));
      await others.sync();
      await tab.sync();
      expect(await tab.live('accounts')).toMatchObject({
        [ACCOUNT]: { name: 'Changed after the backup' },
        [OTHER]: { name: 'Made after the backup' },
      });
      expect(await tab.live('accounts')).toEqual(server.live('accounts'));
      await Promise.all([owner.close(), member.close()]);
    },
  );

  it('is made in place of a first pull by a device that has pushed before', async () => {
    const tab = await device.tab();
    const { id } = await tab.records.save('accounts', { name: 'Pushed before any pull' });
    await tab.client.sync.runUpstream(TENANT);
    server.change('accounts', id, null);
    await tab.sync();

    expect(await tab.live('accounts')).toEqual({});
  });

  it('is made where the checkpoint is that of a tenant without any change', async () => {
    const tab = await device.tab();
    await tab.sync();
    const { id } = await tab.records.save('accounts', { id: 'not-random', name: 'The first of all' });
    await tab.client.sync.runUpstream(TENANT);
    server.change('accounts', id, null);
    await tab.sync();

    expect(await tab.live('accounts')).toEqual({});
  });

  it('begins again when it was cut off, and drops nothing before its last page', async () => {
    const tab = await device.tab();
    const rows = Array.from({ length: PAGE_LIMIT + 100 }, (_, index) => ({
      name: `Account ${String(index)}`,
    }));
    await tab.records.saveMany('accounts', rows);
    await tab.sync();
    server.change('accounts', Object.keys(server.live('accounts'))[0] ?? '', null);
    server.purgeTombstones();
    server.faults.push((request) => (request.query.has('initial') ? { kind: 'drop' } : undefined));
    await tab.sync();
    expect(await tab.db.entities('accounts').count()).toBe(PAGE_LIMIT + 100);

    server.faults.pop();
    const again = await device.restart();
    await again.sync();
    expect(await again.live('accounts')).toEqual(server.live('accounts'));
    expect(await again.db.entities('accounts').count()).toBe(PAGE_LIMIT + 99);
  });
});
