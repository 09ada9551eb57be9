import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { nextStamp } from '../../src/sync/domain';
import { TestDevice, type TestTab, until } from './support/device';
import { FakeServer } from './support/fake-server';

const [A1, A2, A3, C1, GHOST] = ['a1', 'a2', 'a3', 'c1', 'ff'].map(
  (end) => `00000000-0000-4000-8000-0000000000${end}`,
) as [string, string, string, string, string];
const HOUR_MS = 60 * 60_000;

describe('the comparison with the server', () => {
  let server: FakeServer;
  let device: TestDevice;
  let tab: TestTab;

  beforeEach(async () => {
    vi.spyOn(console, 'error').mockReturnValue();
    server = new FakeServer();
    device = new TestDevice(server);
    tab = await device.tab();
    server.change('accounts', A1, { name: 'Main bank' });
    server.change('accounts', A2, { name: 'Petty cash' });
    server.change('contacts', C1, { name: 'Ayu' });
    await tab.sync();
    server.nowMs += 1_000;
  });

  afterEach(async () => {
    vi.restoreAllMocks();
    await device.close();
  });

  const comparisons = () => server.seen.filter(({ path }) => path === 'state/digest').length;
  const pulls = () =>
    server.seen.filter(({ path, query }) => path === 'state/changes' && !query.has('since')).length;

  it('answers only what it was asked for when it began', async () => {
    let release = (): void => undefined;
    let isHeld = false;
    server.faults.push(async ({ path }) => {
      if (path === 'state/digest' && !isHeld) {
        isHeld = true;
        await new Promise<void>((resolve) => {
          release = resolve;
        });
      }
      return undefined;
    });
    const daily = tab.sync();
    await until(() => isHeld);
    const before = pulls();
    const everything = tab.books.pullAgain();
    release();
    await daily;
    expect(await everything).toMatchObject({ result: 'equal' });
    expect(pulls()).toBe(before + 1);
  });

  it('waits for a run that has nothing else to do', async () => {
    expect(comparisons()).toBe(0);
    expect(await tab.books.lastCheck()).toBeNull();

    await tab.sync();

    expect(comparisons()).toBe(1);
    expect(await tab.books.lastCheck()).toMatchObject({ result: 'equal', types: [] });
  });

  it('is made once a day', async () => {
    await tab.sync();
    server.nowMs += 23 * HOUR_MS;
    await tab.sync();
    expect(comparisons()).toBe(1);

    server.nowMs += 2 * HOUR_MS;
    await tab.sync();
    expect(comparisons()).toBe(2);
  });

  it('brings back a record that was lost here, pulling its type alone', async () => {
    await tab.db.entities('accounts').delete(A1);
    const before = pulls();

    await tab.sync();

    expect(await tab.live('accounts')).toEqual(server.live('accounts'));
    expect(pulls() - before).toBe(1);
    expect(server.seen.findLast(({ path }) => path === 'state/changes')?.query.get('types')).toBe('accounts');
    expect(await tab.books.lastCheck()).toMatchObject({ result: 'healed', types: ['accounts'] });
    expect(await tab.books.verify()).toMatchObject({ kind: 'equal' });
  });

  it('takes away what the server does not have, and a version that it never had', async () => {
    const [known] = await tab.db.entities('accounts').toArray();
    const stored = known ?? expect.fail('It is there.');
    await tab.db.entities('accounts').bulkPut([
      { ...stored, id: GHOST },
      { ...stored, name: 'Otherwise', updatedAt: nextStamp(stored.updatedAt) },
    ]);

    await tab.sync();

    expect(await tab.live('accounts')).toEqual(server.live('accounts'));
  });

  describe('with edits that wait or failed', () => {
    /** A viewer may read, but what they edited stays. */
    function refusePushes(): void {
      server.faults.push(({ method }) =>
        method === 'POST' ? { kind: 'problem', status: 403, type: 'forbidden' } : undefined,
      );
    }

    it('keeps them and their records', async () => {
      await tab.db.entities('accounts').delete(A1);
      const { id } = await tab.records.save('accounts', { name: 'New here' });
      await tab.records.save('accounts', { id: A2, name: 'Edited here' });
      const waiting = await tab.outbox();
      refusePushes();

      expect(await tab.books.check()).toMatchObject({ result: 'healed', types: ['accounts'] });

      expect(await tab.live('accounts')).toMatchObject({
        [A1]: { name: 'Main bank' },
        [A2]: { name: 'Edited here' },
        [id]: { name: 'New here' },
      });
      expect((await tab.outbox()).map((entry) => entry.id)).toEqual(waiting.map((entry) => entry.id));
      server.faults.pop();
      await tab.sync();
      expect(await tab.outbox()).toEqual([]);
      expect(await tab.live('accounts')).toEqual(server.live('accounts'));
    });

    it('keeps an edit of a record that was deleted elsewhere, which would revive it', async () => {
      await tab.db.entities('accounts').delete(A1);
      refusePushes();
      server.change('accounts', A2, null);
      server.nowMs += 1_000;
      await tab.records.save('accounts', { id: A2, name: 'Newer than the deletion' });

      await tab.books.check();

      expect(await tab.outbox()).toHaveLength(1);
      server.faults.pop();
      await tab.sync();
      expect(server.live('accounts')).toMatchObject({ [A2]: { name: 'Newer than the deletion' } });
      expect(await tab.live('accounts')).toEqual(server.live('accounts'));
    });

    it('keeps what is saved while the pages come', async () => {
      await tab.db.entities('accounts').delete(A1);
      let saved = '';
      server.faults.push(async ({ query }) => {
        if (query.get('types') === 'accounts' && saved === '') {
          saved = (await tab.records.save('accounts', { name: 'Saved meanwhile' })).id;
        }
        return undefined;
      });

      await tab.sync();

      expect(await tab.live('accounts')).toHaveProperty(saved);
      await tab.sync();
      expect(server.live('accounts')).toHaveProperty(saved);
    });
  });

  it('puts versions of this user that it takes away into the conflict log', async () => {
    const [known] = await tab.db.entities('accounts').toArray();
    const stored = { ...(known ?? expect.fail('It is there.')), updatedBy: 'user-1' };
    await tab.db.entities('accounts').bulkPut([
      { ...stored, id: GHOST },
      { ...stored, name: 'Mine', updatedAt: nextStamp(stored.updatedAt) },
    ]);

    await tab.sync();

    expect(await tab.live('accounts')).toEqual(server.live('accounts'));
    const logged = await tab.books.conflicts.getOpen();
    expect(logged.map(({ entity_id, reason }) => [entity_id, reason])).toEqual([
      [stored.id, 'remote-wins'],
      [GHOST, 'deleted-elsewhere'],
    ]);
  });

  it('takes nothing away when the server was restored meanwhile', async () => {
    await tab.db.entities('accounts').delete(A1);
    server.faults.push(({ query }) => {
      if (query.get('types') === 'accounts') {
        server.feed = 'feed-2';
      }
      return undefined;
    });

    await tab.sync();

    expect(await tab.books.lastCheck()).toBeNull();
    expect(await tab.live('accounts')).toHaveProperty(A2);
  });

  it('does not fail a run, whatever is in the outbox', async () => {
    await tab.records.save('accounts', { id: A2, name: 'Edited' });
    const [row] = await tab.db.outbox.toArray();
    await tab.db.outbox.put({ ...(row ?? expect.fail('It waits.')), status: 'failed', base_json: '{' });

    expect(await tab.sync()).toEqual({ kind: 'done' });
    expect(await tab.sync()).toEqual({ kind: 'done' });
  });

  it('is made at once when someone asks, and says what it found', async () => {
    server.change('accounts', A3, { name: 'Third' });

    expect(await tab.books.check()).toMatchObject({ result: 'equal' });
    expect(comparisons()).toBe(1);
  });

  it('says nothing when the server does not answer, and is made later', async () => {
    server.faults.push(({ path }) => (path === 'state/digest' ? { kind: 'drop' } : undefined));
    expect(await tab.books.check()).toBeNull();

    server.faults.pop();
    await tab.sync();
    expect(await tab.books.lastCheck()).toMatchObject({ result: 'equal' });
  });

  it('begins again after an hour when it was cut off while it healed', async () => {
    await tab.db.entities('accounts').delete(A1);
    server.faults.push(({ query }) => (query.get('types') === 'accounts' ? { kind: 'drop' } : undefined));
    await tab.sync();
    expect(await tab.books.lastCheck()).toBeNull();
    expect(await tab.live('accounts')).not.toHaveProperty(A1);

    server.faults.pop();
    await tab.sync();
    expect(await tab.live('accounts')).not.toHaveProperty(A1);
    server.nowMs += HOUR_MS;
    await tab.sync();
    expect(await tab.books.lastCheck()).toMatchObject({ result: 'healed' });
    expect(await tab.live('accounts')).toHaveProperty(A1);
  });

  describe('where someone writes just then', () => {
    /** Others write before each of the next comparisons, of so many. */
    function disturb(count: number): void {
      let left = count;
      server.faults.push(({ path }) => {
        if (path === 'state/digest' && left > 0) {
          left -= 1;
          server.change('contacts', C1, { name: `Ayu ${String(left)}` });
        }
        return undefined;
      });
    }

    it('pulls everything once that was asked to be pulled again, and compares later', async () => {
      disturb(2);
      const before = pulls();
      expect(await tab.books.pullAgain()).toBeNull();
      await tab.sync();
      await tab.sync();

      expect(pulls() - before).toBe(1);
      expect(await tab.books.lastCheck()).toMatchObject({ result: 'equal', types: [] });
    });

    it('tells of what was put right once it can be compared', async () => {
      await tab.db.entities('accounts').delete(A1);
      let isFirst = true;
      server.faults.push(({ path, query }) => {
        if (path === 'state/changes' && query.get('types') === 'accounts' && isFirst) {
          isFirst = false;
          disturb(1);
        }
        return undefined;
      });
      await tab.books.check();
      server.faults.length = 0;
      expect(await tab.live('accounts')).toEqual(server.live('accounts'));

      await tab.sync();
      expect(await tab.books.lastCheck()).toMatchObject({ result: 'healed', types: ['accounts'] });
    });
  });

  it('is due again after a resync', async () => {
    await tab.sync();
    server.feed = 'feed-2';
    server.change('accounts', A3, { name: 'Third' });
    await tab.sync();
    expect(await tab.books.lastCheck()).toBeNull();

    await tab.sync();
    expect(await tab.books.lastCheck()).toMatchObject({ result: 'equal' });
  });

  it('tells when they differ even so', async () => {
    server.countsWrong = true;
    await tab.sync();
    expect(await tab.books.lastCheck()).toMatchObject({
      result: 'different',
      types: ['accounts', 'contacts'],
    });

    await tab.sync();
    expect(comparisons()).toBe(2);
  });
});
