// What a user writes after having seen what others wrote: it is neither undone nor told wrongly, nor does it write over
// what they have not seen.
import { describe, expect, it } from 'vitest';
import {
  type ConflictResolver,
  FieldMergeResolver,
  LastWriteWinsResolver,
  ManualMergeResolver,
} from '../../src/sync/domain';
import type { LoggedConflict } from '../../src/sync';
import type { TestTab } from './support/device';
import {
  MAIN,
  devices,
  edit,
  expectAlike,
  isPush,
  remove,
  server,
  settle,
  stampOnServer,
  two,
} from './support/meeting';

const manual = new ManualMergeResolver();
const field = new FieldMergeResolver();
const newest = new LastWriteWinsResolver();

const setRule = (rule: ConflictResolver): void => {
  devices.forEach((it) => {
    it.resolvers.set(rule, 'accounts');
  });
};

const firstOpen = async (tab: TestTab): Promise<LoggedConflict> =>
  (await tab.books.conflicts.getOpen())[0] as LoggedConflict;

describe('a field that is set from theirs back to what it was', () => {
  it('stands, and the review of it is over', async () => {
    const [a, b] = await two(manual);
    await edit(a, { name: 'Mine' });
    await edit(b, { name: 'Theirs' });
    await settle(b, a);
    expect(await a.books.reviews.count()).toBe(1);
    expect(await a.live('accounts')).toMatchObject({ [MAIN]: { name: 'Theirs' } });
    await edit(a, { name: 'Main' });
    await settle(a, b);
    expect(await a.books.reviews.count()).toBe(0);
    await expectAlike({ name: 'Main' }, a, b);
  });

  it('stands beside a field that is in review', async () => {
    const [a, b] = await two(new FieldMergeResolver(['name']));
    await edit(a, { name: 'Mine' });
    await edit(b, { name: 'Theirs', kind: 'cash' });
    await settle(b, a);
    expect(await a.live('accounts')).toMatchObject({ [MAIN]: { kind: 'cash' } });
    await edit(a, { kind: 'bank' });
    await settle(a);
    expect(await a.live('accounts')).toMatchObject({ [MAIN]: { kind: 'bank' } });
    const [review] = await a.books.reviews.getAll();
    expect(review).toMatchObject({ mine: { kind: 'bank' }, disputed: ['name'] });
  });

  it('stands where an earlier edit is on its way', async () => {
    const [a, b] = await two(field);
    await edit(a, { name: 'Mine' });
    server.faults.push((request) => (isPush(request) ? { kind: 'drop' } : undefined));
    await a.sync();
    server.faults.pop();
    await edit(b, { kind: 'cash' });
    await b.sync();
    await a.client.sync.runDownstream(a.db.owner.tenantId);
    expect(await a.live('accounts')).toMatchObject({ [MAIN]: { name: 'Mine', kind: 'cash' } });
    await edit(a, { kind: 'bank' });
    await settle(a, b);
    await expectAlike({ name: 'Mine', kind: 'bank' }, a, b);
  });
});

describe('what brings a record back', () => {
  it('leaves what was typed before to the review of its deletion', async () => {
    const [a, b] = await two(manual);
    await edit(a, { description: 'Typed' });
    await remove(b);
    await settle(b, a);
    expect(await a.books.reviews.getAll()).toMatchObject([{ mine: { description: 'Typed' } }]);
    await a.records.saveMany('accounts', [{ id: MAIN, name: 'Imported' }]);
    await settle(a);
    expect(await a.books.reviews.getAll()).toMatchObject([
      { mine: { name: 'Imported', description: 'Typed' } },
    ]);
  });

  it('does not write over what others have made of it, by a rule that asks', async () => {
    const [a, b] = await two(newest);
    await remove(a);
    await edit(b, { name: 'Of B' });
    await settle(b, a);
    const { seq } = await firstOpen(a);
    await a.books.conflicts.restore(seq, a.records);
    await settle(a, b);
    await expectAlike(undefined, a, b);
    setRule(manual);
    server.nowMs += 1_000;
    server.change('accounts', MAIN, { name: 'Revived', description: 'Revived' }, undefined, 'user-3');
    server.nowMs += 1_000;
    await a.books.conflicts.undo(seq, a.records);
    await settle(a);
    expect(await a.books.reviews.getAll()).toMatchObject([
      { mine: { name: 'Of B' }, theirs: { name: 'Revived', description: 'Revived' } },
    ]);
  });

  it('asks nobody where nobody else has touched it', async () => {
    const [a, b] = await two(manual);
    await remove(a);
    await edit(b, { name: 'Of B' });
    setRule(newest);
    await settle(b, a);
    setRule(manual);
    const { seq } = await firstOpen(a);
    await a.books.conflicts.restore(seq, a.records);
    await settle(a, b);
    await expectAlike(undefined, a, b);
    await a.books.conflicts.undo(seq, a.records);
    await settle(a, b);
    expect(await a.books.reviews.count()).toBe(0);
    await expectAlike({ name: 'Of B' }, a, b);
  });

  it('brings back empty fields too, and is taken back whole', async () => {
    const [a, b] = await two(newest);
    await edit(a, { name: 'Of A', description: null });
    await edit(b, { name: 'Of B', description: 'Changed' });
    await settle(b, a);
    await remove(b);
    await settle(b, a);
    server.nowMs += 1_000;
    const { seq } = await firstOpen(a);
    await a.books.conflicts.restore(seq, a.records);
    await settle(a, b);
    await expectAlike({ name: 'Of A' }, a, b);
    expect(server.live('accounts')[MAIN]?.['description'] ?? null).toBeNull();
    await a.books.conflicts.undo(seq, a.records);
    await settle(a, b);
    await expectAlike(undefined, a, b);
  });

  it('brings back what a form shows, emptied fields as empty', async () => {
    const [a, b] = await two(newest);
    const shown = await a.records.getEntityById('accounts', MAIN);
    await remove(b);
    await settle(b, a);
    expect(await a.records.getEntityById('accounts', MAIN)).toBeUndefined();
    server.nowMs += 1_000;
    const input = { id: MAIN, description: null };
    await a.records.save('accounts', input, { lastKnown: shown ?? null });
    await settle(a, b);
    await expectAlike({ name: 'Main', kind: 'bank' }, a, b);
    expect(server.live('accounts')[MAIN]?.['description'] ?? null).toBeNull();
  });

  it('makes it anew where the server has forgotten that it was deleted', async () => {
    const [a, b] = await two(manual);
    const shown = await a.records.getEntityById('accounts', MAIN);
    await remove(b);
    await settle(b, a);
    server.purge('accounts', MAIN);
    server.nowMs += 1_000;
    await a.records.save('accounts', { id: MAIN, name: 'Back' }, { lastKnown: shown ?? null });
    await settle(a, b);
    await expectAlike({ name: 'Back', kind: 'bank', description: 'Rents' }, a, b);
    expect(await a.books.conflicts.countOpen()).toBe(0);
  });
});

describe('the log', () => {
  it('does not say of an edit that it was overruled where a newer one of the user stands', async () => {
    const [a, b] = await two(newest);
    await edit(a, { name: 'A1' });
    server.faults.push((request) => (isPush(request) ? { kind: 'drop' } : undefined));
    await a.sync();
    server.faults.pop();
    await edit(b, { name: 'B' });
    await b.sync();
    await edit(a, { name: 'A2' });
    await settle(a, b);
    await expectAlike({ name: 'A2' }, a, b);
    expect(await a.books.conflicts.getOpen()).toEqual([]);
    expect(await a.books.conflicts.getSettled(9)).toMatchObject([
      { resolution: 'merged', local: { name: 'A2' }, remote: { name: 'B' } },
    ]);
  });

  it('has one row of edits that are overruled together', async () => {
    const [a, b] = await two(newest);
    await edit(a, { name: 'A1' });
    server.faults.push((request) => (isPush(request) ? { kind: 'drop' } : undefined));
    await a.sync();
    server.faults.pop();
    await edit(a, { name: 'A2' });
    await edit(b, { name: 'B' });
    await b.sync();
    await settle(a, b);
    await expectAlike({ name: 'B' }, a, b);
    expect(await a.books.conflicts.getOpen()).toMatchObject([
      { base: { name: 'Main' }, local: { name: 'A2' }, remote: { name: 'B' }, overruled: ['name'] },
    ]);
  });

  it('keeps the version that was in review where a restored server lacks it', async () => {
    const [a, b] = await two(manual);
    await edit(a, { description: 'Acknowledged' });
    await settle(a, b);
    const restore = server.backup();
    await edit(a, { kind: 'cash' });
    await settle(a, b);
    await edit(b, { name: 'Theirs' });
    await b.sync();
    await edit(a, { name: 'Mine' });
    await settle(a);
    expect(await a.books.reviews.count()).toBe(1);
    restore();
    await settle(a);
    expect(await a.books.reviews.count()).toBe(0);
    expect(await a.books.conflicts.getSettled(9)).toMatchObject([
      { local: { name: 'Mine' }, remote: { name: 'Theirs', updatedBy: 'user-2' } },
    ]);
  });

  it('says nothing of an edit that the server has refused where all of it may still stand', async () => {
    const [a, b] = await two(field);
    await edit(a, { name: 'Mine' });
    await a.db.outbox.toCollection().modify((it) => {
      if (it.status === 'pending') Object.assign(it, { status: 'failed', error_message: 'name: refused' });
    });
    for (const kind of ['cash', 'asset', 'cash']) {
      await edit(b, { kind });
      await settle(b, a);
    }
    expect(await a.books.conflicts.getSettled(9)).toEqual([]);
    expect(await a.outbox()).toMatchObject([{ status: 'failed' }]);
  });

  it('restores only over what the user has seen', async () => {
    const [a, b] = await two(newest);
    await edit(a, { name: 'Older' });
    await edit(b, { name: 'Newer' });
    await settle(b, a);
    const { seq } = await firstOpen(a);
    const shown = stampOnServer();
    await edit(b, { name: 'Newest' });
    await settle(b, a);
    expect(await a.books.conflicts.restore(seq, a.records, shown)).toBe('moved');
    await settle(a, b);
    await expectAlike({ name: 'Newest' }, a, b);
    expect(await a.books.conflicts.restore(seq, a.records, stampOnServer())).toBe('restored');
    await settle(a, b);
    await expectAlike({ name: 'Older' }, a, b);
    expect(await a.books.conflicts.restore(seq, a.records)).toBe('gone');
  });
});
