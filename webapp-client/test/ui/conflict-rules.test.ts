import { describe, expect, it } from 'vitest';
import { effectiveRules, rulesText } from '../../src/ui/conflicts/rules';
import type { Schema } from '../../src/sync';

const schema = {
  version: 1,
  types: [
    { name: 'accounts', fields: [] },
    { name: 'invoices', fields: [], conflicts: { strategy: 'field_merge', review: ['amount', 'dueDate'] } },
  ],
} as unknown as Schema;

const rulesOf = (set: Parameters<typeof effectiveRules>[2]) =>
  effectiveRules(schema, ['accounts', 'invoices'], set);
const text = (set: Parameters<typeof effectiveRules>[2]) => JSON.parse(rulesText(schema, set, {})) as unknown;

describe('the rules of a tenant', () => {
  it('are those of the types where nothing is set', () => {
    expect(rulesOf({})).toEqual({
      accounts: { strategy: 'last_write_wins' },
      invoices: { strategy: 'field_merge', review: ['amount', 'dueDate'] },
    });
    expect(text({})).toEqual({});
  });

  it('are written where they differ from those of the types, in whichever order fields are named', () => {
    expect(text({ accounts: { strategy: 'manual_merge' } })).toEqual({
      accounts: { strategy: 'manual_merge' },
    });
    expect(text({ invoices: { strategy: 'last_write_wins' } })).toEqual({
      invoices: { strategy: 'last_write_wins' },
    });
    expect(text({ invoices: { strategy: 'field_merge', review: ['dueDate', 'amount'] } })).toEqual({});
    expect(text({ invoices: { strategy: 'field_merge', review: [] } })).toEqual({
      invoices: { strategy: 'field_merge' },
    });
  });

  it('name no fields to review where the rule asks about none, which the server would reject', () => {
    expect(text({ accounts: { strategy: 'last_write_wins', review: ['name'] } })).toEqual({});
    expect(text({ accounts: { strategy: 'manual_merge', review: ['name'] } })).toEqual({
      accounts: { strategy: 'manual_merge' },
    });
  });

  it('leave entries alone that were not edited, also where this version does not know their type or rule', () => {
    const stored = {
      meters: { strategy: 'manual_merge' },
      contacts: { strategy: 'newer_rule', limit: 3 },
      invoices: { strategy: 'manual_merge' },
    };
    const edited = rulesText(schema, { accounts: { strategy: 'field_merge' } }, stored);
    expect(JSON.parse(edited)).toEqual({ ...stored, accounts: { strategy: 'field_merge' } });
    const back = rulesText(
      schema,
      { invoices: { strategy: 'field_merge', review: ['amount', 'dueDate'] } },
      stored,
    );
    expect(JSON.parse(back)).toEqual({ meters: stored.meters, contacts: stored.contacts });
  });
});
