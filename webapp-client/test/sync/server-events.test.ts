import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TestDevice, type TestTab, until } from './support/device';
import { FakeServer } from './support/fake-server';

describe('the events of the server', () => {
  let server: FakeServer;
  let device: TestDevice;
  let tab: TestTab;

  beforeEach(async () => {
    server = new FakeServer();
    server.hasEvents = true;
    device = new TestDevice(server);
    tab = await device.tab();
    device.clock.fire();
    await until(() => tab.client.sync.getStatus().lastSyncedAt !== null, 'the first run has ended');
    await until(() => server.listeners === 1, 'the device listens');
  });

  afterEach(() => device.close());

  const state = () => tab.client.sync.getStatus().state;
  const pulls = () => server.seen.filter((it) => it.method === 'GET' && it.path === 'state/changes').length;
  const calls = () => server.seen.filter((it) => it.path === 'state/events');

  /** Moves the clocks on until something is true. */
  async function pass(stepMs: number, isTrue: () => boolean | Promise<boolean>, what: string): Promise<void> {
    await until(async () => {
      server.nowMs += stepMs;
      device.clock.fire();
      return isTrue();
    }, what);
  }

  it('bring what others write, at once', async () => {
    server.change('accounts', 'one', { name: 'One' });
    await pass(0, async () => 'one' in (await tab.live('accounts')), 'it is pulled');
  });

  it('carry who the device takes itself for', () => {
    const [call] = calls();
    expect(call?.headers.get('Tidebook-Session')).toBe('tenant-1/user-1');
    expect(call?.headers.get('Tidebook-Device')).not.toBeNull();
    expect(call?.headers.get('Accept')).toContain('text/event-stream');
  });

  it('do not make a device pull after its own push', async () => {
    await tab.records.save('accounts', { name: 'Mine' });
    await until(() => tab.client.sync.getStatus().waiting === 1, 'the edit is counted');
    const before = pulls();
    await pass(300, () => Object.keys(server.live('accounts')).length === 1, 'it is pushed');
    await until(() => state() === 'idle', 'the run has ended');
    for (let turn = 0; turn < 200; turn += 1) {
      device.clock.fire();
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(pulls()).toBe(before);
  });

  it('are listened to again after a break, and what was missed is pulled', async () => {
    server.endStreams();
    server.change('accounts', 'missed', { name: 'Missed' });
    await until(() => server.listeners === 0);
    await pass(100, () => server.listeners === 1, 'the device listens again');
    await pass(0, async () => 'missed' in (await tab.live('accounts')), 'it is pulled');
  });

  it('are asked for later and later while the server has no room', async () => {
    server.faults.push((request) =>
      request.path === 'state/events'
        ? { kind: 'problem', status: 503, type: 'unavailable', headers: { 'Retry-After': '120' } }
        : undefined,
    );
    const before = calls().length;
    server.endStreams();
    await pass(100, () => calls().length === before + 1, 'it asks again');
    const asked = server.nowMs;
    await pass(1_000, () => calls().length === before + 2, 'it asks once more');
    expect(server.nowMs - asked).toBeGreaterThanOrEqual(120_000);
  });

  it('that fall silent are given up', async () => {
    const before = calls().length;
    await pass(10_000, () => calls().length > before, 'it asks again');
    expect(server.listeners).toBe(1);
  });

  it('are left when the device goes offline, and taken up when it is back', async () => {
    device.events.dispatchEvent(new Event('offline'));
    await until(() => server.listeners === 0, 'it has left');
    device.events.dispatchEvent(new Event('online'));
    await pass(100, () => server.listeners === 1, 'it listens again');
  });

  it('are left when the session is over, and taken up after a sign-in', async () => {
    device.cookie.signedIn = null;
    server.endStreams();
    await pass(100, () => state() === 'signed-out', 'the engine knows');
    const before = calls().length;
    server.nowMs += 3_600_000;
    device.clock.fire();
    expect(calls()).toHaveLength(before);
    device.cookie.signedIn = { tenantId: 'tenant-1', userId: 'user-1' };
    await tab.client.openTidebook(tab.books.session);
    await pass(0, () => server.listeners === 1, 'it listens again');
  });

  it('are taken up after one refusal that the engine never met', async () => {
    const later = { 'Retry-After': '30' };
    server.faults.push(({ path }) =>
      path === 'state/changes'
        ? { kind: 'problem', status: 503, type: 'unavailable', headers: later }
        : undefined,
    );
    await tab.sync();
    let isRefused = false;
    server.faults.push(({ path }) => {
      if (path !== 'state/events' || isRefused) {
        return undefined;
      }
      isRefused = true;
      return { kind: 'problem', status: 401, type: 'not-signed-in' };
    });
    server.endStreams();
    await pass(1_000, () => isRefused, 'the stream is refused');
    expect(state()).toBe('error');
    server.faults.length = 0;
    await pass(1_000, () => server.listeners === 1, 'the device listens again');
  });

  it('are asked for later and later while they alone are refused, and no run is made for it', async () => {
    server.faults.push(({ path }) =>
      path === 'state/events' ? { kind: 'problem', status: 401, type: 'not-signed-in' } : undefined,
    );
    const before = [calls().length, pulls()] as const;
    server.endStreams();
    for (let second = 0; second < 60; second += 1) {
      server.nowMs += 1_000;
      device.clock.fire();
      await tab.records.save('accounts', { name: `Wakes the engine ${String(second)}` });
      await until(() => state() === 'idle');
    }
    expect(calls().length - before[0]).toBeGreaterThan(1);
    expect(calls().length - before[0]).toBeLessThan(10);
    expect(pulls() - before[1]).toBeLessThan(4);
  });

  it('end with the books', async () => {
    await tab.client.close();
    expect(server.listeners).toBe(0);
    const before = server.seen.length;
    server.nowMs += 3_600_000;
    device.clock.fire();
    expect(server.seen).toHaveLength(before);
  });

  it('are listened to by one tab, and by the next when that is closed', async () => {
    const second = await device.tab();
    device.clock.fire();
    await until(() => second.client.sync.getStatus().state === 'idle', 'the second tab has run');
    expect(server.listeners).toBe(1);
    expect(calls()).toHaveLength(1);
    await tab.client.close();
    await until(() => server.listeners === 1, 'the second tab listens');
    expect(calls()).toHaveLength(2);
  });
});
