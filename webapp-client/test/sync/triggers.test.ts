import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TENANT, TestDevice, type TestTab, until } from './support/device';
import { FakeServer } from './support/fake-server';

describe('a run is due', () => {
  let server: FakeServer;
  let device: TestDevice;
  let tab: TestTab;

  beforeEach(async () => {
    server = new FakeServer();
    device = new TestDevice(server);
    tab = await device.tab();
  });

  afterEach(() => device.close());

  const state = () => tab.client.sync.getStatus().state;
  const pulls = () => server.seen.filter((it) => it.method === 'GET' && it.path === 'state/changes').length;

  async function pass(delayMs: number): Promise<void> {
    server.nowMs += delayMs;
    device.clock.fire();
    await until(() => state() !== 'syncing', 'the run has ended');
  }

  async function started(): Promise<void> {
    device.clock.fire();
    await until(() => tab.client.sync.getStatus().lastSyncedAt !== null, 'the first run has ended');
    await until(() => state() === 'idle');
  }

  it('at the start', async () => {
    server.change('accounts', 'one', { name: 'One' });
    await started();
    expect(await tab.live('accounts')).toEqual(server.live('accounts'));
    expect(tab.client.sync.getStatus()).toMatchObject({ online: true, waiting: 0, failed: 0, problem: null });
  });

  it('at the start, and what waits is counted before anything is shown', async () => {
    await started();
    await tab.records.save('accounts', { name: 'Main bank' });
    tab = await device.restart();
    expect(tab.client.sync.getStatus()).toMatchObject({ state: 'idle', waiting: 1 });
  });

  it('soon after a local write, and the browser is asked to remember it', async () => {
    await started();
    await tab.records.save('accounts', { name: 'Main bank' });
    await until(() => tab.client.sync.getStatus().waiting === 1, 'the edit is counted');
    await pass(300);
    await until(() => Object.keys(server.live('accounts')).length === 1, 'it is pushed');
    expect(device.backgroundSyncs).toBe(1);
    await until(() => tab.client.sync.getStatus().waiting === 0, 'nothing waits');
  });

  it('at once when the server answers again while a run fails that began before, but once only', async () => {
    await started();
    let isDown = true;
    let fails = 0;
    server.faults.push(async ({ path }) => {
      if (path !== 'state/changes') {
        return undefined;
      }
      fails += 1;
      // The server is found to answer while this call is lost.
      tab.client.sync.reportContact(false);
      tab.client.sync.reportContact(true);
      await Promise.resolve();
      return isDown ? { kind: 'drop' } : undefined;
    });
    await tab.sync();
    expect(fails).toBe(1);
    await pass(0);
    expect(fails).toBe(2);
    await pass(0);
    expect(fails).toBe(2);

    isDown = false;
    await pass(5 * 60_000);
    expect(state()).toBe('idle');
  });

  it('after five minutes, though nothing happened here', async () => {
    await started();
    const before = pulls();
    await pass(4 * 60_000);
    expect(pulls()).toBe(before);
    await pass(60_000);
    await until(() => pulls() === before + 1);
  });

  it('not because the server fell silent, but that is noticed within half a minute', async () => {
    await started();
    server.faults.push(() => ({ kind: 'drop' }));
    server.nowMs += 30_000;
    device.clock.fire();
    await until(() => !tab.client.sync.getStatus().online, 'the silence is noticed');
    expect(tab.client.sync.getStatus().state).toBe('offline');
  });

  it('on a poke', async () => {
    await started();
    server.change('accounts', 'one', { name: 'One' });
    tab.client.sync.poke();
    device.clock.fire();
    await until(async () => 'one' in (await tab.live('accounts')));
  });

  it('when the server answers again, before the next try is', async () => {
    await started();
    server.faults.push(() => ({ kind: 'drop' }));
    await tab.sync();
    await tab.sync();
    expect(tab.client.sync.getStatus()).toMatchObject({ state: 'offline', online: false });
    await tab.records.save('accounts', { name: 'Made offline' });
    server.faults.pop();
    device.events.dispatchEvent(new Event('online'));
    await until(() => tab.client.sync.getStatus().online);
    device.clock.fire();
    await until(async () => (await tab.outbox()).length === 0);
    expect(Object.keys(server.live('accounts'))).toHaveLength(1);
  });

  it('later and later while the server fails, and not before it asks for', async () => {
    await started();
    const headers: Record<string, string> = {};
    server.faults.push(() => ({
      kind: 'problem',
      status: 503,
      type: 'unavailable',
      headers,
    }));
    const delays: number[] = [];
    const fail = async () => {
      await tab.sync();
      delays.push((tab.client.sync.getStatus().nextRetryAt ?? 0) - device.clock.nowMs());
    };
    for (let count = 0; count < 4; count += 1) {
      await fail();
    }
    headers['Retry-After'] = '120';
    await fail();

    expect(delays).toEqual([750, 1_500, 3_000, 6_000, 120_000]);
    expect(tab.client.sync.getStatus()).toMatchObject({ state: 'error', problem: { kind: 'unavailable' } });
  });

  it('not before the time that a server with too much to do has set, whoever pokes', async () => {
    await started();
    const busy = () =>
      ({ kind: 'problem', status: 503, type: 'unavailable', headers: { 'Retry-After': '120' } }) as const;
    server.faults.push(busy);
    await tab.sync();
    server.faults.pop();
    const before = server.seen.length;
    server.change('accounts', 'one', { name: 'One' });
    tab.client.sync.poke();
    await pass(0);
    expect(server.seen.slice(before).filter(({ path }) => path === 'state/changes')).toEqual([]);
    device.events.dispatchEvent(new Event('offline'));
    device.events.dispatchEvent(new Event('online'));
    await until(() => server.seen.slice(before).some(({ path }) => path === 'health'));
    await tab.client.sync.start(TENANT);
    await pass(0);
    expect(server.seen.slice(before).filter(({ path }) => path === 'state/changes')).toEqual([]);

    tab.client.sync.poke();
    await pass(120_000);
    await until(async () => 'one' in (await tab.live('accounts')));
  });

  it('at the start, where the browser is also asked again to remember what waits', async () => {
    await started();
    await tab.records.save('accounts', { name: 'Main bank' });
    const before = device.backgroundSyncs;
    await device.restart();
    expect(device.backgroundSyncs).toBeGreaterThan(before);
  });

  it('once more when a tab opens, which does not make a run under way look as if it had ended', async () => {
    await started();
    let answer = (): void => undefined;
    const held = new Promise<undefined>((resolve) => {
      answer = () => {
        resolve(undefined);
      };
    });
    server.faults.push(({ path }) => (path === 'state/changes' ? held : undefined));
    const run = tab.sync();
    await until(() => state() === 'syncing');
    await tab.client.sync.start(TENANT);
    expect(state()).toBe('syncing');
    answer();
    await run;
    expect(state()).toBe('idle');
  });

  it('no more after a stop', async () => {
    await started();
    await tab.client.sync.stop();
    const before = server.seen.length;
    await tab.records.save('accounts', { name: 'Main bank' });
    await pass(10 * 60_000);
    expect(server.seen).toHaveLength(before);
    expect(state()).toBe('stopped');
  });

  it('once for all who ask while one is under way', async () => {
    await started();
    const before = pulls();
    const { sync } = tab.client;
    await Promise.all([
      sync.runSync(TENANT),
      sync.runSync(TENANT),
      sync.runSync(TENANT),
      sync.runSync(TENANT),
    ]);
    expect(pulls()).toBe(before + 2);
  });
});
