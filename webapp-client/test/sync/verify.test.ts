import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OutboxEntry } from '../../src/sync/database';
import { DigestSum, EPOCH, nextStamp } from '../../src/sync/domain';
import { TestDevice, type TestTab } from './support/device';
import { FakeServer } from './support/fake-server';

describe('verify', () => {
  let server: FakeServer;
  let device: TestDevice;
  let tab: TestTab;

  beforeEach(async () => {
    server = new FakeServer();
    device = new TestDevice(server);
    tab = await device.tab();
  });

  afterEach(() => device.close());

  async function savedAccount(name: string): Promise<string> {
    const { id } = await tab.records.save('accounts', { name });
    server.nowMs += 1_000;
    return id;
  }

  it('finds a device that has synced equal', async () => {
    await savedAccount('Main bank');
    await savedAccount('Petty cash');
    server.change('contacts', crypto.randomUUID(), { name: 'Ayu' });
    await tab.sync();

    expect(await tab.books.verify()).toEqual({ kind: 'equal', at: server.position, count: 3 });
  });

  it('finds two empty sides equal', async () => {
    server.change('accounts', crypto.randomUUID(), null);
    await tab.sync();

    expect(await tab.books.verify()).toEqual({ kind: 'equal', at: server.position, count: 0 });
  });

  it('counts more records than are read at once', async () => {
    for (let i = 0; i < 5_001; i += 1) {
      server.change('accounts', crypto.randomUUID(), { name: 'Unit' });
    }
    await tab.sync();

    expect(await tab.books.verify()).toEqual({ kind: 'equal', at: server.position, count: 5_001 });
  });

  it('counts the remote version of a record with a waiting edit', async () => {
    const edited = await savedAccount('Edited');
    const deleted = await savedAccount('Deleted');
    await tab.sync();
    await tab.records.save('accounts', { id: edited, name: 'Edited here' });
    await tab.records.save('accounts', { id: edited, name: 'Edited again' });
    await tab.records.remove('accounts', deleted);

    expect(await tab.outbox()).toHaveLength(2);
    expect(await tab.books.verify()).toEqual({ kind: 'equal', at: server.position, count: 2 });
  });

  it('does not count a record that the server never had', async () => {
    await savedAccount('Known');
    await tab.sync();
    const unknown = await savedAccount('New');
    await tab.records.save('accounts', { id: unknown, name: 'New, edited' });

    expect(await tab.books.verify()).toEqual({ kind: 'equal', at: server.position, count: 1 });
  });

  it('does not count a record that was deleted on the server and is edited here', async () => {
    const id = await savedAccount('Gone');
    await tab.sync();
    server.change('accounts', id, null);
    await tab.sync();
    server.nowMs += 1_000;
    await tab.records.save('accounts', { id, name: 'Back again' });

    expect(await tab.books.verify()).toEqual({ kind: 'equal', at: server.position, count: 0 });
  });

  it('counts from the first of several entries of one record', async () => {
    const id = await savedAccount('First');
    await tab.sync();
    const base = server.live('accounts')[id];
    const entry = { entity_type: 'accounts', entity_id: id, action: 'update', payload_json: '{}' };
    const later = { ...base, updatedAt: nextStamp(server.position) };
    const entries = [base, later].map((it) => ({
      ...entry,
      id: crypto.randomUUID(),
      base_json: JSON.stringify(it),
      status: 'pending',
      sealed: true,
    }));
    await tab.db.outbox.bulkAdd(entries as unknown as OutboxEntry[]);

    expect(await tab.books.verify()).toMatchObject({ kind: 'equal', count: 1 });
  });

  it('tells the types of which a record is missing, too many or another version', async () => {
    const id = await savedAccount('Main bank');
    server.change('contacts', crypto.randomUUID(), { name: 'Ayu' });
    await tab.sync();
    const [account] = await tab.db.entities('accounts').toArray();
    const kept = account ?? expect.fail('The account is there.');
    const sum = new DigestSum();
    sum.add(kept);

    await tab.db.entities('accounts').delete(id);
    expect(await tab.books.verify()).toEqual({
      kind: 'different',
      at: server.position,
      differences: [
        { entityType: 'accounts', local: { count: 0, digest: '0000000000000000' }, server: sum.digest },
      ],
    });

    await tab.db.entities('accounts').put({ ...kept, updatedAt: nextStamp(kept.updatedAt) });
    expect(await tab.books.verify()).toMatchObject({
      kind: 'different',
      differences: [{ entityType: 'accounts', local: { count: 1 }, server: { count: 1 } }],
    });

    await tab.db.entities('accounts').put(kept);
    await tab.db.entities('contacts').put({ ...kept, id: crypto.randomUUID() });
    expect(await tab.books.verify()).toMatchObject({
      kind: 'different',
      differences: [{ entityType: 'contacts', local: { count: 2 }, server: { count: 1 } }],
    });
  });

  it('compares nothing at another position', async () => {
    await tab.sync();
    const local = server.position;
    server.change('accounts', crypto.randomUUID(), { name: 'News' });

    const found = await tab.books.verify();

    expect(found).toEqual({ kind: 'elsewhere', local, server: server.position });
    await tab.sync();
    expect(await tab.books.verify()).toMatchObject({ kind: 'equal', count: 1 });
  });

  it('compares nothing with another feed, nor before the first pull', async () => {
    expect(await tab.books.verify()).toEqual({ kind: 'elsewhere', local: null, server: EPOCH });
    await savedAccount('Main bank');
    await tab.sync();
    server.feed = 'another';

    expect(await tab.books.verify()).toMatchObject({ kind: 'elsewhere' });
  });

  it('says why where the server does not tell', async () => {
    await tab.sync();
    server.faults.push(({ path }) => (path === 'state/digest' ? { kind: 'drop' } : undefined));

    expect(await tab.books.verify()).toMatchObject({ kind: 'failed', failure: { kind: 'unreachable' } });
  });
});
