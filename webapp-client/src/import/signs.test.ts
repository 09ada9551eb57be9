import { describe, expect, it } from 'vitest';
import { books, transactions } from '../../test/data/books-schema';
import { checkMapping } from './check-mapping';
import type { FieldSource, Mapping } from './mapping';
import { planOf, tableOf } from './test-support';

const table = tableOf('date;amount\n2026-01-02;-12,50\n2026-01-03;1.000,00\n2026-01-04;0,00\n');
const kind: FieldSource = {
  kind: 'sign',
  column: 1,
  numberFormat: '1.234,56',
  positive: 'income',
  negative: 'expense',
};
const mapping: Mapping = {
  fields: {
    date: { kind: 'column', column: 0, dateFormat: 'YYYY-MM-DD' },
    kind,
    amount: { kind: 'column', column: 1, numberFormat: '1.234,56', unsigned: true },
    currency: { kind: 'constant', value: 'EUR' },
    accountId: { kind: 'constant', value: 'account' },
  },
  keyColumns: [],
};

describe('an amount with a sign', () => {
  it('gives the kind by its sign, and the amount without it', async () => {
    expect(checkMapping(transactions, books, table, mapping)).toEqual([]);
    const { rows } = await planOf(transactions, table, mapping);
    expect(rows.map(({ fields }) => [fields['kind'], fields['amount']])).toEqual([
      ['expense', '12.5'],
      ['income', '1000'],
    ]);
  });

  it('that is zero tells no kind, and says so', async () => {
    const { errors } = await planOf(transactions, table, mapping);
    expect(errors.map(({ line, message }) => [line, message])).toEqual([
      [4, 'Zero is neither positive nor negative.'],
    ]);
  });

  it('is asked for its values and its format', () => {
    const without = (change: Partial<FieldSource & { kind: 'sign' }>): string[] =>
      checkMapping(transactions, books, table, {
        ...mapping,
        fields: { ...mapping.fields, kind: { ...kind, ...change } },
      }).map(({ message }) => message);
    expect(without({ positive: '' })).toEqual(['Give the value for each sign.']);
    expect(without({ numberFormat: undefined })).toEqual(['How does "amount" write numbers?']);
    expect(without({ column: 9 })).toEqual(['Choose a column.']);
  });
});
