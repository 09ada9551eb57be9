// A line that does not carry a full batch within the time of a request.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TestDevice, type TestTab } from './support/device';
import { FakeServer } from './support/fake-server';

describe('a slow line', () => {
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

  const pushes = () =>
    server.seen.filter(({ method, path }) => method === 'POST' && path === 'state/changes');
  const changesIn = ({ body }: { body: unknown }) => (body as { changes: unknown[] }).changes.length;

  async function save(count: number): Promise<void> {
    const rows = Array.from({ length: count }, (_, index) => ({
      name: `Account ${String(index)}`,
      kind: 'x'.repeat(2_000),
    }));
    await tab.records.saveMany('accounts', rows);
  }

  /** Requests larger than so many bytes are not over in time; the others take so long. */
  function slow(maxBytes: number, tookMs: number): void {
    server.faults.push(({ method, body }) => {
      if (method !== 'POST') {
        return undefined;
      }
      if (JSON.stringify(body).length > maxBytes) {
        return { kind: 'time-out' };
      }
      server.nowMs += tookMs;
      return undefined;
    });
  }

  it('gets half as much at a time, run by run, until it carries it', async () => {
    await save(200);
    slow(150_000, 40_000);
    expect(await tab.sync()).toMatchObject({ failure: { kind: 'unreachable' } });
    expect(await tab.sync()).toMatchObject({ failure: { kind: 'unreachable' } });
    expect(await tab.sync()).toEqual({ kind: 'done' });
    expect(Object.keys(server.live('accounts'))).toHaveLength(200);
    const [whole, half, ...rest] = pushes().map(changesIn);
    expect([whole, half]).toEqual([200, 100]);
    expect(Math.max(...rest)).toBeLessThanOrEqual(50);

    for (let single = 0; single < 5; single += 1) {
      await tab.records.save('accounts', { name: 'One alone' });
      await tab.sync();
    }
    await save(200);
    const before = pushes().length;
    expect(await tab.sync()).toEqual({ kind: 'done' });
    expect(Math.max(...pushes().slice(before).map(changesIn))).toBeLessThan(100);
  });

  it('that becomes fast again carries full batches again', async () => {
    await save(100);
    slow(150_000, 0);
    await tab.sync();
    await tab.sync();
    server.faults.length = 0;
    await save(300);
    await tab.sync();
    const before = pushes().length;
    await save(300);
    await tab.sync();
    expect(pushes().slice(before).map(changesIn)).toEqual([300]);
  });

  it('is not blamed where nobody answers at all', async () => {
    await save(100);
    server.faults.push(() => ({ kind: 'drop' }));
    await tab.sync();
    server.faults.length = 0;
    await tab.sync();
    expect(pushes().map(changesIn)).toEqual([100, 100]);
  });
});
