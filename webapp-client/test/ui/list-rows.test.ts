import { describe, expect, it } from 'vitest';
import { columnsOf, gridOf } from '../../src/ui/list/columns';
import { searchRows, type RowsByType } from '../../src/ui/list/search-rows';
import { sortRows } from '../../src/ui/list/sort-rows';
import { formatAmount, formatDate } from '../../src/ui/records/format';
import { projectRecords } from '../../src/ui/records/record-rows';
import type { EntityTypeSchema, LocalRecord } from '../../src/sync';
import { accounts, fastestMs, record, transactions } from './fixtures';

const noOthers: RowsByType = new Map();

function rowsOf(type: EntityTypeSchema, records: readonly LocalRecord[]) {
  return projectRecords(type, records).rows;
}

function found(query: string, records: readonly LocalRecord[]): string[] {
  return searchRows(accounts, rowsOf(accounts, records), query, noOthers).map((row) => row.id);
}

function sorted(fieldName: string, descending: boolean, records: readonly LocalRecord[]): string[] {
  const field = accounts.fields.find(({ name }) => name === fieldName);
  if (field === undefined) throw new Error(`no field ${fieldName}`);
  return sortRows(rowsOf(accounts, records), field, descending, noOthers).map((row) => row.id);
}

describe('the projection of a list', () => {
  it('leaves deleted records out', () => {
    const deleted = record('b', { name: 'Gone', deletedAt: '2026-11-02T08:00:00.000000Z' });
    expect(rowsOf(accounts, [record('a', { name: 'Here' }), deleted]).map((row) => row.id)).toEqual(['a']);
  });

  it('keeps the row of a record that did not change, and makes a new one for one that did', () => {
    const before = projectRecords(accounts, [record('a', { name: 'A' }), record('b', { name: 'B' })]);
    const changed = record('b', { name: 'B2', updatedAt: '2026-11-03T08:00:00.000000Z' });
    const after = projectRecords(accounts, [record('a', { name: 'A' }), changed], before);
    expect(after.rowsById.get('a')).toBe(before.rowsById.get('a'));
    expect(after.rowsById.get('b')?.label).toBe('B2');
  });

  it('makes a new row for a record that a merge changed under the same stamp', () => {
    const before = projectRecords(accounts, [record('a', { name: 'A', kind: 'bank', description: 'Rent' })]);
    const merged = record('a', { name: 'B', kind: 'cash' });
    const after = projectRecords(accounts, [merged], before);
    expect(after.rows.map((row) => [row.label, row.text, row.record])).toEqual([['B', 'b cash', merged]]);
  });

  it('compares 20,000 records within 100 ms', () => {
    const many = () =>
      Array.from({ length: 20_000 }, (_, index) =>
        record(String(index), {
          name: `Account ${index}`,
          kind: 'bank',
          currency: 'EUR',
          openingBalance: '1',
        }),
      );
    const before = projectRecords(accounts, many());
    const read = many();
    expect(fastestMs(() => projectRecords(accounts, read, before))).toBeLessThan(100);
    expect(projectRecords(accounts, read, before).rows[7]).toBe(before.rows[7]);
  });

  it('names a record without a name by its reference, else by date and amount', () => {
    const named = record('a', { reference: 'INV-7', date: '2026-11-22', amount: '1' });
    const unnamed = record('b', { date: '2026-11-22', amount: '12.5', currency: 'EUR' });
    const labels = rowsOf(transactions, [named, unnamed]).map((row) => row.label);
    expect(labels[0]).toBe('INV-7');
    expect(labels[1]).toBe(`${formatDate('2026-11-22')} · ${formatAmount('12.5', 'EUR')}`);
  });
});

describe('searching a list', () => {
  const records = [
    record('a', { name: 'Caisse générale', kind: 'cash', description: 'Rent of May' }),
    record('b', { name: 'Main bank', kind: 'bank' }),
  ];

  it('finds all with an empty query', () => {
    expect(found('  ', records)).toEqual(['a', 'b']);
  });

  it('finds words in any order, whatever their case and accents', () => {
    expect(found('GENERALE caisse', records)).toEqual(['a']);
  });

  it('looks in every text field', () => {
    expect(found('rent', records)).toEqual(['a']);
  });

  it('finds nothing when one word is missing', () => {
    expect(found('main rent', records)).toEqual([]);
  });

  it('takes the query as plain text', () => {
    expect(found('.*', records)).toEqual([]);
  });

  it('finds a record by the name of one that it refers to', () => {
    const accountRows = projectRecords(accounts, records);
    const rows = rowsOf(transactions, [
      record('t1', { reference: 'One', accountId: 'a' }),
      record('t2', { reference: 'Two', accountId: 'b' }),
    ]);
    const rowsByType: RowsByType = new Map([['accounts', accountRows]]);
    expect(searchRows(transactions, rows, 'main two', rowsByType).map((row) => row.id)).toEqual(['t2']);
  });

  it('answers within 50 ms over 20,000 rows', () => {
    const many = Array.from({ length: 20_000 }, (_, index) =>
      record(String(index), {
        name: `Account ${index}`,
        kind: 'bank',
        description: 'Standing order for rent',
      }),
    );
    const accountRows = projectRecords(accounts, many);
    const rowsByType: RowsByType = new Map([['accounts', accountRows]]);
    const search = () => searchRows(accounts, accountRows.rows, 'account 1999', rowsByType);
    expect(fastestMs(search)).toBeLessThan(50);
    expect(search()).toHaveLength(12);
  });
});

describe('sorting a list', () => {
  it('sorts numbers in names by value', () => {
    const records = [record('a', { name: 'Unit 10' }), record('b', { name: 'unit 9' })];
    expect(sorted('name', false, records)).toEqual(['b', 'a']);
  });

  it('sorts decimals by value and exactly', () => {
    const amounts = ['10', '-3', '9.9999', '123456789012345.0002', '123456789012345.0001', '-20', '0'];
    const records = amounts.map((openingBalance) => record(openingBalance, { name: 'x', openingBalance }));
    expect(sorted('openingBalance', false, records)).toEqual([
      '-20',
      '-3',
      '0',
      '9.9999',
      '10',
      '123456789012345.0001',
      '123456789012345.0002',
    ]);
  });

  it('puts rows without a value last in either direction', () => {
    const records = [record('empty', { name: 'x' }), record('one', { name: 'x', openingBalance: '1' })];
    expect(sorted('openingBalance', false, records)).toEqual(['one', 'empty']);
    expect(sorted('openingBalance', true, records)).toEqual(['one', 'empty']);
  });

  it('orders equal rows by id, so that no order depends on the store', () => {
    const records = [record('b', { name: 'x' }), record('a', { name: 'x' })];
    expect(sorted('name', true, records)).toEqual(['a', 'b']);
  });
});

describe('the columns of a list', () => {
  it('begin with the name, and show a currency only with its amount', () => {
    expect(columnsOf(accounts, []).map((column) => column.field.name)).toEqual([
      'name',
      'kind',
      'openingBalance',
      'description',
      'parentId',
      'archived',
    ]);
  });

  it('begin with the date where there is no name, and set amounts to the right', () => {
    const columns = columnsOf(transactions, []);
    expect(columns.map((column) => column.field.name)).toEqual([
      'date',
      'amount',
      'accountId',
      'dueDay',
      'reference',
    ]);
    expect(columns[1]?.align).toBe('right');
  });

  it('leave room for the mark of a waiting change beside a date in front', () => {
    const [date, amount] = columnsOf(transactions, []);
    if (date === undefined || amount === undefined) throw new Error('no columns');
    expect(gridOf([date, amount])).toEqual({
      template: 'minmax(10.5rem, 0.6fr) minmax(9.5rem, 0.8fr)',
      minWidth: '20rem',
    });
  });

  it('leave out an optional field that no row has a value for', () => {
    const rows = rowsOf(accounts, [
      record('a', { name: 'A', kind: 'bank', archived: false }),
      record('b', { name: 'B', kind: 'bank', description: 'Rent' }),
    ]);
    expect(columnsOf(accounts, rows).map((column) => column.field.name)).toEqual([
      'name',
      'kind',
      'description',
    ]);
  });
});
