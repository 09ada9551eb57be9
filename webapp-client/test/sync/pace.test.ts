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

  it('brings half as many records at a time, also in the next run, until it carries them', async () => {
    for (let i = 0; i < 3_000; i += 1) {
      server.change('contacts', `c-${String(i)}`, { name: `Contact ${String(i)}` });
    }
    let most = 800;
    const limits: number[] = [];
    server.faults.push(({ method, path, query }) => {
      const limit = Number(query.get('limit'));
      if (method !== 'GET' || path !== 'state/changes') {
        return undefined;
      }
      limits.push(limit);
      if (limit > most) {
        return { kind: 'time-out' };
      }
      server.nowMs += most === Infinity ? 0 : 40_000;
      return undefined;
    });
    for (let run = 0; run < 4; run += 1) {
      await tab.sync();
    }
    expect(Object.keys(await tab.live('contacts'))).toHaveLength(3_000);
    expect(limits.slice(0, 4)).toEqual([5_000, 2_500, 1_250, 625]);
    most = Infinity;
    for (let i = 3_000; i < 12_000; i += 1) {
      server.change('contacts', `c-${String(i)}`, { name: `Contact ${String(i)}` });
    }
    limits.length = 0;
    await tab.sync();
    expect(limits.at(-1)).toBe(5_000);
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
