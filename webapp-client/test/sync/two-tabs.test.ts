import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TestDevice, until } from './support/device';
import { type Fault, FakeServer, type SeenRequest } from './support/fake-server';

const isPush = (request: SeenRequest) => request.method === 'POST' && request.path === 'state/changes';

describe('two tabs', () => {
  let server: FakeServer;
  let device: TestDevice;

  beforeEach(() => {
    server = new FakeServer();
    device = new TestDevice(server);
  });

  afterEach(() => device.close());

  it('push every change once though both sync at the same time', async () => {
    const [one, two] = [await device.tab(), await device.tab()];
    await one.records.save('accounts', { name: 'From one' });
    await two.records.save('accounts', { name: 'From two' });
    await Promise.all([one.sync(), two.sync()]);

    expect(server.seen.filter(isPush)).toHaveLength(1);
    expect(Object.keys(server.live('accounts'))).toHaveLength(2);
    expect(await two.outbox()).toEqual([]);
  });

  it('issue stamps and fold edits as if they were one', async () => {
    const [one, two] = [await device.tab(), await device.tab()];
    const first = await one.records.save('accounts', { name: 'From one' });
    const second = await two.records.save('accounts', { id: first.id, kind: 'cash' });

    expect(second.updatedAt > first.updatedAt).toBe(true);
    expect(await one.outbox()).toHaveLength(1);
  });

  it('take over from one that hung while it held the lock, and let it write nothing', async () => {
    const [hung, live] = [await device.tab(), await device.tab()];
    const { id } = await hung.records.save('accounts', { name: '' });
    let wake: (fault: Fault | undefined) => void = () => undefined;
    let isHanging = false;
    server.faults.push((request) => {
      if (!isPush(request) || isHanging) {
        return undefined;
      }
      isHanging = true;
      return new Promise<Fault | undefined>((resolve) => {
        wake = resolve;
      });
    });
    const hanging = hung.sync();
    await until(() => isHanging);
    const waiting = live.sync();
    await new Promise((resolve) => setImmediate(resolve));
    server.nowMs += 4 * 60_000;
    await until(() => {
      device.clock.fire();
      return server.seen.filter(isPush).length === 2;
    });
    expect(await waiting).toEqual({ kind: 'done' });
    expect(await live.outbox()).toMatchObject([{ status: 'failed' }]);
    await live.records.save('accounts', { id, name: 'Corrected since' });

    wake(undefined);
    expect(await hanging).toEqual({ kind: 'replaced' });
    for (let turn = 0; turn < 100; turn += 1) {
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(await live.outbox()).toMatchObject([
      { status: 'pending', payload_json: '{"name":"Corrected since"}' },
    ]);
  });

  it('abort each other’s transactions by number where the browser has no locks', async () => {
    const lockless = new TestDevice(server, { withLocks: false });
    const [one, two] = [await lockless.tab(), await lockless.tab()];
    await one.records.save('accounts', { name: 'Main bank' });
    const outcomes = await Promise.all([one.sync(), two.sync()]);
    expect(outcomes.map((outcome) => outcome.kind)).toContain('done');
    await one.sync();

    expect(Object.keys(server.live('accounts'))).toHaveLength(1);
    expect(server.receipts).toBe(1);
    expect(await one.outbox()).toEqual([]);
    await lockless.close();
  });
});
