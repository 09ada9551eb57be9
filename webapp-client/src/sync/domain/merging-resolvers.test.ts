import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RecordFields } from './change';
import type { ConflictContext, ConflictResolver, ConflictResult } from './conflict';
import { FieldMergeResolver } from './field-merge-resolver';
import { LastWriteWinsResolver } from './last-write-wins-resolver';
import { ManualMergeResolver } from './manual-merge-resolver';
import { sameValue } from './three-way-merge';

const FIELDS = ['amount', 'date', 'memo', 'payee'];
const value = fc.constantFrom('1', '2', '3', true, 7, null);
const fields = fc.dictionary(fc.constantFrom(...FIELDS), value);
const version = fc.option(fields, { freq: 6 });
const stamp = fc.constantFrom(
  '2026-11-22T08:30:00.000001Z',
  '2026-11-22T08:30:00.000002Z',
  '2026-11-22T08:30:00.000003Z',
);
const context: fc.Arbitrary<ConflictContext> = fc.record({
  entityType: fc.constant('transactions'),
  entityId: fc.constant('7f8d9a4e-2c1b-4d3f-8e5a-6b7c8d9e0f10'),
  local: version,
  remote: version,
  base: version,
  localStamp: stamp,
  remoteStamp: stamp,
});

const resolvers: ConflictResolver[] = [
  new LastWriteWinsResolver(),
  new FieldMergeResolver(),
  new FieldMergeResolver(['amount', 'date']),
  new ManualMergeResolver(),
];

/** The record that a result stands for; null for none. */
function standing(result: ConflictResult, { local, remote }: ConflictContext): RecordFields | null {
  return result.use === 'merged' ? result.merged : result.use === 'local' ? local : remote;
}

function isSame(one: RecordFields | null, other: RecordFields | null): boolean {
  if (one === null || other === null) {
    return one === other;
  }
  return FIELDS.every((name) => sameValue(one[name], other[name]));
}

describe.each(resolvers)('a resolver ($strategy)', (resolver) => {
  it('answers the same each time, and changes nothing that it is given', () => {
    fc.assert(
      fc.property(context, (each) => {
        const before = structuredClone(each);
        expect(resolver.resolve(each)).toEqual(resolver.resolve(structuredClone(each)));
        expect(each).toEqual(before);
      }),
    );
  });

  it('settles for good: what it decided, met by the same version again, stays', () => {
    fc.assert(
      fc.property(context, (each) => {
        const record = standing(resolver.resolve(each), each);
        // A deleted version is no base. Nobody asks about an edit that started from the version that the server has.
        fc.pre(each.remote !== null || record === null);
        const again = {
          ...each,
          base: each.remote,
          local: record,
          localStamp: '2026-11-22T09:00:00.000000Z',
        };
        const result = resolver.resolve(again);
        expect(result.needsManualReview).toBe(false);
        expect(isSame(standing(result, again as ConflictContext), record)).toBe(true);
      }),
    );
  });
});

describe.each(resolvers.slice(1))('a merging resolver ($strategy)', (resolver) => {
  const edits = fc.record({ base: fields, mine: fields, theirs: fields, split: fc.subarray(FIELDS) });

  it('loses nothing of edits of different fields, in either order of arrival', () => {
    fc.assert(
      fc.property(edits, context, ({ base, mine, theirs, split }, each) => {
        const of = (edit: RecordFields, isMine: boolean) =>
          Object.fromEntries(Object.entries(edit).filter(([name]) => split.includes(name) === isMine));
        const [one, other] = [of(mine, true), of(theirs, false)];
        const [local, remote] = [
          { ...base, ...one },
          { ...base, ...other },
        ];
        for (const versions of [
          { local, remote },
          { local: remote, remote: local },
        ]) {
          const met = { ...each, ...versions, base };
          const result = resolver.resolve(met);
          expect(result.needsManualReview).toBe(false);
          expect(isSame(standing(result, met), { ...base, ...one, ...other })).toBe(true);
        }
      }),
    );
  });

  it('takes every field from one of the sides, and asks only about what both changed', () => {
    fc.assert(
      fc.property(context, (each) => {
        const { local, remote, base } = each;
        fc.pre(local !== null && remote !== null);
        const result = resolver.resolve(each);
        const record = standing(result, each);
        for (const name of FIELDS) {
          expect([local[name] ?? null, remote[name] ?? null]).toContainEqual(record?.[name] ?? null);
        }
        for (const name of result.disputedFields) {
          expect(sameValue(local[name], remote[name])).toBe(false);
          expect(
            base !== null && (sameValue(local[name], base[name]) || sameValue(remote[name], base[name])),
          ).toBe(false);
        }
      }),
    );
  });
});
