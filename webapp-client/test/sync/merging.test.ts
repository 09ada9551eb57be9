// Types whose rule merges: two devices, each kind of meeting, and what became of every edit.
import { beforeEach, describe, expect, it } from 'vitest';
import { type ConflictResolver, FieldMergeResolver, ManualMergeResolver } from '../../src/sync/domain';
import type { Review } from '../../src/sync/reviews';
import { TENANT, type TestDevice, type TestTab } from './support/device';
import { SCHEMA } from './support/fake-server';
import {
  MAIN,
  OTHER,
  server,
  devices,
  device,
  two,
  edit,
  remove,
  settle,
  pushedChanges,
  expectAlike,
} from './support/meeting';

describe('merging by field', () => {
  const rule = new FieldMergeResolver();

  it.each([
    ['the later one last', (a: TestTab, b: TestTab) => [a, b]],
    ['the later one first', (a: TestTab, b: TestTab) => [b, a]],
  ])('keeps edits of different fields, %s', async (_name, order) => {
    const [a, b] = await two(rule);
    await edit(a, { name: 'Harbour' });
    await edit(b, { description: 'Rents and fees' });
    await settle(...order(a, b));
    await settle(a, b);
    await expectAlike({ name: 'Harbour', description: 'Rents and fees', kind: 'bank' }, a, b);
    const open = await Promise.all([a, b].map((tab) => tab.books.conflicts.countOpen()));
    expect(open).toEqual([0, 0]);
    const logged = await Promise.all([a, b].map((tab) => tab.books.conflicts.getSettled(9)));
    expect(logged.flat()).toMatchObject([{ rule: 'field_merge', resolution: 'merged', overruled: [] }]);
  });

  it('takes the newer value of one field, and logs what the older edit had said', async () => {
    const [a, b] = await two(rule);
    await edit(a, { name: 'Older', description: 'Of the older' });
    await edit(b, { name: 'Newer' });
    await settle(b, a);
    await expectAlike({ name: 'Newer', description: 'Of the older' }, a, b);
    const [logged] = await a.books.conflicts.getOpen();
    expect(logged).toMatchObject({
      overruled: ['name'],
      rule: 'field_merge',
      base: { name: 'Main', updatedBy: 'user-1' },
      local: { name: 'Older', updatedBy: 'user-1' },
      remote: { name: 'Newer', updatedBy: 'user-2' },
      result: { name: 'Newer', description: 'Of the older' },
    });
    expect(await b.books.conflicts.countOpen()).toBe(0);
  });

  it('lets the newer value stand that comes to the server later, and logs the merge', async () => {
    const [a, b] = await two(rule);
    await edit(a, { name: 'Older' });
    await edit(b, { name: 'Newer' });
    await settle(a, b, a);
    await expectAlike({ name: 'Newer' }, a, b);
    expect(await b.books.conflicts.getSettled(9)).toMatchObject([
      { resolution: 'merged', local: { name: 'Newer' }, remote: { name: 'Older', updatedBy: 'user-1' } },
    ]);
  });

  it('restores what was overruled and nothing else, and takes that back', async () => {
    const [a, b] = await two(rule);
    await edit(a, { name: 'Older' });
    await edit(b, { name: 'Newer', description: 'Changed' });
    await settle(b, a);
    const [logged] = await a.books.conflicts.getOpen();
    const { seq } = logged as { seq: number };
    await a.books.conflicts.restore(seq, a.records);
    await settle(a, b);
    await expectAlike({ name: 'Older', description: 'Changed' }, a, b);
    await a.books.conflicts.undo(seq, a.records);
    await settle(a, b);
    await expectAlike({ name: 'Newer', description: 'Changed' }, a, b);
    expect(await a.books.conflicts.countOpen()).toBe(1);
    await a.books.conflicts.dismiss(seq);
    expect(await a.books.conflicts.countOpen()).toBe(0);
    await a.books.conflicts.undo(seq, a.records);
    expect(await a.books.conflicts.countOpen()).toBe(1);
  });

  it('leaves alone what was edited after a restoration that is taken back', async () => {
    const [a, b] = await two(rule);
    await edit(a, { name: 'Older', description: 'Older' });
    await edit(b, { name: 'Newer', description: 'Newer' });
    await settle(b, a);
    const [logged] = await a.books.conflicts.getOpen();
    const { seq } = logged as { seq: number };
    await a.books.conflicts.restore(seq, a.records);
    await edit(a, { description: 'Later' });
    await a.books.conflicts.undo(seq, a.records);
    await settle(a, b);
    await expectAlike({ name: 'Newer', description: 'Later' }, a, b);
  });

  it.each([
    { kept: 'a newer edit over a deletion', newer: 'edit', first: 'the edit' },
    { kept: 'a newer edit over a deletion', newer: 'edit', first: 'the deletion' },
    { kept: 'a newer deletion over an edit', newer: 'deletion', first: 'the edit' },
    { kept: 'a newer deletion over an edit', newer: 'deletion', first: 'the deletion' },
  ])('keeps $kept and logs the other one, where $first is sent first', async ({ newer, first }) => {
    const [a, b] = await two(rule);
    if (newer === 'edit') {
      await remove(b);
      await edit(a, { name: 'Edited' });
    } else {
      await edit(a, { name: 'Edited' });
      await remove(b);
    }
    const isEditFirst = first === 'the edit';
    await settle(...(isEditFirst ? [a, b] : [b, a]));
    await settle(a, b);
    await expectAlike(newer === 'edit' ? { name: 'Edited' } : undefined, a, b);
    const loser = newer === 'edit' ? b : a;
    const isLoserSecond = (loser === b) === isEditFirst;
    // What the server had taken already is logged by the device whose edit stands over it.
    const open = isLoserSecond ? await loser.books.conflicts.getOpen() : [];
    expect(open).toHaveLength(isLoserSecond ? 1 : 0);
  });

  it('merges three devices', async () => {
    const [a, b] = await two(rule);
    const c = await device(rule, 'user-3');
    await c.sync();
    await edit(a, { name: 'Of A' });
    await edit(b, { description: 'Of B' });
    await edit(c, { kind: 'cash' });
    await settle(c, b, a);
    await settle(a, b, c);
    await expectAlike({ name: 'Of A', description: 'Of B', kind: 'cash' }, a, b, c);
  });

  it('sends what was sealed as it was, whatever came meanwhile', async () => {
    const [a, b] = await two(rule);
    await edit(a, { name: 'Of A' });
    let isLost = true;
    server.faults.push(({ method, path, body }) => {
      const names = JSON.stringify(body ?? '').includes('Of A');
      return isLost && method === 'POST' && path === 'state/changes' && names ? { kind: 'drop' } : undefined;
    });
    await a.client.sync.runUpstream(TENANT);
    await edit(b, { description: 'Of B' });
    await b.sync();
    await a.client.sync.runDownstream(TENANT);
    expect(await a.live('accounts')).toMatchObject({ [MAIN]: { name: 'Of A', description: 'Of B' } });
    expect(await a.books.verify()).toMatchObject({ kind: 'equal' });
    isLost = false;
    await settle(a, b);
    await expectAlike({ name: 'Of A', description: 'Of B' }, a, b);
    const sent = pushedChanges();
    for (const change of sent) {
      expect(new Set(sent.filter(({ id }) => id === change.id).map((it) => JSON.stringify(it))).size).toBe(1);
    }
  });

  it('does not take its own edit for a conflict where the answer was lost and others wrote over it', async () => {
    const [a, b] = await two(rule);
    await edit(a, { name: 'Of A' });
    let losing = 1;
    server.faults.push(({ method, path }) =>
      method === 'POST' && path === 'state/changes' && losing-- > 0 ? { kind: 'lose-answer' } : undefined,
    );
    await a.client.sync.runUpstream(TENANT);
    await b.sync();
    await edit(b, { name: 'Of B' });
    await b.sync();
    await a.client.sync.runDownstream(TENANT);
    await settle(a, b);
    await expectAlike({ name: 'Of B' }, a, b);
    expect(await a.books.conflicts.countOpen()).toBe(0);
  });

  it('merges an edit made while the one before it was on its way', async () => {
    const [a, b] = await two(rule);
    await edit(b, { kind: 'cash' });
    await b.sync();
    await edit(a, { name: 'First' });
    server.faults.push(async ({ body }) => {
      if (JSON.stringify(body ?? '').includes('"First"')) {
        server.faults.pop();
        await a.records.save('accounts', { id: MAIN, description: 'Second' });
      }
      return undefined;
    });
    await settle(a, b);
    await expectAlike({ name: 'First', description: 'Second', kind: 'cash' }, a, b);
    expect(await a.outbox()).toEqual([]);
  });

  it('asks about fields under review only', async () => {
    const [a, b] = await two(new FieldMergeResolver(['description']));
    await edit(a, { name: 'Older', description: 'Older' });
    await edit(b, { name: 'Newer', description: 'Newer' });
    await settle(b, a);
    expect(await a.books.reviews.getAll()).toMatchObject([
      { disputed: ['description'], rule: 'field_merge', mine: { name: 'Older' }, theirs: { name: 'Newer' } },
    ]);
  });
});

describe('a conflict that waits for a person', () => {
  const rule = new ManualMergeResolver();

  /** Both have changed the name; the device of `a` is to decide. */
  async function inReview(): Promise<[TestTab, TestTab]> {
    const [a, b] = await two(rule);
    await edit(a, { name: 'Mine' });
    await edit(b, { name: 'Theirs', kind: 'cash' });
    await settle(b, a);
    return [a, b];
  }

  it('shows all three versions, and holds back that record alone', async () => {
    const [a, b] = await inReview();
    expect(await a.books.counts()).toMatchObject({ waiting: 0, failed: 0, reviews: 1, conflicts: 0 });
    const [review] = await a.books.reviews.getAll();
    expect(review).toMatchObject({
      entityId: MAIN,
      disputed: ['name'],
      rule: 'manual_merge',
      base: { name: 'Main' },
      mine: { name: 'Mine', kind: 'bank' },
      theirs: { name: 'Theirs', kind: 'cash', updatedBy: 'user-2' },
      fields: [
        { name: 'kind', changedBy: 'remote' },
        { name: 'name', changedBy: 'both', base: 'Main', local: 'Mine', remote: 'Theirs' },
      ],
    });
    await a.records.save('accounts', { id: OTHER, name: 'Other', kind: 'bank' });
    await settle(a, b);
    expect(server.live('accounts')).toMatchObject({ [MAIN]: { name: 'Theirs' }, [OTHER]: { name: 'Other' } });
    expect(await a.books.verify()).toMatchObject({ kind: 'equal' });
  });

  it.each([
    ['mine', { name: 'Mine', kind: 'cash' }],
    ['theirs', { name: 'Theirs', kind: 'cash' }],
  ] as const)('takes %s, and what one side alone changed stands', async (side, expected) => {
    const [a, b] = await inReview();
    const [review] = await a.books.reviews.getAll();
    expect(await a.books.reviews.decideAll([review as Review], side)).toBe(0);
    await settle(a, b);
    await expectAlike(expected, a, b);
    expect(await a.books.counts()).toMatchObject({ waiting: 0, reviews: 0, conflicts: 0 });
    const [logged] = await a.books.conflicts.getSettled(1);
    expect(logged).toMatchObject({ resolution: 'reviewed', result: expected });
  });

  it('becomes what the user writes', async () => {
    const [a, b] = await inReview();
    const [review] = await a.books.reviews.getAll();
    const wanted = { name: 'Both', kind: 'bank', description: 'Rents' };
    expect(await a.books.reviews.decide(review as Review, wanted)).toBe('decided');
    expect(await a.books.reviews.decide(review as Review, wanted)).toBe('gone');
    await settle(a, b);
    await expectAlike(wanted, a, b);
  });

  it('keeps later edits with it', async () => {
    const [a, b] = await inReview();
    await edit(a, { description: 'Later' });
    await settle(a, b);
    expect(server.live('accounts')[MAIN]).toMatchObject({ name: 'Theirs', description: 'Rents' });
    const [review] = await a.books.reviews.getAll();
    expect(review).toMatchObject({ mine: { name: 'Mine', description: 'Later' } });
    await a.books.reviews.decideAll([review as Review], 'mine');
    await settle(a, b);
    await expectAlike({ name: 'Mine', description: 'Later', kind: 'cash' }, a, b);
  });

  it('is not written over a version that the user has not seen', async () => {
    const [a, b] = await inReview();
    const [review] = await a.books.reviews.getAll();
    const { seq } = review as Review;
    await edit(b, { name: 'Theirs again' });
    await settle(b, a);
    expect(await a.books.reviews.decide(review as Review, { name: 'Mine' })).toBe('moved');
    expect(await a.books.reviews.decideAll([review as Review], 'mine')).toBe(1);
    expect(await a.books.reviews.get(seq)).toMatchObject({
      base: { name: 'Main' },
      mine: { name: 'Mine' },
      theirs: { name: 'Theirs again' },
    });
  });

  it('is merged again where the server moves after the decision', async () => {
    const [a, b] = await inReview();
    const [review] = await a.books.reviews.getAll();
    await a.books.reviews.decideAll([review as Review], 'mine');
    await edit(b, { description: 'Of B' });
    await settle(b, a);
    await settle(b, a);
    await expectAlike({ name: 'Mine', kind: 'cash', description: 'Of B' }, a, b);
  });

  it('ends by itself where the other side comes to say the same', async () => {
    const [a, b] = await inReview();
    await edit(b, { name: 'Mine' });
    await settle(b, a);
    expect(await a.books.reviews.count()).toBe(0);
    await expectAlike({ name: 'Mine', kind: 'cash' }, a, b);
  });

  it.each(['mine', 'theirs'] as const)(
    'decides between a deletion here and an edit there: %s',
    async (side) => {
      const [a, b] = await two(rule);
      await edit(b, { name: 'Edited' });
      await remove(a);
      await settle(b, a);
      const [review] = await a.books.reviews.getAll();
      expect(review).toMatchObject({ disputed: ['name'], fields: [], theirs: { name: 'Edited' } });
      await a.books.reviews.decideAll([review as Review], side);
      await settle(a, b);
      await expectAlike(side === 'theirs' ? { name: 'Edited' } : undefined, a, b);
    },
  );

  it.each(['mine', 'theirs'] as const)(
    'decides between an edit here and a deletion there: %s',
    async (side) => {
      const [a, b] = await two(rule);
      await edit(a, { name: 'Edited' });
      await remove(b);
      await settle(b, a);
      const [review] = await a.books.reviews.getAll();
      expect(review).toMatchObject({ mine: { name: 'Edited' } });
      expect(review?.theirs.deletedAt).not.toBeNull();
      await a.books.reviews.decideAll([review as Review], side);
      await settle(a, b);
      await expectAlike(side === 'mine' ? { name: 'Edited', description: 'Rents' } : undefined, a, b);
    },
  );

  it('outlives a restart, and edits that were sealed when it came', async () => {
    const [a, b] = await inReview();
    const again = await (devices[0] as TestDevice).restart();
    expect(await again.books.reviews.count()).toBe(1);
    await settle(again, b);
    expect(await again.books.reviews.count()).toBe(1);
    expect(a).toBeDefined();
  });

  it('decides a hundred at once', async () => {
    const [a, b] = [await device(rule), await device(rule, 'user-2')];
    const ids = Array.from({ length: 100 }, () => crypto.randomUUID());
    const rows = (name: string) => ids.map((id) => ({ id, name, kind: 'bank' }));
    await a.records.saveMany('accounts', rows('Main'));
    await settle(a, b);
    await a.records.saveMany('accounts', rows('Mine'), { existing: 'update' });
    server.nowMs += 1_000;
    await b.records.saveMany('accounts', rows('Theirs'), { existing: 'update' });
    await settle(b, a);
    const reviews = await a.books.reviews.getAll();
    expect(reviews).toHaveLength(100);
    expect(await a.books.reviews.decideAll(reviews, 'mine')).toBe(0);
    await settle(a, b);
    for (const tab of [a, b]) {
      expect(await tab.live('accounts')).toEqual(server.live('accounts'));
    }
    expect(Object.values(server.live('accounts')).every(({ name }) => name === 'Mine')).toBe(true);
  });
});

describe('which rule holds', () => {
  const settingsType = {
    name: 'sync_settings',
    path: 'sync-settings',
    label: 'Sync settings',
    labelOne: 'Sync settings',
    onePerTenant: true,
    fields: [{ name: 'strategies', label: 'Strategies', type: 'text', format: 'conflict_strategies' }],
  };

  beforeEach(() => {
    const [accounts, contacts] = SCHEMA.types;
    server.schema = {
      types: [{ ...accounts, conflicts: { strategy: 'field_merge' } }, contacts, settingsType],
    } as never;
  });

  const ruleOf = async (tab: TestTab, type: string) => (await tab.books.getConflictResolver(type)).strategy;

  it('is what the schema says, until the tenant says otherwise', async () => {
    const a = await device(null);
    expect(await ruleOf(a, 'accounts')).toBe('field_merge');
    expect(await ruleOf(a, 'contacts')).toBe('last_write_wins');
    const strategies = JSON.stringify({
      accounts: { strategy: 'last_write_wins' },
      contacts: { strategy: 'manual_merge' },
    });
    await a.records.save('sync_settings', { id: TENANT, strategies });
    expect(await ruleOf(a, 'accounts')).toBe('last_write_wins');
    expect(await ruleOf(a, 'contacts')).toBe('manual_merge');
    expect(await ruleOf(a, 'sync_settings')).toBe('last_write_wins');
  });

  it('is learned by other devices with their next pull, and holds for what that pull brings', async () => {
    const [a, b] = await two(null);
    await edit(a, { name: 'Theirs' });
    const strategies = JSON.stringify({ accounts: { strategy: 'manual_merge' } });
    await a.records.save('sync_settings', { id: TENANT, strategies });
    await a.sync();
    await edit(b, { name: 'Mine' });
    // The pull comes first here: a push would be decided by the rule as b knows it.
    await b.client.sync.runDownstream(TENANT);
    expect(await b.books.reviews.count()).toBe(1);
    expect(await ruleOf(b, 'accounts')).toBe('manual_merge');
  });

  it('is what the program sets for a type, whatever the tenant says', async () => {
    const a = await device(new ManualMergeResolver());
    const strategies = JSON.stringify({ accounts: { strategy: 'last_write_wins' } });
    await a.records.save('sync_settings', { id: TENANT, strategies });
    expect(await ruleOf(a, 'accounts')).toBe('manual_merge');
  });

  it('is what the program sets for all types, where the tenant says nothing', async () => {
    const a = await device(null);
    devices[0]?.resolvers.set(new ManualMergeResolver(), null);
    expect(await ruleOf(a, 'contacts')).toBe('manual_merge');
    const strategies = JSON.stringify({ contacts: { strategy: 'field_merge' } });
    await a.records.save('sync_settings', { id: TENANT, strategies });
    expect(await ruleOf(a, 'contacts')).toBe('field_merge');
  });

  it.each(['{', '[]', '"x"', 'null', '{"accounts":{"strategy":"newer_rule"}}', '{"accounts":null}'])(
    'passes over settings that it does not understand: %s',
    async (strategies) => {
      const a = await device(null);
      await a.db.entities('sync_settings').put({ id: TENANT, strategies, deletedAt: null } as never);
      expect(await ruleOf(a, 'accounts')).toBe('field_merge');
    },
  );

  it('may be a rule of the team’s own', async () => {
    const serverWins: ConflictResolver = {
      strategy: 'server_wins',
      resolve: () => ({ use: 'remote', needsManualReview: false, disputedFields: [] }),
    };
    const [a, b] = await two(serverWins);
    await edit(b, { name: 'Theirs' });
    await edit(a, { name: 'Mine, and newer' });
    await settle(b, a);
    await expectAlike({ name: 'Theirs' }, a, b);
    expect(await a.books.conflicts.getOpen()).toMatchObject([{ rule: 'server_wins', overruled: ['name'] }]);
  });

  it('stays for what was sealed under another one', async () => {
    const [a, b] = await two(null);
    await edit(b, { description: 'Of B' });
    await b.sync();
    await edit(a, { name: 'Of A' });
    server.faults.push(({ method, path }) =>
      method === 'POST' && path === 'state/changes' ? { kind: 'lose-answer' } : undefined,
    );
    await a.client.sync.runUpstream(TENANT);
    server.faults.pop();
    await a.records.save('sync_settings', {
      id: TENANT,
      strategies: JSON.stringify({ accounts: { strategy: 'last_write_wins' } }),
    });
    await settle(a, b);
    const sent = pushedChanges().filter(({ entityId }) => entityId === MAIN);
    const repeated = sent.filter(({ payload }) => payload?.name === 'Of A');
    expect(repeated[0]).toEqual(repeated[1]);
    expect(repeated[0]?.baseUpdatedAt).toBeDefined();
    // The server said that it started from another version, which is no matter to the rule of now.
    expect(repeated[2]).toEqual({ ...repeated[0], id: repeated[2]?.id, baseUpdatedAt: undefined });
    expect(await a.live('accounts')).toMatchObject({ [MAIN]: { name: 'Of A', description: 'Of B' } });
    expect(await a.live('accounts')).toEqual(server.live('accounts'));
  });
});
