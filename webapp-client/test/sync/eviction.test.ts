// A browser that throws away what its pages stored leaves the cookie with the device's id.
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TestDevice } from './support/device';
import { FakeServer, sessionOf } from './support/fake-server';

const OLD = '7f8d0c1a-0000-4000-8000-00000000000a';
const LAST = '2026-11-20T10:00:00.000000Z';
const ACKNOWLEDGED = '2026-11-20T09:00:00.000000Z';

describe('a browser that has thrown away what was stored', () => {
  let server: FakeServer;
  let device: TestDevice;

  beforeEach(() => {
    server = new FakeServer();
    device = new TestDevice(server);
  });

  afterEach(() => device.close());

  /** As the server knows the device that was here. */
  function knownAs(id: string, userId = 'user-1') {
    server.devices.set(userId, [{ id, userAgent: 'x', lastSyncedAt: LAST, acknowledged: ACKNOWLEDGED }]);
  }

  function evict() {
    const [id] = server.seen.flatMap(({ headers }) => headers.get('Tidebook-Device') ?? []);
    knownAs(id as string);
    device.storage.indexedDB = new IDBFactory();
    return id;
  }

  it('says so, and is the same device as before', async () => {
    await device.tab();
    const id = evict();
    const tab = await device.restart();

    expect(await tab.books.eviction()).toMatchObject({
      deviceId: id,
      lastSyncedAt: LAST,
      acknowledged: ACKNOWLEDGED,
    });
    expect(tab.books.deviceId).toBe(id);
    await tab.sync();
    const pulls = server.seen.filter(({ path }) => path === 'state/changes');
    expect(new Set(pulls.map(({ headers }) => headers.get('Tidebook-Device')))).toEqual(new Set([id]));
  });

  it('says so until the user has read it', async () => {
    await device.tab();
    evict();
    await (await device.restart()).client.close();
    const tab = await device.restart();
    expect(await tab.books.eviction()).not.toBeNull();

    await tab.books.forgetEviction();
    expect(await tab.books.eviction()).toBeNull();
    expect(await (await device.restart()).books.eviction()).toBeNull();
  });

  it('is not confused with a device that is new', async () => {
    knownAs('of another browser');
    const tab = await device.tab();

    expect(await tab.books.eviction()).toBeNull();
    expect(tab.books.deviceId).not.toBe(OLD);
  });

  it('is not confused with what a user erased at the sign-out', async () => {
    const tab = await device.tab();
    const { deviceId } = tab.books;
    await tab.client.signOut({ leave: 'nothing' });
    knownAs(deviceId);
    device.cookie.signedIn = { tenantId: 'tenant-1', userId: 'user-1' };

    expect(await (await device.tab()).books.eviction()).toBeNull();
  });

  it('tells each user who had data here', async () => {
    device.cookie.device = OLD;
    knownAs(OLD, 'user-1');
    knownAs(OLD, 'user-2');
    const first = await device.tab();
    device.cookie.signedIn = { tenantId: 'tenant-1', userId: 'user-2' };
    const second = await device.client().openTidebook(sessionOf(device.cookie.signedIn));

    expect(await first.books.eviction()).toMatchObject({ deviceId: OLD });
    expect(await second.eviction()).toMatchObject({ deviceId: OLD });
  });

  it('is told what the first of two tabs has heard', async () => {
    device.cookie.device = OLD;
    knownAs(OLD);
    let answerSecond = (): void => undefined;
    const second = new Promise<void>((resolve) => {
      answerSecond = resolve;
    });
    let asked = 0;
    server.faults.push(async ({ path }) => {
      if (path === 'devices' && ++asked === 2) {
        await second;
        // By then the first tab has synced.
        server.devices.set('user-1', [{ id: OLD, lastSyncedAt: '2026-11-22T08:00:00.000000Z' }]);
      }
      return undefined;
    });
    const [one, other] = [device.tab(), device.tab()];
    await (await one).sync();
    answerSecond();

    expect(await (await other).books.eviction()).toMatchObject({ lastSyncedAt: LAST });
  });

  it('is asked for again when the answer was lost, before anything syncs', async () => {
    device.cookie.device = OLD;
    knownAs(OLD);
    server.faults.push(({ path }) => (path === 'devices' ? { kind: 'lose-answer' } : undefined));
    await expect(device.tab()).rejects.toThrow('The server has to be reached once');
    server.faults.length = 0;

    expect(await (await device.tab()).books.eviction()).toMatchObject({ deviceId: OLD });
    const [first] = server.seen.filter(({ path }) => path.startsWith('state/'));
    expect(first?.headers.get('Tidebook-Device')).toBe(OLD);
  });

  it('does not keep anyone from their books where the server does not say', async () => {
    server.faults.push(({ path }) =>
      path === 'devices' ? { kind: 'problem', status: 403, type: 'forbidden' } : undefined,
    );
    expect(await (await device.tab()).books.eviction()).toBeNull();
  });
});
