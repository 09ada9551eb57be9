// The engine in a worker: one leads for all tabs of a browser, and another takes over when it is gone.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { TENANT, TestDevice, type TestTab, until } from './support/device';
import { FakeServer, type SeenRequest, sessionOf } from './support/fake-server';

const isPush = (request: SeenRequest) => request.method === 'POST' && request.path === 'state/changes';
const isSchema = (request: SeenRequest) => request.path === 'state/schema';
const isStream = (request: SeenRequest) => request.path === 'state/events';

describe('the engine in a worker', () => {
  let server: FakeServer;
  let device: TestDevice;

  beforeEach(() => {
    server = new FakeServer();
    device = new TestDevice(server, { engine: 'worker' });
  });

  afterEach(async () => {
    vi.restoreAllMocks();
    await device.close();
  });

  async function openTab(): Promise<TestTab> {
    const tab = await device.tab();
    await until(() => {
      device.clock.fire();
      return status(tab).online && status(tab).state === 'idle' && status(tab).lastSyncedAt !== null;
    }, 'the leader has told of its first run');
    return tab;
  }

  /** Closes the books of a page whose worker does not answer any more. */
  async function closeDeaf(tab: TestTab): Promise<void> {
    const closing = tab.client.close();
    await turns(20);
    server.nowMs += 5_000;
    device.clock.fire();
    await closing;
  }

  /** Lets so many seconds pass, each with what is due then. */
  async function seconds(count: number): Promise<void> {
    for (let elapsed = 0; elapsed < count; elapsed += 1) {
      server.nowMs += 1_000;
      device.clock.fire();
      await turns(1);
    }
  }

  const status = (tab: TestTab) => tab.client.sync.getStatus();

  it('pushes what a page has saved, and all pages see how it stands', async () => {
    const [one, two] = [await openTab(), await openTab()];
    await two.records.save('accounts', { name: 'Main bank' });
    await until(() => status(one).waiting === 1 && status(two).waiting === 1, 'both count it');
    device.clock.fire();
    server.nowMs += 400;
    await until(() => {
      device.clock.fire();
      return Object.keys(server.live('accounts')).length === 1;
    }, 'it has gone up');

    await until(() => status(one).waiting === 0 && status(two).waiting === 0, 'both count nothing');
    expect(await two.outbox()).toEqual([]);
  });

  it('holds one stream of events for all tabs', async () => {
    await openTab();
    await openTab();
    await openTab();

    expect(server.seen.filter(isStream)).toHaveLength(1);
  });

  it('tells a page how the run that it asked for has ended', async () => {
    const tab = await openTab();
    await tab.records.save('accounts', { name: 'Main bank' });

    expect(await tab.sync()).toEqual({ kind: 'done' });
    expect(server.seen.filter(isPush)).toHaveLength(1);
  });

  it('falls to another tab when the leader is closed', async () => {
    const [leader, other] = [await openTab(), await openTab()];
    await leader.client.close();
    await other.records.save('accounts', { name: 'After the leader' });

    expect(await other.sync()).toEqual({ kind: 'done' });
    expect(Object.keys(server.live('accounts'))).toHaveLength(1);
  });

  it('does what a leader that was killed was asked for and had not done', async () => {
    const [killed, other] = [await openTab(), await openTab()];
    await other.records.save('accounts', { name: 'Main bank' });
    let isPushing = false;
    server.faults.push((request) => {
      if (!isPush(request) || isPushing) {
        return undefined;
      }
      isPushing = true;
      return new Promise(() => undefined);
    });
    const asked = other.sync();
    await until(() => isPushing, 'the leader pushes');
    device.workers[0]?.terminate();

    expect(await asked).toEqual({ kind: 'done' });
    expect(Object.keys(server.live('accounts'))).toHaveLength(1);
    expect(server.receipts).toBe(1);
    await closeDeaf(killed);
  });

  it('does not keep a page from closing though the worker hangs', async () => {
    const tab = await openTab();
    const [worker] = device.workers;
    if (worker !== undefined) {
      worker.hangs = true;
    }
    await closeDeaf(tab);

    expect(worker?.isTerminated).toBe(true);
    expect(status(tab).state).toBe('stopped');
  });

  it('is taken from a leader that hangs, which leads no more when it wakes up', async () => {
    const [, other] = [await openTab(), await openTab()];
    const hung = device.workers[0];
    if (hung === undefined) {
      throw new Error('no worker');
    }
    hung.hangs = true;
    await other.records.save('accounts', { name: 'Main bank' });
    const asked = other.sync();
    await seconds(40);
    expect(await asked).toEqual({ kind: 'done' });

    hung.hangs = false;
    await other.records.save('accounts', { name: 'Second' });
    expect(await other.sync()).toEqual({ kind: 'done' });
    expect(Object.keys(server.live('accounts'))).toHaveLength(2);
    expect(server.seen.filter(isPush)).toHaveLength(2);
  });

  it('leaves a leader alone that was silent because the machine slept', async () => {
    await openTab();
    const other = await openTab();
    // Whoever begins to lead opens the books, and asks for their description.
    const opened = server.seen.filter(isSchema).length;
    server.nowMs += 3_600_000;
    device.clock.fire();
    await turns(20);
    server.nowMs += 6_000;
    device.clock.fire();
    expect(await other.sync()).toEqual({ kind: 'done' });

    expect(server.seen.filter(isSchema)).toHaveLength(opened);
  });

  it('gives the page the server’s time as the worker has measured it', async () => {
    const wrong = new TestDevice(server, { engine: 'worker', aheadMs: 2 * 3_600_000 });
    const tab = await wrong.tab();
    await until(() => tab.client.clock.isMeasured, 'the offset is known');
    const saved = await tab.records.save('accounts', { name: 'Main bank' });

    expect(Math.abs(Date.parse(saved.updatedAt) - server.nowMs)).toBeLessThan(2_000);
    await wrong.close();
  });

  it('runs in the page where the worker cannot be loaded', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const tab = await device.tab();
    device.workers[0]?.fail();
    await tab.records.save('accounts', { name: 'Main bank' });

    expect(await tab.sync()).toEqual({ kind: 'done' });
    await until(() => status(tab).state === 'idle' && status(tab).waiting === 0, 'the page knows it');
    expect(Object.keys(server.live('accounts'))).toHaveLength(1);
    expect(server.seen.filter(isStream)).toHaveLength(1);
  });

  it('goes on once someone has signed in again', async () => {
    const tab = await openTab();
    const signedIn = device.cookie.signedIn;
    device.cookie.signedIn = null;
    await tab.sync();
    await until(() => status(tab).state === 'signed-out', 'the pause is known');

    device.cookie.signedIn = signedIn;
    await tab.client.sync.start(TENANT);
    await until(() => {
      device.clock.fire();
      return status(tab).state === 'idle';
    }, 'it goes on');
  });

  it('asks for a background sync from the page, which a worker cannot', async () => {
    const tab = await openTab();
    await tab.records.save('accounts', { name: 'Main bank' });

    await until(() => device.backgroundSyncs === 1, 'it was asked for');
  });

  it('says that it stopped when the page closes the books', async () => {
    const tab = await openTab();
    await tab.client.close();

    expect(status(tab)).toMatchObject({ state: 'stopped', online: false });
    expect(device.workers[0]?.isTerminated).toBe(true);
  });

  it('is asked to sync when the user comes back to the page', async () => {
    await openTab();
    const before = server.seen.length;
    device.events.dispatchEvent(new Event('shown'));
    await until(() => {
      device.clock.fire();
      return server.seen.length > before;
    }, 'it syncs');
  });

  it('is woken by a page that is opened while the leader pauses', async () => {
    const first = await openTab();
    const signedIn = device.cookie.signedIn;
    device.cookie.signedIn = null;
    await first.sync();
    await until(() => status(first).state === 'signed-out', 'the pause is known');

    device.cookie.signedIn = signedIn;
    const second = await openTab();
    expect(status(second).state).toBe('idle');
    expect(status(first).state).toBe('idle');
  });

  it('opens its books anew when a page has learned of another type', async () => {
    const leader = await openTab();
    const [type] = server.schema.types;
    server.schema = { types: [...server.schema.types, { ...type, name: 'meters' }] };
    // A page takes the description that is kept and renews it for the next one.
    await openTab();
    const other = await openTab();
    await other.records.save('meters', { name: 'Meter 1' });

    expect(await other.sync()).toEqual({ kind: 'done' });
    expect(Object.keys(server.live('meters'))).toHaveLength(1);
    expect(await other.outbox()).toEqual([]);
    expect(status(leader).problem).toBeNull();
  });

  it('is not left running by a page that closes while it opens', async () => {
    const client = device.client();
    const opening = client.openTidebook(sessionOf({ tenantId: TENANT, userId: device.userId }));
    await client.close();
    await opening;

    expect(device.workers.every((worker) => worker.isTerminated)).toBe(true);
    expect(client.sync.getStatus().state).toBe('stopped');
    expect(client.current).toBeNull();
  });

  it('is one for each version of the application, and neither is held up by the other', async () => {
    const old = await openTab();
    device.build = 'engine-2.js';
    const young = await openTab();
    await old.records.save('accounts', { name: 'From the old one' });
    await young.records.save('accounts', { name: 'From the new one' });

    expect(await Promise.all([old.sync(), young.sync()])).toEqual([{ kind: 'done' }, { kind: 'done' }]);
    expect(Object.keys(server.live('accounts'))).toHaveLength(2);
    expect(server.receipts).toBe(2);
  });

  it('runs in the page where no leader is heard of', async () => {
    const logged = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const tab = await openTab();
    for (const worker of device.workers) {
      worker.hangs = true;
    }
    const asked = tab.sync();
    await seconds(70);
    // The hung worker holds the lock of the run for three minutes more.
    server.nowMs += 4 * 60_000;
    await until(() => {
      device.clock.fire();
      return status(tab).state === 'idle';
    }, 'the page syncs by itself');
    expect(await asked).toEqual({ kind: 'done' });
    expect(logged).toHaveBeenCalled();
  });

  it('runs in the page where the browser refuses to make a worker', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    device.refusesWorkers = true;
    const tab = await device.tab();
    await tab.records.save('accounts', { name: 'Main bank' });

    expect(await tab.sync()).toEqual({ kind: 'done' });
    expect(Object.keys(server.live('accounts'))).toHaveLength(1);
  });

  it('answers a call of the time when it could not open the books', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const tab = await openTab();
    let isBroken = true;
    device.failOpening = () => isBroken;
    const other = await device.tab();
    await tab.client.close();
    await until(() => status(other).state === 'error', 'the trouble is told');
    await other.records.save('accounts', { name: 'Main bank' });
    const asked = other.sync();
    isBroken = false;
    server.nowMs += 11_000;
    device.clock.fire();

    expect(await asked).toEqual({ kind: 'done' });
    expect(Object.keys(server.live('accounts'))).toHaveLength(1);
  });

  it('hears of the network from the page', async () => {
    const tab = await openTab();
    device.events.dispatchEvent(new Event('offline'));
    await until(() => !status(tab).online, 'it believes the page');

    device.events.dispatchEvent(new Event('online'));
    await until(() => status(tab).online, 'it has asked the server');
  });

  it('is not led by a tab that has not heard of the sign-out, and what was erased does not come back', async () => {
    const [leader, other] = [await openTab(), await openTab()];
    const opened = server.seen.filter(isSchema).length;
    await leader.client.signOut({ leave: 'unsent' });
    await leader.client.eraseSignedOut();
    for (let turn = 0; turn < 200; turn += 1) {
      device.clock.fire();
      await new Promise((resolve) => setImmediate(resolve));
    }

    const all = await device.storage.indexedDB.databases();
    expect(all.map((it) => it.name)).toEqual(['tidebook']);
    expect(server.seen.filter(isSchema)).toHaveLength(opened);
    await other.client.close();
  });
});

/** Turns of the event loop in which nothing is awaited but what has begun. */
async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) {
    await new Promise((resolve) => setImmediate(resolve));
  }
}
