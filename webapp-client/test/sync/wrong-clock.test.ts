import { afterEach, describe, expect, it } from 'vitest';
import { type Stamp, stampFromMillis, stampToMillis } from '../../src/sync/domain';
import { ServerClock } from '../../src/sync/server-clock';
import { TestDevice } from './support/device';
import { FakeServer } from './support/fake-server';

const HOUR_MS = 3_600_000;

describe('a device whose clock is wrong', () => {
  const devices: TestDevice[] = [];
  const device = (server: FakeServer, aheadMs: number): TestDevice => {
    const made = new TestDevice(server, { aheadMs });
    devices.push(made);
    return made;
  };
  const ms = (stamp: Stamp | undefined) => stampToMillis(stamp ?? '');

  afterEach(async () => {
    await Promise.all(devices.splice(0).map((it) => it.close()));
  });

  it('stamps in the time of the server', async () => {
    const server = new FakeServer();
    for (const aheadMs of [2 * HOUR_MS, -2 * HOUR_MS]) {
      const tab = await device(server, aheadMs).tab();
      const { updatedAt } = await tab.records.save('accounts', { name: 'Main bank' });
      expect(Math.abs(ms(updatedAt) - server.nowMs)).toBeLessThan(10);
    }
  });

  it('knows the offset again when it starts with no network', async () => {
    const server = new FakeServer();
    const wrong = device(server, 2 * HOUR_MS);
    await (await wrong.tab()).sync();
    server.faults.push(() => ({ kind: 'drop' }));
    const tab = await wrong.restart();
    const { updatedAt } = await tab.records.save('accounts', { name: 'Main bank' });
    expect(Math.abs(ms(updatedAt) - server.nowMs)).toBeLessThan(10);
  });

  it('takes the stamp that the server used instead of one from the future', async () => {
    const server = new FakeServer();
    const wrong = device(server, 0);
    const tab = await wrong.tab();
    wrong.clock.aheadMs = 2 * HOUR_MS;
    const { id } = await tab.records.save('accounts', { name: 'From the future' });
    await tab.sync();

    expect(await tab.live('accounts')).toEqual(server.live('accounts'));
    expect(ms((await tab.live('accounts'))[id]?.updatedAt)).toBe(server.nowMs);
    expect(ms((await tab.live('accounts'))[id]?.createdAt)).toBe(server.nowMs);
  });

  it('rewrites the base of the edit behind when the server used another stamp', async () => {
    const server = new FakeServer();
    const wrong = device(server, 0);
    const tab = await wrong.tab();
    wrong.clock.aheadMs = 2 * HOUR_MS;
    const { id } = await tab.records.save('accounts', { name: 'From the future' });
    server.faults.push(async ({ method }) => {
      if (method === 'POST') {
        server.faults.pop();
        await tab.records.save('accounts', { id, kind: 'cash' });
        server.faults.push((request) => (request.method === 'POST' ? { kind: 'drop' } : undefined));
      }
      return undefined;
    });
    await tab.sync();

    const [behind] = await tab.outbox();
    const base = JSON.parse(behind?.base_json ?? '') as { updatedAt: Stamp };
    expect(base.updatedAt).toBe(stampFromMillis(server.nowMs));
    server.faults.pop();
    server.nowMs += 1;
    await tab.sync();
    expect(await tab.live('accounts')).toEqual(server.live('accounts'));
    expect(server.live('accounts')[id]).toMatchObject({ kind: 'cash' });
  });

  it('moves the offset only when a reading shows that it is wrong', () => {
    const clock = new ServerClock({ nowMs: () => 0 } as never);
    expect(clock.observe(stampFromMillis(1_000), 0, 0)).toBe(true);
    expect(clock.offsetMs).toBe(1_000);
    // A slow answer says little: the true offset is somewhere within its round trip.
    expect(clock.observe(stampFromMillis(1_300), 0, 1_000)).toBe(false);
    expect(clock.observe(stampFromMillis(9_000), 0, 1_000)).toBe(true);
    expect(clock.offsetMs).toBe(8_500);
  });
});
