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
const text = (set: Parameters<typeof effectiveRules>[2]) =>
  JSON.parse(rulesText(schema, rulesOf(set), set)) as unknown;

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

  it('leave entries alone of types that this version does not know', () => {
    expect(text({ meters: { strategy: 'manual_merge' } })).toEqual({ meters: { strategy: 'manual_merge' } });
  });
});
