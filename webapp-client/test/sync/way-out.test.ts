import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TestDevice, type TestTab } from './support/device';
import { FakeServer } from './support/fake-server';

const GHOST = '00000000-0000-4000-8000-0000000000ff';

describe('what a user can do by hand', () => {
  let server: FakeServer;
  let device: TestDevice;
  let tab: TestTab;

  beforeEach(async () => {
    server = new FakeServer();
    device = new TestDevice(server);
    tab = await device.tab();
    server.change('accounts', crypto.randomUUID(), { name: 'Main bank' });
    await tab.sync();
    server.nowMs += 1_000;
  });

  afterEach(() => device.close());

  it('pulls everything anew, keeps what waits and removes what the server does not have', async () => {
    const [known] = await tab.db.entities('accounts').toArray();
    await tab.db.entities('accounts').put({ ...(known ?? expect.fail('It is there.')), id: GHOST });
    server.faults.push(({ method }) => (method === 'POST' ? { kind: 'drop' } : undefined));
    const { id } = await tab.records.save('accounts', { name: 'Waits' });

    await tab.books.pullAgain();
    server.faults.pop();
    server.faults.push(({ method }) =>
      method === 'POST' ? { kind: 'problem', status: 403, type: 'forbidden' } : undefined,
    );
    await tab.books.pullAgain();

    expect(Object.keys(await tab.live('accounts'))).toEqual(
      expect.arrayContaining([...Object.keys(server.live('accounts')), id]),
    );
    expect(await tab.live('accounts')).not.toHaveProperty(GHOST);
    expect(await tab.outbox()).toMatchObject([{ entity_id: id }]);
  });

  it('begins again to pull everything when that was cut off', async () => {
    server.faults.push(() => ({ kind: 'drop' }));
    expect(await tab.books.pullAgain()).toBeNull();
    server.faults.pop();
    const before = server.seen.length;

    await tab.sync();

    const pulls = server.seen.slice(before).filter(({ path }) => path === 'state/changes');
    expect(pulls.some(({ query }) => !query.has('since'))).toBe(true);
    expect(await tab.books.lastCheck()).toMatchObject({ result: 'equal' });
  });

  it('saves what waits as a file, unreadable entries too', async () => {
    const { id } = await tab.records.save('accounts', { name: 'Waits' });
    const contact = await tab.records.save('contacts', { name: 'Broken' });
    const rows = await tab.db.outbox.toArray();
    const row = rows.find((entry) => entry.entity_id === contact.id) ?? expect.fail('It waits.');
    await tab.db.outbox.put({ ...row, payload_json: '{"name":' });

    const file = JSON.parse(await tab.books.exportOutbox()) as Record<string, unknown>;

    expect(file).toMatchObject({
      format: 'tidebook-outbox/1',
      tenant: { id: 'tenant-1' },
      user: { id: 'user-1' },
      deviceId: tab.books.deviceId,
      changes: [
        {
          entityType: 'accounts',
          entityId: id,
          action: 'create',
          payload: { name: 'Waits' },
          status: 'pending',
        },
        { entityType: 'contacts', entityId: contact.id, payload: '{"name":' },
      ],
    });
  });

  it('asks the browser to keep the data once the books are open', () => {
    expect(device.storageRequests).toBe(1);
  });
});
