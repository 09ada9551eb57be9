import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Tidebook, TidebookClient } from '../../src/sync';
import { TENANT, TestDevice, type TestTab, until } from './support/device';
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

describe('what is to be erased after a sign-out', () => {
  let server: FakeServer;
  let device: TestDevice;

  beforeEach(() => {
    vi.spyOn(console, 'error').mockReturnValue();
    server = new FakeServer();
    device = new TestDevice(server);
  });

  afterEach(async () => {
    vi.restoreAllMocks();
    await device.close();
  });

  async function opened(client: TidebookClient, user: string): Promise<Tidebook> {
    const answer = await client.signIn({ email: `${user}@example.org`, password: 'x', remember: true });
    return answer.kind === 'ok' ? client.openTidebook(answer.value) : expect.fail('Nobody is signed in.');
  }

  /** Until then time passes for those who wait. */
  async function whileTimePasses<T>(work: Promise<T>): Promise<T> {
    let isDone = false;
    void work.finally(() => (isDone = true)).catch(() => undefined);
    await until(() => {
      server.nowMs += 1_000;
      device.clock.fire();
      return isDone;
    });
    return work;
  }

  it('keeps nobody out where it cannot be opened', async () => {
    const client = device.client();
    const { name } = (await opened(client, 'user-1')).db;
    await client.signOut({ leave: 'unsent' });
    const { indexedDB } = device.storage as { indexedDB: IDBFactory };
    const open = indexedDB.open.bind(indexedDB);
    vi.spyOn(indexedDB, 'open').mockImplementation((wanted, version) => {
      if (wanted === name) {
        throw new DOMException('Internal error opening backing store.', 'UnknownError');
      }
      return open(wanted, version);
    });
    const other = device.client();
    expect(await other.restoreSession()).toBeNull();
    expect((await opened(other, 'user-2')).session.user.id).toBe('user-2');
    await other.close();
  });

  it('keeps its own user out until it is gone, so that nothing that was discarded goes up', async () => {
    const client = device.client();
    const discarding = await opened(client, 'user-1');
    const { name } = discarding.db;
    server.faults.push(({ method }) => (method === 'POST' ? { kind: 'drop' } : undefined));
    await discarding.records.save('accounts', { name: 'Discarded' });
    server.faults.pop();
    await client.signOut({ leave: 'nothing' });
    const { indexedDB } = device.storage as { indexedDB: IDBFactory };
    const erasing = vi.spyOn(indexedDB, 'deleteDatabase').mockImplementation(() => {
      throw new DOMException('Internal error deleting.', 'UnknownError');
    });
    await expect(opened(client, 'user-1')).rejects.toThrow();
    erasing.mockRestore();
    expect(await (await opened(client, 'user-1')).db.outbox.count()).toBe(0);
    expect((await indexedDB.databases()).map((it) => it.name)).toContain(name);
    await client.sync.runSync(TENANT);
    expect(server.live('accounts')).toEqual({});
    await client.close();
  });

  it('is gone before the same user comes back, though a tab with another user’s books hangs', async () => {
    const client = device.client();
    const { name } = (await opened(client, 'user-x')).db;
    const hung = await new Promise<IDBDatabase>((resolve) => {
      const request = device.storage.indexedDB?.open(name);
      request.onsuccess = () => {
        resolve(request.result);
      };
    });
    await client.signOut({ leave: 'unsent' });
    await whileTimePasses(client.eraseSignedOut());
    const discarding = await whileTimePasses(opened(client, 'user-a'));
    server.faults.push(({ method }) => (method === 'POST' ? { kind: 'drop' } : undefined));
    await discarding.records.save('accounts', { name: 'Discarded' });
    server.faults.pop();
    await client.signOut({ leave: 'nothing' });
    await whileTimePasses(client.eraseSignedOut());

    const again = await whileTimePasses(opened(client, 'user-a'));

    expect(await again.db.outbox.count()).toBe(0);
    hung.close();
    await until(async () => !(await device.storage.indexedDB?.databases())?.some((it) => it.name === name));
    await again.records.save('accounts', { name: 'Typed now' });
    await client.sync.runSync(TENANT);
    expect(Object.values(server.live('accounts')).map((it) => it['name'])).toEqual(['Typed now']);
    await client.close();
  });
});
