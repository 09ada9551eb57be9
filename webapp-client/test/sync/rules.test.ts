import { describe, expect, it } from 'vitest';
import { cutBatch, isMergedOverSeen } from '../../src/sync/batch';
import type { OutboxEntry } from '../../src/sync/database';
import { decideRetry } from '../../src/sync/retry';
import type { EntityTypeSchema } from '../../src/sync/schema';
import { compareDecimals, validateRecord } from '../../src/sync/validate-record';

const entry = (over: Partial<OutboxEntry>): OutboxEntry =>
  ({
    seq: 1,
    id: 'id',
    entity_type: 'accounts',
    entity_id: 'one',
    action: 'update',
    payload_json: '{"name":"x"}',
    base_json: '{"id":"one","deletedAt":null}',
    updated_at: '2026-11-22T08:00:00.000000Z',
    group_id: null,
    ...over,
  }) as OutboxEntry;

describe('a batch', () => {
  const limits = { maxChanges: 1_000, maxBytes: 10_000 };
  const ids = (pending: OutboxEntry[], inFlight: OutboxEntry[] = [], some = limits) =>
    cutBatch(pending, inFlight, some).entries.map((it) => it.entity_id);
  const [one, two, three] = ['one', 'two', 'three'].map((entity_id) => entry({ entity_id })) as [
    OutboxEntry,
    OutboxEntry,
    OutboxEntry,
  ];

  it('ends before a record comes a second time, so that the order of edits stands', () => {
    expect(ids([one, two, one, three])).toEqual(['one', 'two']);
  });

  it('ends before a record that is on its way', () => {
    expect(ids([two, one, three], [one])).toEqual(['two']);
  });

  it('holds no more changes and bytes than allowed, but at least one', () => {
    expect(ids([one, two, three], [], { ...limits, maxChanges: 2 })).toEqual(['one', 'two']);
    expect(ids([one, two, three], [], { ...limits, maxBytes: 1 })).toEqual(['one']);
  });

  it('splits no group over requests', () => {
    const grouped = [two, three].map((it) => ({ ...it, group_id: 'group' }));
    expect(ids([one, ...grouped], [], { ...limits, maxChanges: 2 })).toEqual(['one']);
    expect(ids(grouped, [three])).toEqual([]);
  });

  it('is on the wire exactly what was recorded', () => {
    const [change] = cutBatch([one], [], limits).changes;
    expect(JSON.parse(change ?? '')).toEqual({
      id: 'id',
      entityType: 'accounts',
      action: 'update',
      entityId: 'one',
      updatedAt: '2026-11-22T08:00:00.000000Z',
      payload: { name: 'x' },
    });
    const deletion = cutBatch([entry({ action: 'delete', payload_json: null })], [], limits);
    expect(JSON.parse(deletion.changes[0] ?? '')).not.toHaveProperty('payload');
  });
});

describe('a change is known to be merged over a version that was seen', () => {
  const isSeen = (over: Partial<OutboxEntry>, result: { created?: boolean } = {}) =>
    isMergedOverSeen(
      entry(over),
      { id: 'one', status: 'applied', updatedAt: '2026-11-22T08:00:00.000000Z', ...result },
      ['accounts'],
    );

  it('if it updates or deletes what was pulled', () => {
    expect(isSeen({})).toBe(true);
    expect(isSeen({ action: 'delete' })).toBe(true);
  });

  it('if it creates and the server says that there was nothing', () => {
    const imported = { action: 'create', entity_id: '6fa459ea-ee8a-5ca4-894e-db77e160355e' } as const;
    expect(isSeen(imported, { created: true })).toBe(true);
  });

  it('not if the server may hold fields that never travelled', () => {
    expect(isSeen({ action: 'create', entity_id: '7f8d3c1e-5a0b-4c2d-8e9f-001122334455' })).toBe(false);
    expect(isSeen({ action: 'create', entity_id: '6fa459ea-ee8a-5ca4-894e-db77e160355e' })).toBe(false);
    expect(isSeen({ base_json: '{"deletedAt":"2026-11-22T08:00:00.000000Z"}' })).toBe(false);
    expect(isSeen({ base_json: null })).toBe(false);
    expect(isSeen({ entity_type: 'projects' })).toBe(false);
    expect(isSeen({ entity_type: 'projects', action: 'create' }, { created: true })).toBe(false);
  });
});

describe('a failed call', () => {
  const decide = (status: number, type = '', retryAfterMs: number | null = null) =>
    decideRetry(
      { kind: 'problem', problem: { type, status, title: '', detail: null, errors: [], retryAfterMs } },
      0,
      1,
    );

  it.each([
    [401, 'not-signed-in', { kind: 'pause', reason: 'not-signed-in' }],
    [403, 'wrong-session', { kind: 'pause', reason: 'wrong-session' }],
    [403, '', { kind: 'pause', reason: 'forbidden' }],
    [426, 'client-too-old', { kind: 'pause', reason: 'client-too-old' }],
    [410, 'resync-required', { kind: 'resync' }],
    [400, 'bad-request', { kind: 'split' }],
    [413, '', { kind: 'split' }],
    [502, '', { kind: 'retry', afterMs: 1_000 }],
    [404, 'not-found', { kind: 'retry', afterMs: 1_000 }],
    [418, 'unheard-of', { kind: 'retry', afterMs: 1_000 }],
  ] as const)('with %i %s is decided by its type, then by its status', (status, type, expected) => {
    expect(decide(status, type)).toEqual(expected);
  });

  it('waits at least as long as the server asks', () => {
    expect(decide(429, 'slow-down', 30_000)).toEqual({ kind: 'retry', afterMs: 30_000 });
    expect(decide(503, 'unavailable', 0)).toEqual({ kind: 'retry', afterMs: 1_000 });
  });

  it('is tried later and later, up to five minutes', () => {
    const delays = [0, 1, 5, 30].map((attempt) => decideRetry({ kind: 'unreachable' }, attempt, 1));
    expect(delays.map((it) => it.kind === 'retry' && it.afterMs)).toEqual([1_000, 2_000, 32_000, 300_000]);
  });
});

describe('a record', () => {
  const type = {
    fields: [
      { name: 'name', type: 'text', required: true, maxLength: 5 },
      { name: 'amount', type: 'decimal', min: '0', exclusiveMin: true },
      { name: 'dueDay', type: 'integer', min: '1', max: '28' },
      { name: 'date', type: 'date' },
      { name: 'active', type: 'boolean' },
      { name: 'kind', type: 'text', oneOf: ['bank', 'cash'] },
      { name: 'email', type: 'text', format: 'email' },
    ],
  } as unknown as EntityTypeSchema;
  const wrong = (fields: object) => validateRecord(type, { name: 'Name', ...fields }).map((it) => it.field);

  it('is right with its required fields alone', () => {
    expect(wrong({ amount: null, kind: '' })).toEqual([]);
  });

  it.each([
    ['name', ['', '   ', 'too long', 7, 'nul\u0000', '\uD800']],
    ['amount', ['0', '-1', '1e3', '1.00001', '1234567890123456', 5]],
    ['dueDay', [0, 29, 1.5, '3']],
    ['date', ['2026-02-30', '0000-01-01', '2026-1-1', '2026-13-01', 20261122]],
    ['active', ['yes', 1]],
    ['kind', ['receivable']],
    ['email', ['nobody']],
  ])('is told what is wrong with its %s', (field, values) => {
    for (const value of values) {
      expect([value, wrong({ [field]: value })]).toEqual([value, [field]]);
    }
  });

  it('may hold the largest decimal there is', () => {
    expect(wrong({ amount: '999999999999999.9999' })).toEqual([]);
    expect(compareDecimals('999999999999999.9999', '999999999999999.9998')).toBe(1);
    expect(compareDecimals('-0.5', '0.05')).toBe(-1);
    expect(compareDecimals('1.50', '1.5')).toBe(0);
  });
});
