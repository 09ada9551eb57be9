// What a damaged disk has left of an edit is kept and shown, and nothing else waits for it.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TestDevice, type TestTab } from './support/device';
import { FakeServer } from './support/fake-server';

/** Digests are made of real ids. */
const ID = '7f8d0c1a-0000-4000-8000-000000000001';

describe('an entry that cannot be read', () => {
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

  async function damaged(id: string, what: 'payload_json' | 'base_json' = 'payload_json') {
    await tab.db.outbox.toCollection().modify((entry) => {
      if (entry.entity_id === id) {
        Object.assign(entry, { [what]: '{"name":"Ma' });
      }
    });
  }

  it('is set aside and all others flow', async () => {
    server.change('accounts', 'one', { name: 'Before' });
    await tab.sync();
    await tab.records.save('accounts', { id: 'one', name: 'Main' });
    await tab.records.save('accounts', { id: 'two', name: 'Petty cash' });
    await damaged('one');
    expect(await tab.sync()).toEqual({ kind: 'done' });

    expect(server.live('accounts')).toMatchObject({ two: { name: 'Petty cash' } });
    const [kept] = await tab.outbox();
    expect(kept).toMatchObject({ entity_id: 'one', status: 'failed', payload_json: '{"name":"Ma' });
    expect(kept?.error_message).toContain('cannot be read');
    expect(await tab.books.exportOutbox()).toContain('Ma');
  });

  it('goes up all the same where only the version that it started from cannot be read', async () => {
    server.change('accounts', 'one', { name: 'Before' });
    await tab.sync();
    await tab.records.save('accounts', { id: 'one', name: 'Main' });
    await damaged('one', 'base_json');
    server.change('accounts', 'two', { name: 'Elsewhere' });
    await tab.sync();
    await tab.records.save('accounts', { id: 'one', kind: 'bank' });
    await tab.sync();

    expect(server.live('accounts')).toMatchObject({ one: { name: 'Main', kind: 'bank' } });
    expect(await tab.outbox()).toEqual([]);
    expect(await tab.live('accounts')).toEqual(server.live('accounts'));
  });

  it('holds back the others of its group, which stand or fall with it', async () => {
    await tab.records.save('accounts', { id: 'one', name: 'Main' });
    await tab.records.save('accounts', { id: 'two', name: 'Petty cash' });
    await tab.records.save('accounts', { id: 'three', name: 'Till' });
    await tab.db.outbox.toCollection().modify((entry) => {
      Object.assign(entry, { group_id: entry.entity_id === 'three' ? null : 'both' });
    });
    await damaged('two');
    await tab.sync();

    expect(Object.keys(server.live('accounts'))).toEqual(['three']);
    expect(await tab.outbox()).toMatchObject([
      { entity_id: 'one', status: 'failed' },
      { entity_id: 'two', status: 'failed' },
    ]);
  });

  it('is neither replaced by a later edit, which goes up by itself, nor by what the server has', async () => {
    await tab.records.save('accounts', { id: 'one', name: 'Main' });
    await damaged('one');
    await tab.sync();
    await tab.records.save('accounts', { id: 'one', name: 'Again', kind: 'bank' });
    await tab.sync();
    server.change('accounts', 'one', { name: 'Elsewhere' });
    await tab.sync();

    expect(await tab.outbox()).toMatchObject([{ status: 'failed', payload_json: '{"name":"Ma' }]);
    expect(await tab.live('accounts')).toEqual(server.live('accounts'));
  });

  it('stays where the edit before it is refused, and where its record is gone', async () => {
    await tab.records.save('accounts', { id: 'one', name: 'Main' });
    await damaged('one');
    server.change('accounts', 'two', { name: 'Other' });
    server.purge('accounts', 'one');
    await tab.sync();
    await tab.sync();

    expect(await tab.outbox()).toMatchObject([{ status: 'failed', payload_json: '{"name":"Ma' }]);
  });

  it('goes when the user discards it, and the record is the server’s', async () => {
    server.change('accounts', ID, { name: 'Before' });
    await tab.sync();
    await tab.records.save('accounts', { id: ID, name: 'Main' });
    await damaged(ID);
    await tab.sync();
    const [kept] = await tab.outbox();
    await tab.books.failedChanges.discard(kept?.seq as number);
    await tab.sync();

    expect(await tab.outbox()).toEqual([]);
    expect(await tab.live('accounts')).toEqual(server.live('accounts'));
  });

  it('is discarded alone: a later edit that went up stands', async () => {
    server.change('accounts', ID, { name: 'Before' });
    await tab.sync();
    await tab.records.save('accounts', { id: ID, name: 'Main' });
    await damaged(ID);
    await tab.sync();
    await tab.records.save('accounts', { id: ID, name: 'Later' });
    await tab.sync();
    const [kept] = await tab.outbox();
    await tab.books.failedChanges.discard(kept?.seq as number);
    expect(await tab.live('accounts')).toMatchObject({ [ID]: { name: 'Later' } });

    await tab.sync();
    expect(await tab.live('accounts')).toEqual(server.live('accounts'));
  });
});

describe('when the server last answered', () => {
  it('is known for pushes and for pulls', async () => {
    const server = new FakeServer();
    const device = new TestDevice(server);
    const tab = await device.tab();
    expect(await tab.books.lastAnswered()).toEqual({ pull: null, push: null });
    await tab.sync();
    const first = await tab.books.lastAnswered();
    expect(first).toMatchObject({ push: null });
    expect(first.pull).not.toBeNull();

    server.nowMs += 60_000;
    await tab.records.save('accounts', { name: 'Main' });
    await tab.sync();
    const second = await tab.books.lastAnswered();
    expect(second.push !== null && first.pull !== null && second.push > first.pull).toBe(true);

    server.nowMs += 60_000;
    await tab.records.save('accounts', { name: '' });
    await tab.sync();
    expect((await tab.outbox()).map(({ status }) => status)).toEqual(['failed']);
    expect((await tab.books.lastAnswered()).push).toBe(second.push);
    await device.close();
  });
});
