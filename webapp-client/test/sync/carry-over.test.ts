// A device was away for weeks: what an older version of the application has left in its outbox is understood.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CarryOver } from '../../src/sync/carry-over';
import { TestDevice, type TestTab } from './support/device';
import { FakeServer } from './support/fake-server';

/** `memo` is called `description` now, and a later version writes `bank` for `giro`. */
const STEPS: readonly CarryOver[] = [
  {
    format: 1,
    entityType: 'accounts',
    fields: ({ memo, ...others }) => (memo === undefined ? others : { ...others, description: memo }),
  },
  {
    format: 2,
    entityType: 'accounts',
    fields: (fields) => (fields.kind === 'giro' ? { ...fields, kind: 'bank' } : fields),
  },
];

describe('an edit that an older version has left in the outbox', () => {
  let server: FakeServer;
  let device: TestDevice;

  beforeEach(() => {
    server = new FakeServer();
    device = new TestDevice(server);
  });

  afterEach(() => device.close());

  const isDropped = { now: true };

  async function offline(): Promise<TestTab> {
    const tab = await device.tab();
    await tab.sync();
    isDropped.now = true;
    server.faults.push(({ path }) =>
      isDropped.now && path.startsWith('state/') ? { kind: 'drop' } : undefined,
    );
    return tab;
  }

  function pushed() {
    return server.seen
      .filter(({ method, path }) => method === 'POST' && path === 'state/changes')
      .flatMap(({ body }) => (body as { changes: { id: string; payload: object }[] }).changes);
  }

  it('goes up in the new form, and the record is shown in it at once', async () => {
    const old = await offline();
    await old.records.save('accounts', { id: 'one', name: 'Main', memo: 'Rents', kind: 'giro' });
    device.carryOvers = STEPS;
    const tab = await device.restart();

    expect(await tab.live('accounts')).toMatchObject({ one: { description: 'Rents', kind: 'bank' } });
    isDropped.now = false;
    expect(await tab.sync()).toEqual({ kind: 'done' });
    expect(server.live('accounts')).toMatchObject({
      one: { name: 'Main', description: 'Rents', kind: 'bank' },
    });
    expect(await tab.live('accounts')).toEqual(server.live('accounts'));
  });

  it('is one change with what the user edits in the new version', async () => {
    const old = await offline();
    await old.records.save('accounts', { id: 'one', name: 'Main', memo: 'Rents' });
    device.carryOvers = STEPS;
    const tab = await device.restart();
    await tab.records.save('accounts', { id: 'one', description: 'All rents' });

    expect(
      (await tab.outbox()).map(({ payload_json }) => JSON.parse(payload_json as string) as unknown),
    ).toEqual([{ name: 'Main', description: 'All rents' }]);
  });

  it('stays as it was sent where the server may have it, and goes up anew if it was refused', async () => {
    const old = await offline();
    await old.records.save('accounts', { id: 'one', name: 'Main', memo: 'Rents' });
    await old.sync();
    device.carryOvers = STEPS;
    const tab = await device.restart();
    isDropped.now = false;
    await tab.sync();

    const [first, again, fresh] = pushed();
    expect(again).toEqual(first);
    expect(fresh?.id).not.toBe(first?.id);
    expect(fresh?.payload).toEqual({ name: 'Main', description: 'Rents' });
    expect(server.live('accounts')).toMatchObject({ one: { description: 'Rents' } });
    expect(await tab.outbox()).toEqual([]);
    expect(await tab.live('accounts')).toEqual(server.live('accounts'));
  });

  it('goes up anew before an edit that was made after it', async () => {
    server.change('accounts', 'one', { name: 'Main', description: 'Water' });
    const old = await offline();
    await old.records.save('accounts', { id: 'one', memo: 'Rents' });
    await old.sync();
    device.carryOvers = STEPS;
    const tab = await device.restart();
    server.nowMs += 1_000;
    await tab.records.save('accounts', { id: 'one', name: 'Main bank' });
    isDropped.now = false;
    expect(await tab.sync()).toEqual({ kind: 'done' });

    expect(server.live('accounts')).toMatchObject({ one: { name: 'Main bank', description: 'Rents' } });
    expect(await tab.books.conflicts.getOpen()).toEqual([]);
    expect(await tab.live('accounts')).toEqual(server.live('accounts'));
  });

  it('is shown as the server has it, also where a pull met it before it was refused', async () => {
    server.change('accounts', 'one', { name: 'Main', description: 'Water' });
    const old = await offline();
    await old.records.save('accounts', { id: 'one', memo: 'Rents' });
    await old.sync();
    device.carryOvers = STEPS;
    const tab = await device.restart();
    isDropped.now = false;
    // Away for longer than tombstones are kept: it pulls everything before it pushes.
    server.change('accounts', 'two', { name: 'Other' });
    server.purge('accounts', 'another');
    await tab.sync();

    expect(server.live('accounts')).toMatchObject({ one: { description: 'Rents' } });
    expect(await tab.live('accounts')).toEqual(server.live('accounts'));
  });

  it('is carried over from each earlier format by the steps since', async () => {
    device.carryOvers = STEPS.slice(0, 1);
    const old = await offline();
    // `memo` is not of format 1: whatever the user means by it stays.
    await old.records.save('accounts', { id: 'one', name: 'Main', memo: 'Kept', kind: 'giro' });
    device.carryOvers = STEPS;
    const tab = await device.restart();

    const [entry] = await tab.outbox();
    expect(JSON.parse(entry?.payload_json as string)).toEqual({ name: 'Main', memo: 'Kept', kind: 'bank' });
    expect(entry?.format).toBe(2);
  });

  it('is met and carried over when it comes from a tab that still runs the older version', async () => {
    const old = await device.tab();
    device.carryOvers = STEPS;
    const tab = await device.tab();
    await old.records.save('accounts', { id: 'one', name: 'Main', memo: 'Rents' });
    expect(await tab.sync()).toEqual({ kind: 'done' });

    expect(server.live('accounts')).toMatchObject({ one: { description: 'Rents' } });
    expect(await tab.live('accounts')).toEqual(server.live('accounts'));
  });

  it('is not mixed into an edit of the newer version', async () => {
    const old = await offline();
    device.carryOvers = STEPS;
    const tab = await device.tab();
    await tab.records.save('accounts', { id: 'one', name: 'Main', description: 'Rents' });
    await old.records.save('accounts', { id: 'one', memo: 'All rents' });
    expect(await tab.outbox()).toHaveLength(2);

    isDropped.now = false;
    await tab.sync();
    expect(server.live('accounts')).toMatchObject({ one: { description: 'All rents' } });
    expect(await tab.live('accounts')).toEqual(server.live('accounts'));
  });

  it('that was refused goes up in the new form when the user tries again', async () => {
    const old = await device.tab();
    await old.records.save('accounts', { id: 'one', name: 'Main', memo: 'Rents' });
    await old.sync();
    expect(await old.outbox()).toMatchObject([{ status: 'failed' }]);
    device.carryOvers = STEPS;
    const tab = await device.restart();

    const [entry] = await tab.outbox();
    await tab.books.failedChanges.retry(entry?.seq as number);
    await tab.sync();
    expect(server.live('accounts')).toMatchObject({ one: { description: 'Rents' } });
  });
});
