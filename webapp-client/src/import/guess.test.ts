import { describe, expect, it } from 'vitest';
import { accounts, books, categories, contacts, named, transactions } from '../../test/data/books-schema';
import { guessColumnSource, guessMapping } from './guess-mapping';
import { loadMapping, type MappingStorage, rememberMapping } from './saved-mapping';
import { sampleTexts } from './samples';
import { tableOf } from './test-support';

const guess = (type: typeof accounts, text: string) => guessMapping(type, books, tableOf(text));

describe('guessMapping', () => {
  it('gives columns to the fields that are called like them, with their formats', () => {
    const { fields, keyColumns } = guess(
      transactions,
      'Ref;Booking date;Amount;Type;Account;Memo;Ccy\nR1;25.02.2026;1.234,50;expense;Cash;Tea;EUR\n',
    );
    expect(fields).toEqual({
      date: { kind: 'column', column: 1, dateFormat: 'DD.MM.YYYY' },
      kind: { kind: 'column', column: 3, words: {} },
      amount: { kind: 'column', column: 2, numberFormat: '1.234,56' },
      currency: { kind: 'column', column: 6 },
      accountId: { kind: 'match', text: '{Account}', by: 'name' },
      description: { kind: 'column', column: 5 },
      reference: { kind: 'column', column: 0 },
    });
    expect(keyColumns).toEqual([0]);
  });

  it('knows the words for invoices and what they point to', () => {
    const { fields, keyColumns } = guess(
      named('invoices'),
      'Invoice no,Customer,Property,Invoice date,Due,Total,Ccy,Type,State\n7,Layla,House 1,2026-11-01,2026-11-05,8.50,EUR,rent,open\n',
    );
    expect(fields).toMatchObject({
      number: { kind: 'column', column: 0 },
      contactId: { kind: 'match', text: '{Customer}', by: 'name' },
      propertyId: { kind: 'match', text: '{Property}', by: 'name' },
      issueDate: { kind: 'column', column: 3, dateFormat: 'YYYY-MM-DD' },
      dueDate: { kind: 'column', column: 4, dateFormat: 'YYYY-MM-DD' },
      amount: { kind: 'column', column: 5, numberFormat: '1234.56' },
      currency: { kind: 'column', column: 6 },
      kind: { kind: 'column', column: 7, words: {} },
      status: { kind: 'column', column: 8, words: {} },
    });
    expect(keyColumns).toEqual([0]);
  });

  it('finds a record without a name by its number', () => {
    const { fields } = guess(transactions, 'date,invoice\n2026-01-02,INV-7\n');
    expect(fields['invoiceId']).toEqual({ kind: 'match', text: '{invoice}', by: 'number' });
  });

  it('prefers the field whose own name the column has', () => {
    expect(guess(contacts, 'client,name\nx,y\n').fields['name']).toEqual({ kind: 'column', column: 1 });
    expect(guess(categories, 'parent_id,name\nx,y\n').fields['parentId']).toMatchObject({ kind: 'match' });
  });

  it('leaves a format open that the values do not settle', () => {
    const { fields } = guess(transactions, 'date,amount\n01/02/2026,"1,234"\n');
    expect(fields['date']).toEqual({ kind: 'column', column: 0, dateFormat: undefined });
    expect(fields['amount']).toEqual({ kind: 'column', column: 1, numberFormat: undefined });
  });

  it('fills required fields of a file without names from the only column that fits', () => {
    const { fields } = guess(transactions, '7,2026-01-02,9.50,expense\n8,2026-01-03,4.00,income\n');
    expect(fields).toMatchObject({ date: { column: 1 }, amount: { column: 2 }, kind: { column: 3 } });
    expect(
      guess(transactions, '2026-01-02,2026-01-05\n2026-01-03,2026-01-05\n').fields['date'],
    ).toBeUndefined();
  });

  it('takes neither dates, amounts nor repeated values for a key', () => {
    expect(guess(transactions, 'date,amount\n2026-01-02,5.00\n2026-01-03,6.00\n').keyColumns).toEqual([]);
    expect(guess(accounts, 'name,account no\nCash,1\nCash,2\n').keyColumns).toEqual([1]);
    expect(guess(accounts, 'name,id\nCash,1\nBank,1\n').keyColumns).toEqual([0]);
    expect(guess(accounts, 'name,kind\nCash,cash\nCash,bank\n').keyColumns).toEqual([]);
  });

  it('proposes meanings for abbreviated words', () => {
    const kind = categories.fields[1];
    const table = tableOf('n,k\na,I\nb,E\n', { header: true });
    expect(kind && guessColumnSource(kind, table, 1)).toEqual({
      kind: 'column',
      column: 1,
      words: { i: 'income', e: 'expense' },
    });
  });
});

describe('a remembered mapping', () => {
  const storageOf = (
    content = new Map<string, string>(),
  ): MappingStorage & { content: Map<string, string> } => ({
    content,
    getItem: (key) => content.get(key) ?? null,
    setItem: (key, value) => void content.set(key, value),
  });
  const mapping = guess(accounts, 'name,kind,balance\nCash,cash,5.00\n');

  it('returns for a file with the same columns, and for no other', () => {
    const storage = storageOf();
    rememberMapping(storage, accounts, tableOf('name,kind,balance\nCash,cash,5.00\n'), mapping);
    const next = tableOf('Name,Kind,Balance\nBank,bank,7.00\n', {}, 'next.csv');
    expect(loadMapping(storage, accounts, next)).toEqual(mapping);
    expect(loadMapping(storage, contacts, next)).toBeNull();
    expect(loadMapping(storage, accounts, tableOf('name,balance\nCash,5.00\n'))).toBeNull();
  });

  it('asks again for the date format where the next file does not tell it', () => {
    const type = transactions;
    const storage = storageOf();
    const dated = (dateFormat: 'DD/MM/YYYY' | 'MM/DD/YYYY' | undefined) =>
      ({ fields: { date: { kind: 'column', column: 0, dateFormat } }, keyColumns: [] }) as const;
    rememberMapping(storage, type, tableOf('date,ref\n03/04/2026,x\n'), dated('DD/MM/YYYY'));
    const formatOf = (text: string) => {
      const source = loadMapping(storage, type, tableOf(`date,ref\n${text},x\n`))?.fields['date'];
      return source?.kind === 'column' ? (source.dateFormat ?? 'asked') : 'none';
    };
    expect(formatOf('05/04/2026')).toBe('asked');
    expect(formatOf('25/04/2026')).toBe('DD/MM/YYYY');
    expect(formatOf('04/25/2026')).toBe('MM/DD/YYYY');
  });

  it('returns for a file without column names by its name but for digits', () => {
    const storage = storageOf();
    rememberMapping(storage, accounts, tableOf('1\tx\n', {}, 'orders-2026-01.tsv'), mapping);
    expect(loadMapping(storage, accounts, tableOf('2\ty\n', {}, 'orders-2026-02.tsv'))).not.toBeNull();
    expect(loadMapping(storage, accounts, tableOf('2\ty\n', {}, 'clients-2026-02.tsv'))).toBeNull();
  });

  it('that is damaged counts as none, and sources that no longer fit are left out', () => {
    const table = tableOf('name,kind\nCash,cash\n');
    const storage = storageOf();
    rememberMapping(storage, accounts, table, {
      fields: {
        name: { kind: 'column', column: 7 },
        kind: { kind: 'template', text: '{1}' },
        gone: { kind: 'unset' },
        currency: { kind: 'constant', value: 'EUR' },
      },
      keyColumns: [0, 9],
    });
    expect(loadMapping(storage, accounts, table)).toEqual({
      fields: { currency: { kind: 'constant', value: 'EUR' } },
      keyColumns: [0],
    });
    for (const [key] of storage.content) {
      for (const damaged of ['{', 'null', '[]', '{"fields":[]}', '7']) {
        storage.setItem(key, damaged);
        expect(loadMapping(storage, accounts, table)).toBeNull();
      }
    }
  });
});

describe('sampleTexts', () => {
  const table = tableOf('id,name\n1,A\n2,A\n3,\n4,B\n5,C\n');

  it('shows the first different texts of a column, a template and a comparison', () => {
    expect(sampleTexts({ kind: 'column', column: 1 }, table, 2)).toEqual(['A', 'B']);
    expect(sampleTexts({ kind: 'template', text: 'No {id}' }, table, 3)).toEqual(['No 1', 'No 2', 'No 3']);
    expect(sampleTexts({ kind: 'match', text: '{name}', by: 'name' }, table, 9)).toEqual(['A', 'B', 'C']);
  });

  it('shows nothing for what is not in the file or cannot be read', () => {
    expect(sampleTexts({ kind: 'constant', value: 'x' }, table, 3)).toEqual([]);
    expect(sampleTexts({ kind: 'unset' }, table, 3)).toEqual([]);
    expect(sampleTexts({ kind: 'template', text: '{nobody}' }, table, 3)).toEqual([]);
  });
});
