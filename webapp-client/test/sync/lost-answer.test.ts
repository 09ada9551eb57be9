import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FIRST_PAGE_LIMIT, PAGE_LIMIT } from '../../src/sync/downstream';
import { TestDevice, type TestTab, until } from './support/device';
import { type Fault, FakeServer, type SeenRequest } from './support/fake-server';

const isPush = (request: SeenRequest) => request.method === 'POST' && request.path === 'state/changes';
const isPull = (request: SeenRequest) => request.method === 'GET' && request.path === 'state/changes';

function once(matches: (request: SeenRequest) => boolean, fault: Fault) {
  let isDue = true;
  return (request: SeenRequest): Fault | undefined => {
    if (isDue && matches(request)) {
      isDue = false;
      return fault;
    }
    return undefined;
  };
}

describe('a lost answer or a killed tab', () => {
  let server: FakeServer;
  let device: TestDevice;

  beforeEach(() => {
    server = new FakeServer();
    device = new TestDevice(server);
  });

  afterEach(() => device.close());

  it('is pushed again under the same id, stamp and payload, and takes effect once', async () => {
    const tab = await device.tab();
    const { id } = await tab.records.save('accounts', { name: 'Main bank' });
    server.faults.push(once(isPush, { kind: 'lose-answer' }));

    expect(await tab.sync()).toMatchObject({ kind: 'failed', failure: { kind: 'unreachable' } });
    expect(await tab.outbox()).toMatchObject([{ status: 'pending', sealed: true, retry_count: 1 }]);
    expect(await tab.sync()).toEqual({ kind: 'done' });

    const [first, second] = server.seen.filter(isPush).map((request) => request.body as { changes: unknown });
    expect(second?.changes).toEqual(first?.changes);
    expect(server.receipts).toBe(1);
    expect(Object.keys(server.live('accounts'))).toEqual([id]);
    expect(await tab.outbox()).toEqual([]);
  });

  it('leaves the sent change alone when its record is edited before it is pushed again', async () => {
    const tab = await device.tab();
    const { id } = await tab.records.save('accounts', { name: 'Main bank' });
    server.faults.push(once(isPush, { kind: 'lose-answer' }));
    await tab.sync();
    await tab.records.save('accounts', { id, name: 'Second thought' });
    expect(await tab.outbox()).toHaveLength(2);
    await tab.sync();

    expect(server.live('accounts')[id]?.name).toBe('Second thought');
    expect(await tab.live('accounts')).toEqual(server.live('accounts'));
    expect(await tab.books.conflicts.getOpen()).toEqual([]);
  });

  it('sends a deletion behind a creation that may have arrived', async () => {
    const tab = await device.tab();
    const { id } = await tab.records.save('accounts', { name: 'Main bank' });
    server.faults.push(once(isPush, { kind: 'lose-answer' }));
    await tab.sync();
    await tab.records.remove('accounts', id);
    expect((await tab.outbox()).map((entry) => entry.action)).toEqual(['create', 'delete']);
    await tab.sync();

    expect(server.live('accounts')).toEqual({});
    expect(await tab.db.entities('accounts').count()).toBe(0);
  });

  it('loses nothing when the tab is killed while the server works', async () => {
    const tab = await device.tab();
    await tab.records.save('accounts', { name: 'Main bank' });
    let isHanging = false;
    server.faults.push((request) => {
      if (isPush(request) && !isHanging) {
        isHanging = true;
        return new Promise<Fault>(() => undefined);
      }
      return undefined;
    });
    void tab.sync();
    await until(() => isHanging);
    expect(await tab.outbox()).toMatchObject([{ status: 'syncing', sealed: true }]);

    const again = await device.restart();
    expect(await again.sync()).toEqual({ kind: 'done' });
    expect(await again.outbox()).toEqual([]);
    expect(await again.live('accounts')).toEqual(server.live('accounts'));
  });

  it('takes up what an earlier version of the application had marked entry by entry', async () => {
    const tab = await device.tab();
    await tab.records.save('accounts', { name: 'Main bank' });
    await tab.db.outbox.toCollection().modify({ status: 'syncing', sealed: true });

    expect(await tab.sync()).toEqual({ kind: 'done' });
    expect(await tab.outbox()).toEqual([]);
    expect(await tab.live('accounts')).toEqual(server.live('accounts'));
  });

  it('doubles nothing when the tab is killed with a batch on its way and the answers before it not stored', async () => {
    const tab = await device.tab();
    const rows = Array.from({ length: 2_500 }, (_, index) => ({ name: `Account ${String(index)}` }));
    await tab.records.saveMany('accounts', rows);
    let pushes = 0;
    let reopened: Promise<TestTab> | null = null;
    server.faults.push((request) => {
      if (!isPush(request) || ++pushes !== 2) {
        return undefined;
      }
      reopened = device.restart();
      return new Promise<Fault>(() => undefined);
    });
    void tab.sync();
    await until(() => reopened !== null);
    const again = await (reopened as unknown as Promise<TestTab>);

    expect(await again.sync()).toEqual({ kind: 'done' });
    expect(await again.outbox()).toEqual([]);
    expect(server.receipts).toBe(2_500);
    expect(await again.live('accounts')).toEqual(server.live('accounts'));
  });

  it('repeats at most the page whose storing was cut off', async () => {
    for (let index = 0; index < PAGE_LIMIT + 500; index += 1) {
      server.change('accounts', crypto.randomUUID(), { name: `Account ${String(index)}` });
    }
    server.faults.push(once((request) => isPull(request) && request.query.has('initial'), { kind: 'drop' }));
    const tab = await device.tab();
    await tab.sync();
    const again = await device.restart();
    expect(await again.db.entities('accounts').count()).toBe(FIRST_PAGE_LIMIT);
    await again.sync();

    const pulls = server.seen.filter(isPull).map((request) => request.query.get('since'));
    expect(pulls[1]).toBe(pulls[2]);
    expect(await again.live('accounts')).toEqual(server.live('accounts'));
  });

  it('is not taken for a conflict when a pull shows its own stamp and author', async () => {
    const tab = await device.tab();
    const { id } = await tab.records.save('accounts', { name: 'Main bank' });
    server.faults.push(once(isPush, { kind: 'lose-answer' }));
    await tab.sync();
    await tab.client.sync.runDownstream('tenant-1');

    expect(await tab.books.conflicts.getOpen()).toEqual([]);
    expect(await tab.outbox()).toHaveLength(1);
    await tab.sync();
    expect(await tab.outbox()).toEqual([]);
    expect(Object.keys(await tab.live('accounts'))).toEqual([id]);
  });

  it('waits with what it has when something else than the server answers', async () => {
    const tab = await device.tab();
    await tab.records.save('accounts', { name: 'Main bank' });
    server.faults.push(() => ({ kind: 'captive-portal' }));

    expect(await tab.sync()).toMatchObject({ failure: { kind: 'unreachable' } });
    expect(tab.client.sync.getStatus()).toMatchObject({ state: 'offline' });
    expect(await tab.outbox()).toHaveLength(1);
  });

  it('pushes many changes in batches of a thousand, each once', async () => {
    const tab = await device.tab();
    const rows = Array.from({ length: 2_345 }, (_, index) => ({ name: `Account ${String(index)}` }));
    await tab.records.saveMany('accounts', rows);
    server.faults.push(
      once((request) => isPush(request) && server.receipts >= 1_000, { kind: 'lose-answer' }),
    );
    await tab.sync();
    expect(server.receipts).toBe(2_000);
    await tab.sync();

    expect(server.receipts).toBe(2_345);
    expect(await tab.outbox()).toEqual([]);
    expect(await tab.live('accounts')).toEqual(server.live('accounts'));
    expect(await tab.db.outbox.count()).toBe(100);
  });
});
