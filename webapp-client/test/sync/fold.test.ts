// Folding changes how often something is said to the server, never what is said: properties over any sequence of
// edits of one record, with requests at any point. A failing run prints its seed and the shortest sequence.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NewOutboxEntry, OutboxEntry } from '../../src/sync/database';
import { type RecordFields, type Stamp, stampFromMillis } from '../../src/sync/domain';
import { type Edit, foldEdit, newEntry, rebuild, resultOf } from '../../src/sync/fold';
import { type LocalRecord, fieldsOf, isDeleted, mergePayload, payloadFor } from '../../src/sync/local-record';

type Step =
  | { readonly kind: 'save'; readonly fields: RecordFields }
  | { readonly kind: 'delete' }
  /** A request begins: what waits is sealed. */
  | { readonly kind: 'seal' }
  /** The server refuses the first entry for good. */
  | { readonly kind: 'refuse' };

const FIELDS = ['name', 'kind', 'notes'];

const value = fc.constantFrom<string | null>('a', 'b', null);
const fields = fc.dictionary(fc.constantFrom(...FIELDS), value, { minKeys: 1 });
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fields.map((it): Step => ({ kind: 'save', fields: it })) },
  { weight: 2, arbitrary: fc.constant<Step>({ kind: 'delete' }) },
  { weight: 2, arbitrary: fc.constant<Step>({ kind: 'seal' }) },
);
const stepOrRefusal: fc.Arbitrary<Step> = fc.oneof(
  { weight: 9, arbitrary: step },
  { weight: 1, arbitrary: fc.constant<Step>({ kind: 'refuse' }) },
);

/** What the server had when the device last heard of it. */
const base = fc.option(fc.record({ name: fc.constantFrom('a', 'b'), kind: fc.constantFrom('a', 'b') }));

/** One record on a device: edits as records.ts makes them, entries as outbox.ts keeps them. */
class Device {
  record: LocalRecord | null;
  entries: OutboxEntry[] = [];
  /** All edits as they were made, of the record that there is now. */
  readonly made: NewOutboxEntry[] = [];
  readonly #base: LocalRecord | null;
  #ms = 1_000;
  #count = 0;

  constructor(start: RecordFields | null) {
    this.#base = start === null ? null : { ...envelope(stampFromMillis(this.#ms)), ...start };
    this.record = this.#base;
  }

  get base(): LocalRecord | null {
    return this.#base;
  }

  take(next: Step): void {
    switch (next.kind) {
      case 'save':
        this.#save(next.fields);
        break;
      case 'delete':
        this.#remove();
        break;
      case 'seal':
        this.entries = this.entries.map((entry) =>
          entry.status === 'failed' ? entry : { ...entry, sealed: true },
        );
        break;
      case 'refuse':
        this.entries = this.entries.map((entry, index) =>
          index === 0 && entry.sealed ? { ...entry, status: 'failed' } : entry,
        );
    }
  }

  #save(wanted: RecordFields): void {
    const before = this.record;
    const payload = payloadFor(before, wanted, FIELDS);
    if (before !== null && !isDeleted(before) && Object.keys(payload).length === 0) {
      return;
    }
    const stamp = this.#stamp();
    const after = mergePayload(
      { ...before, ...envelope(stamp), createdAt: before?.createdAt ?? stamp },
      payload,
    );
    this.#edit({
      entityType: 'accounts',
      action: before === null ? 'create' : 'update',
      before,
      after,
      payload,
    });
  }

  #remove(): void {
    const before = this.record;
    if (before === null || isDeleted(before)) {
      return;
    }
    const stamp = this.#stamp();
    const after = { ...before, updatedAt: stamp, deletedAt: stamp };
    this.#edit({ entityType: 'accounts', action: 'delete', before, after, payload: {} });
  }

  #edit(edit: Edit): void {
    const origin = { tenantId: 't', userId: 'u', newId: `id ${String((this.#count += 1))}` };
    this.made.push(newEntry(edit, origin));
    const decision = foldEdit(this.entries, edit, origin);
    this.record = decision.kind === 'vanish' ? null : edit.after;
    const removed = decision.kind === 'add' ? [] : decision.removed.map(({ seq }) => seq);
    const others = this.entries.filter(({ seq }) => !removed.includes(seq));
    switch (decision.kind) {
      case 'add':
        this.entries = [...others, { ...decision.entry, seq: this.#count }];
        break;
      case 'replace':
        this.entries = [...others, decision.entry].sort((one, other) => one.seq - other.seq);
        break;
      case 'vanish':
        this.entries = others;
        // Nobody has ever heard of the record: what comes next is a new one.
        this.made.length = 0;
    }
  }

  #stamp(): Stamp {
    this.#ms += 1;
    return stampFromMillis(this.#ms);
  }
}

function envelope(stamp: Stamp): LocalRecord {
  return { id: 'one', createdAt: stamp, updatedAt: stamp, updatedBy: 'u', deletedAt: null };
}

/** What a server holds after these changes, one after the other; null for nothing or a deletion. */
function onServer(start: LocalRecord | null, changes: readonly NewOutboxEntry[]): RecordFields | null {
  const record = changes.reduce<LocalRecord | null>(
    (stored, change) => resultOf(change as OutboxEntry, stored),
    start,
  );
  return shown(record);
}

function shown(record: LocalRecord | null): RecordFields | null {
  return record === null || isDeleted(record) ? null : fieldsOf(record);
}

function after(start: RecordFields | null, steps: readonly Step[]): Device {
  const device = new Device(start);
  steps.forEach((it) => {
    device.take(it);
  });
  return device;
}

describe('any sequence of edits', () => {
  it('gives the server the same record, folded or not', () => {
    fc.assert(
      fc.property(base, fc.array(step, { maxLength: 12 }), (start, steps) => {
        const device = after(start, steps);
        expect(onServer(device.base, device.entries)).toEqual(onServer(device.base, device.made));
        expect(onServer(device.base, device.entries)).toEqual(shown(device.record));
      }),
      { numRuns: 2_000 },
    );
  });

  it('never changes what was put in a request', () => {
    fc.assert(
      fc.property(
        base,
        fc.array(step, { maxLength: 12 }),
        fc.array(step, { maxLength: 6 }),
        (start, some, more) => {
          const device = after(start, [...some, { kind: 'seal' }]);
          const sealed = device.entries;
          more.forEach((it) => {
            device.take(it);
          });
          expect(device.entries.slice(0, sealed.length)).toEqual(sealed);
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it('leaves at most one sealed and one open entry, under ids of their own', () => {
    fc.assert(
      fc.property(base, fc.array(step, { maxLength: 12 }), (start, steps) => {
        const { entries } = after(
          start,
          // One request at a time: what was sealed is answered before the next one begins.
          steps.filter(
            (it, index) => it.kind !== 'seal' || !steps.slice(0, index).some(({ kind }) => kind === 'seal'),
          ),
        );
        expect(entries.length).toBeLessThanOrEqual(2);
        expect(new Set(entries.map(({ id }) => id)).size).toBe(entries.length);
      }),
      { numRuns: 1_000 },
    );
  });

  it('is rebuilt from its base, whatever was refused in between', () => {
    fc.assert(
      fc.property(base, fc.array(stepOrRefusal, { maxLength: 12 }), (start, steps) => {
        const device = after(start, steps);
        expect(shown(rebuild(device.base, device.entries))).toEqual(shown(device.record));
      }),
      { numRuns: 2_000 },
    );
  });
});
