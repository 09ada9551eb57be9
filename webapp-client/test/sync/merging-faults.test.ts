// Types whose rule merges: what happens at an unlucky moment, and what is not as one expects it.
import { describe, expect, it, vi } from 'vitest';
import {
  type ConflictResolver,
  FieldMergeResolver,
  LastWriteWinsResolver,
  ManualMergeResolver,
  type Stamp,
} from '../../src/sync/domain';
import type { Review } from '../../src/sync/reviews';
import { TENANT, type TestTab } from './support/device';
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
  isPush,
  later,
  stampOnServer,
  expectAlike,
} from './support/meeting';

describe('merging goes right where', () => {
  const manual = new ManualMergeResolver();
  const field = new FieldMergeResolver();
  const setRule = (rule: ConflictResolver): void => {
    devices.forEach((it) => {
      it.resolvers.set(rule, 'accounts');
    });
  };
  const firstReview = async (tab: TestTab): Promise<Review> =>
    (await tab.books.reviews.getAll())[0] as Review;

  it('a decision made while a push goes over its place is no part of that push', async () => {
    const [a, b] = await two(manual);
    await a.records.save('contacts', { id: 'c-1', name: 'One' });
    await edit(a, { name: 'Mine' });
    await edit(b, { name: 'Theirs' });
    await b.sync();
    await a.client.sync.runDownstream(TENANT);
    await a.records.save('contacts', { id: 'c-2', name: 'Two' });
    server.nowMs += 5_000;
    server.faults.push(async (request) => {
      if (!isPush(request)) {
        return undefined;
      }
      const [review] = await a.books.reviews.getAll();
      if (review !== undefined) {
        await a.books.reviews.decide(review, { name: 'Decided', kind: 'bank' });
      }
      return { kind: 'drop' };
    });
    await a.sync();
    server.faults.pop();
    const [waiting] = (await a.outbox()).filter(({ entity_type }) => entity_type === 'accounts');
    expect(waiting?.sealed).toBe(false);
    server.change(
      'accounts',
      MAIN,
      { name: 'Nobody saw this' },
      later(waiting?.updated_at as Stamp, -1_000),
      'user-2',
    );
    await settle(a, b);
    expect(await a.books.reviews.count()).toBe(1);
  });

  it('a merge that is made while the next batch is on its way is no part of that batch', async () => {
    const [a, b] = await two(field);
    await edit(b, { kind: 'cash' });
    await b.sync();
    await edit(a, { name: 'Mine' });
    const rows = Array.from({ length: 1_500 }, () => ({ id: crypto.randomUUID(), name: 'Contact' }));
    await a.records.saveMany('contacts', rows);
    let pushes = 0;
    server.faults.push((request) => {
      pushes += isPush(request) ? 1 : 0;
      return isPush(request) && pushes > 1 ? { kind: 'drop' } : undefined;
    });
    await a.sync();
    server.faults.pop();
    const [waiting] = (await a.outbox()).filter(({ entity_type }) => entity_type === 'accounts');
    expect(waiting).toMatchObject({ sealed: false, status: 'pending' });
    await settle(a, b);
    await expectAlike({ name: 'Mine', kind: 'cash' }, a, b);
  });

  it('a review ends by the rule where that becomes last-write-wins', async () => {
    const [a, b] = await two(manual);
    await edit(b, { name: 'Theirs' });
    await edit(a, { name: 'Mine' });
    await settle(b, a);
    expect(await a.books.reviews.count()).toBe(1);
    setRule(new LastWriteWinsResolver());
    server.change('accounts', MAIN, { name: 'Third', kind: 'cash' }, later(stampOnServer(), 500), 'user-3');
    await settle(a, b);
    expect(await a.books.reviews.count()).toBe(0);
    await expectAlike({ name: 'Mine', kind: 'cash' }, a, b);
  });

  it('a restored server that lacks the record sends what waits for a decision to the log', async () => {
    const restore = server.backup();
    const [a, b] = await two(manual);
    await edit(b, { name: 'Theirs' });
    await edit(a, { name: 'Mine' });
    await settle(b, a);
    restore();
    await a.sync();
    await settle(b, a);
    expect(await a.books.reviews.count()).toBe(0);
    expect(await a.books.conflicts.getOpen()).toMatchObject([{ local: { name: 'Mine' } }]);
    await expectAlike({ name: 'Theirs' }, a, b);
  });

  it.each([
    ['by the newer edit', new LastWriteWinsResolver()],
    ['by field', field],
  ])(
    'what a restored server has forgotten goes up again with the edits that wait, merged %s',
    async (_name, rule) => {
      const [a, b] = await two(rule);
      const restore = server.backup();
      await edit(a, { description: 'Acknowledged' });
      await settle(a, b);
      await edit(a, { name: 'Waits' });
      restore();
      await settle(a, b);
      await expectAlike({ name: 'Waits', description: 'Acknowledged' }, a, b);
    },
  );

  it('two devices of one user with the same stamp are not each other’s echo', async () => {
    const rule = new LastWriteWinsResolver();
    const [a, b] = [await device(rule), await device(rule)];
    await a.records.save('accounts', { id: MAIN, name: 'Main' });
    await a.sync();
    server.change('accounts', MAIN, { name: 'Fast clock' }, later(stampOnServer(), 50_000), 'user-2');
    await settle(a, b);
    await edit(a, { name: 'Of my phone' });
    await edit(b, { name: 'Of my laptop' });
    await settle(a, b);
    expect(await b.books.conflicts.getOpen()).toMatchObject([{ local: { name: 'Of my laptop' } }]);
  });

  it('taking a restoration back leaves what others have made of the record', async () => {
    const [a, b] = await two(field);
    await edit(a, { name: 'Mine' });
    await remove(b);
    await settle(b, a);
    const [logged] = await a.books.conflicts.getOpen();
    const { seq } = logged as { seq: number };
    await a.books.conflicts.restore(seq, a.records);
    await settle(a, b);
    await edit(b, { description: 'Of B' });
    await settle(b, a);
    await a.books.conflicts.undo(seq, a.records);
    await settle(a, b);
    await expectAlike({ name: 'Mine', description: 'Of B' }, a, b);
  });

  it('restoring what was deleted elsewhere does not write over who revived it since', async () => {
    const [a, b] = await two(manual);
    await edit(a, { name: 'Mine' });
    await remove(b);
    setRule(field);
    await settle(b, a);
    setRule(manual);
    const [logged] = await a.books.conflicts.getOpen();
    server.nowMs += 1_000;
    server.change('accounts', MAIN, { name: 'Revived', description: 'By another' }, undefined, 'user-3');
    server.nowMs += 1_000;
    await a.books.conflicts.restore((logged as { seq: number }).seq, a.records);
    await settle(a);
    expect(await a.books.reviews.getAll()).toMatchObject([
      { mine: { name: 'Mine' }, theirs: { name: 'Revived', description: 'By another' } },
    ]);
  });

  it('a later edit of the user’s own is not written over by a decision made before it', async () => {
    const [a, b] = await two(manual);
    await edit(a, { name: 'Mine' });
    await edit(b, { name: 'Theirs' });
    await settle(b, a);
    const shown = await firstReview(a);
    await edit(a, { description: 'Typed later' });
    expect(await a.books.reviews.decide(shown, { name: 'Mine', kind: 'bank' })).toBe('moved');
    expect(await firstReview(a)).toMatchObject({ mine: { description: 'Typed later' } });
  });

  it('an edit without a readable base says nothing of fields that it does not name', async () => {
    const [a, b] = await two(manual);
    await edit(b, { kind: 'cash', name: 'Theirs' });
    await b.sync();
    await edit(a, { name: 'Mine' });
    await a.db.outbox.toCollection().modify({ base_json: '{"id":' });
    await a.client.sync.runDownstream(TENANT);
    await a.books.reviews.decideAll(await a.books.reviews.getAll(), 'mine');
    await settle(a, b);
    await expectAlike({ name: 'Mine', kind: 'cash', description: 'Rents' }, a, b);
  });

  it('a review whose other version cannot be read is decided over what the server has', async () => {
    const [a, b] = await two(manual);
    await edit(a, { name: 'Mine' });
    await edit(b, { name: 'Theirs', kind: 'cash' });
    await settle(b, a);
    await a.db.outbox.where('status').equals('conflict').modify({ remote_json: '{"id":', base_json: null });
    const shown = await firstReview(a);
    expect(await a.books.reviews.decide(shown, { name: 'Mine' })).toBe('decided');
    await settle(a);
    expect(await a.books.reviews.getAll()).toMatchObject([{ theirs: { name: 'Theirs', kind: 'cash' } }]);
  });

  it('editing what the others have made of a record takes back one’s own deletion of it', async () => {
    const [a, b] = await two(manual);
    await remove(a);
    await edit(b, { name: 'Theirs' });
    await settle(b, a);
    expect(await a.books.reviews.count()).toBe(1);
    await edit(a, { description: 'Kept after all' });
    await settle(a, b);
    expect(await a.books.reviews.count()).toBe(0);
    await expectAlike({ name: 'Theirs', description: 'Kept after all' }, a, b);
  });

  it('a review ends where the user comes to write what the others have', async () => {
    const [a, b] = await two(manual);
    await edit(b, { name: 'Theirs' });
    await edit(a, { name: 'Mine' });
    await settle(b, a);
    await edit(a, { name: 'Theirs' });
    await settle(a, b);
    expect(await a.books.reviews.count()).toBe(0);
    await expectAlike({ name: 'Theirs' }, a, b);
  });

  it('a record that two have made is deleted also by the one whose creation still waits', async () => {
    const rule = new LastWriteWinsResolver();
    const [a, b] = [await device(rule), await device(rule, 'user-2')];
    await a.sync();
    await b.records.save('accounts', { id: MAIN, name: 'Of B' });
    server.nowMs += 1_000;
    await a.records.save('accounts', { id: MAIN, name: 'Of A' });
    await b.sync();
    await a.client.sync.runDownstream(TENANT);
    await remove(a);
    await settle(a, b);
    await expectAlike(undefined, a, b);
  });

  it('a field that was changed and changed back was not overruled', async () => {
    const [a, b] = await two(field);
    await edit(a, { name: 'Other' });
    await edit(a, { name: 'Main', description: 'Of A' });
    await edit(b, { name: 'Of B' });
    await settle(b, a);
    await expectAlike({ name: 'Of B', description: 'Of A' }, a, b);
    expect(await a.books.conflicts.countOpen()).toBe(0);
  });

  it('a team’s rule may keep a record that was deleted here', async () => {
    const keeps: ConflictResolver = {
      strategy: 'keeps',
      resolve: ({ remote }) => ({
        use: 'merged',
        merged: { ...remote, description: 'Kept' },
        needsManualReview: false,
        disputedFields: [],
      }),
    };
    const [a, b] = await two(keeps);
    await edit(b, { name: 'Theirs' });
    await remove(a);
    await settle(b, a);
    await settle(b, a);
    await expectAlike({ name: 'Theirs', description: 'Kept' }, a, b);
  });

  it('an edit that goes up as another change stays before the user’s own later edit of the record', async () => {
    const [a, b] = await two(field);
    await edit(b, { description: 'Of B' });
    await b.sync();
    await edit(a, { name: 'Of A', kind: 'cash' });
    server.faults.push((request) => (isPush(request) ? { kind: 'drop' } : undefined));
    await a.client.sync.runUpstream(TENANT);
    server.faults.pop();
    await edit(a, { kind: 'loan' });
    setRule(new LastWriteWinsResolver());
    await settle(a, b);
    await settle(a, b);

    await expectAlike({ name: 'Of A', kind: 'loan' }, a, b);
    expect(await a.books.conflicts.getOpen()).toEqual([]);
  });

  it.each([
    [
      'fails',
      () => {
        throw new TypeError('local is null');
      },
    ],
    ['promises an answer for later', () => Promise.resolve({ use: 'remote' })],
    ['says merged, and not of what', () => ({ use: 'merged', needsManualReview: false, disputedFields: [] })],
  ])('a team’s rule %s: then a person decides, and all others sync', async (_name, resolve) => {
    const broken = { strategy: 'team', resolve } as unknown as ConflictResolver;
    const told = vi.spyOn(console, 'error').mockReturnValue();
    const [a, b] = await two(broken);
    await edit(a, { name: 'Of A' });
    await edit(b, { name: 'Of B' });
    await b.records.save('contacts', { id: OTHER, name: 'Another' });
    await b.sync();
    await settle(a);
    expect(told).toHaveBeenCalled();
    told.mockRestore();
    expect(await a.live('contacts')).toMatchObject({ [OTHER]: { name: 'Another' } });
    const review = await firstReview(a);
    expect(review).toMatchObject({ rule: 'team', disputed: ['name'] });
    await a.books.reviews.decide(review, { name: 'Decided', kind: 'bank', description: 'Rents' });
    await settle(a, b);
    await expectAlike({ name: 'Decided' }, a, b);
  });

  it('a review ends where the rule asks about its field no more', async () => {
    const [a, b] = await two(new FieldMergeResolver(['name']));
    await edit(a, { name: 'Of A' });
    await edit(b, { name: 'Of B' });
    await b.sync();
    await a.sync();
    expect(await a.books.reviews.count()).toBe(1);
    setRule(new FieldMergeResolver(['kind']));
    await settle(a, b);
    expect(await a.books.reviews.count()).toBe(0);
    await expectAlike({ name: 'Of B' }, a, b);
  });

  it('a restoration brings back what was overruled, and leaves what others have changed since', async () => {
    const [a, b] = await two(field);
    await edit(a, { name: 'Of A', kind: 'cash' });
    await edit(b, { name: 'Of B' });
    await b.sync();
    await settle(a, b);
    await edit(b, { kind: 'asset' });
    await settle(b, a);
    const [row] = await a.books.conflicts.getOpen();
    expect(row?.overruled).toEqual(['name']);
    await a.books.conflicts.restore(row?.seq as number, a.records);
    await settle(a, b);
    await expectAlike({ name: 'Of A', kind: 'asset' }, a, b);
  });

  it('a restoration of an earlier version of the application is taken back, and deletes nothing', async () => {
    const [a, b] = await two(field);
    await edit(a, { name: 'Of A' });
    await edit(b, { name: 'Of B' });
    await b.sync();
    await settle(a, b);
    const [row] = await a.books.conflicts.getOpen();
    const seq = row?.seq as number;
    await a.books.conflicts.restore(seq, a.records);
    await a.db.conflicts
      .where('seq')
      .equals(seq)
      .modify((it) => {
        delete (it as { before_json?: unknown }).before_json;
      });
    await a.books.conflicts.undo(seq, a.records);
    await settle(a, b);
    await expectAlike({ name: 'Of B' }, a, b);
  });

  it('last-write-wins writes over a version that the device has pulled: that one is in the log', async () => {
    const [a, b] = await two(new LastWriteWinsResolver());
    await edit(b, { name: 'Of B' });
    await b.sync();
    await edit(a, { name: 'Of A' });
    await edit(a, { kind: 'cash' });
    await a.client.sync.runDownstream(TENANT);
    await settle(a, b);
    await expectAlike({ name: 'Of A', kind: 'cash' }, a, b);
    expect(await a.books.conflicts.getOpen()).toEqual([]);
    expect(await a.books.conflicts.getSettled(9)).toMatchObject([
      { resolution: 'merged', rule: 'last_write_wins', remote: { name: 'Of B' }, result: { name: 'Of A' } },
    ]);
  });

  it('a schema of a newer server names a rule that this version does not know', async () => {
    server.schema = {
      types: SCHEMA.types.map((type) => ({ ...type, conflicts: { strategy: 'newer_rule' } })),
    };
    const a = await device(null);
    await a.records.save('accounts', { id: MAIN, name: 'Main' });
    await settle(a);
    await edit(a, { name: 'Edited' });
    await settle(a);
    await expectAlike({ name: 'Edited' }, a);
  });
});
