import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accounts, books, categories, contacts, named, transactions } from '../../test/data/books-schema';
import { checkMapping } from './check-mapping';
import type { FieldSource, Mapping } from './mapping';
import { errorsAsCsv } from './row-error';
import { planOf, recordsOf, tableOf } from './test-support';

const column = (index: number): FieldSource => ({ kind: 'column', column: index });
const constant = (value: string | boolean): FieldSource => ({ kind: 'constant', value });

/** Accounts from the columns name, kind and, where there is one, opening balance. */
function accountMapping(keyColumns: number[] = [], more: Record<string, FieldSource> = {}): Mapping {
  const fields = { name: column(0), kind: column(1), currency: constant('EUR'), ...more };
  return { fields, keyColumns };
}

const planText = (text: string, mapping = accountMapping(), stored = {}) =>
  planOf(accounts, tableOf(text, { header: true }), mapping, stored);

describe('a row that cannot be read', () => {
  it('is listed with line, field, reason and value, and the others are planned', async () => {
    const balance: FieldSource = { kind: 'column', column: 2, numberFormat: '1,234.56' };
    const plan = await planText(
      'name,kind,balance\nCash,cash,10\nBank,bnk,1.5.2\n,bank,1\nOther,bank,"1,000.50"\n',
      accountMapping([], { openingBalance: balance }),
    );
    expect(plan.rows.map(({ line, fields }) => [line, fields['openingBalance']])).toEqual([
      [2, '10'],
      [5, '1000.5'],
    ]);
    expect(plan.errors).toEqual([
      {
        line: 3,
        field: 'Kind',
        message: 'None of bank, cash, receivable, payable, income, expense, asset, liability, equity.',
        value: 'bnk',
      },
      { line: 3, field: 'Opening balance', message: 'Not a number written like 1,234.56.', value: '1.5.2' },
      { line: 4, field: 'Name', message: 'This is needed.', value: '' },
    ]);
    expect(plan.counts).toEqual({ new: 2, same: 0, changed: 0, duplicate: 0, unreadable: 2 });
  });

  it('is listed among those whose lines are broken, in the order of the file', async () => {
    const plan = await planText('name,kind\nA,nothing\nB\nC,cash\n');
    expect(plan.errors.map(({ line }) => line)).toEqual([2, 3]);
    expect(plan.rows).toHaveLength(1);
  });

  it('is whatever the server would refuse: too long, too many decimals, not above zero, no date of the calendar', async () => {
    const fields: Mapping['fields'] = {
      date: { kind: 'column', column: 0, dateFormat: 'DD.MM.YYYY' },
      amount: { kind: 'column', column: 1, numberFormat: '1234.56' },
      reference: column(2),
      kind: constant('expense'),
      currency: constant('EUR'),
      accountId: constant('7f8d0000-0000-4000-8000-000000000001'),
    };
    const long = 'x'.repeat(256);
    const text = `d,a,r\n01.02.2026,5,ok\n31.02.2026,5,r\n01.02.2026,0,r\n01.02.2026,-5,r\n01.02.2026,1.23456,r\n01.02.2026,5,${long}\n`;
    const plan = await planOf(transactions, tableOf(text, { header: true }), { fields, keyColumns: [] });
    expect(plan.rows.map(({ line }) => line)).toEqual([2]);
    expect(plan.errors.map(({ line, field }) => [line, field])).toEqual([
      [3, 'Date'],
      [4, 'Amount'],
      [5, 'Amount'],
      [6, 'Amount'],
      [7, 'Reference'],
    ]);
    expect(plan.errors[4]?.value).toHaveLength(81);
  });

  it('is written into a CSV file in which no value is a formula', () => {
    const csv = errorsAsCsv([{ line: 3, field: 'Name', message: 'Too long, "really"', value: '=cmd()' }]);
    expect(csv).toBe(`\uFEFFLine,Field,Reason,Value\r\n3,Name,"Too long, ""really""","'=cmd()"\r\n`);
  });
});

describe('values', () => {
  it('that look like formulas stay text', async () => {
    const plan = await planText('name,kind\n=1+1,cash\n@SUM(A1),cash\n"=HYPERLINK(""x"")",cash\n');
    expect(plan.rows.map(({ fields }) => fields['name'])).toEqual(['=1+1', '@SUM(A1)', '=HYPERLINK("x")']);
  });

  it('keep leading zeros and lose outer spaces', async () => {
    const plan = await planText('name,kind\n  007 ,cash\n');
    expect(plan.rows[0]?.fields['name']).toBe('007');
  });

  it('that are blank are left out, unless a word table gives blanks a meaning', async () => {
    const kind: FieldSource = { kind: 'column', column: 1, words: { '': 'other', hh: 'vendor' } };
    const mapping = { fields: { name: column(0), kind, email: column(2) }, keyColumns: [] };
    const plan = await planOf(contacts, tableOf('n,k,e\nA,  ,\nB,HH,b@x.org\n'), mapping);
    expect(plan.rows.map(({ fields }) => fields)).toEqual([
      { name: 'A', kind: 'other' },
      { name: 'B', kind: 'vendor', email: 'b@x.org' },
    ]);
  });

  it('that are blank leave nothing of a text that is made of them', async () => {
    const plan = await planText(
      'name,kind,street,town\nA,cash,,\nB,cash,,Brno\n',
      accountMapping([], { description: { kind: 'template', text: 'At {street} {town}' } }),
    );
    expect(plan.rows.map(({ fields }) => fields['description'])).toEqual([undefined, 'At Brno']);
  });

  it('of yes and no are read, and a constant stands for all rows', async () => {
    const plan = await planText(
      'name,kind,gone\nA,cash,yes\nB,cash,N\nC,cash,perhaps\n',
      accountMapping([], { archived: column(2), description: constant('old books') }),
    );
    expect(plan.rows.map(({ fields }) => fields['archived'])).toEqual([true, false]);
    expect(plan.rows[0]?.fields['description']).toBe('old books');
    expect(plan.errors.map(({ message }) => message)).toEqual(['Neither yes nor no.']);
  });
});

describe('a month', () => {
  it('is read from month and year or a date, and anything else is an error', async () => {
    const fields: Mapping['fields'] = {
      period: column(0),
      categoryId: constant('7f8d0000-0000-4000-8000-000000000001'),
      amount: constant('5'),
      currency: constant('EUR'),
    };
    const table = tableOf('m,x\n2026-11,a\n3/2026,b\n2026-04-30,c\nspring,d\n', { header: true });
    const plan = await planOf(named('budgets'), table, { fields, keyColumns: [] });
    expect(plan.rows.map((row) => row.fields['period'])).toEqual(['2026-11', '2026-03', '2026-04']);
    expect(plan.errors).toEqual([
      { line: 5, field: 'Period', message: 'Not a month, such as 2026-11.', value: 'spring' },
    ]);
  });
});

describe('a constant', () => {
  it('is stored in the form of its field, so that the next import finds nothing changed', async () => {
    const mapping = accountMapping([0], { openingBalance: constant('012.50') });
    const first = await planText('name,kind\nA,cash\n', mapping);
    expect(first.rows[0]?.fields['openingBalance']).toBe('12.5');
    const again = await planText('name,kind\nA,cash\n', mapping, { accounts: recordsOf(first) });
    expect(again.counts).toMatchObject({ same: 1 });
  });
});

describe('the id of a record', () => {
  it('comes from type, source and key, wherever in the file the row stands', async () => {
    const one = await planText('name,kind\nA,cash\nB,bank\n', accountMapping([0]));
    const other = await planText('name,kind\nB,cash\nC,bank\nA,bank\n', accountMapping([0]));
    const idOf = (plan: typeof one, name: string) =>
      plan.rows.find(({ fields }) => fields['name'] === name)?.id;
    expect(idOf(one, 'A')).toBe(idOf(other, 'A'));
    expect(idOf(one, 'B')).toBe(idOf(other, 'B'));
    const table = tableOf('name,kind\nA,cash\n', {}, 'another.csv');
    const elsewhere = await planOf(accounts, table, accountMapping([0]));
    expect(elsewhere.rows[0]?.id).not.toBe(idOf(one, 'A'));
  });

  it('without a key comes from the whole row, and equal rows are records of their own', async () => {
    const text = 'name,kind\nCoffee,expense\nTea,expense\nCoffee,expense\n';
    const plan = await planText(text);
    expect(new Set(plan.rows.map(({ id }) => id)).size).toBe(3);
    const again = await planText(text, accountMapping(), { accounts: recordsOf(plan) });
    expect(again.counts).toMatchObject({ new: 0, same: 3 });
  });

  it('with a repeated key is one record where the rows agree, and an error where they do not', async () => {
    const plan = await planText('name,kind\nA,cash\nA,cash\nA,bank\n ,bank\n', accountMapping([0]));
    expect(plan.rows.map(({ line }) => line)).toEqual([2]);
    expect(plan.duplicates).toEqual([{ line: 3, firstLine: 2 }]);
    expect(plan.errors).toEqual([
      { line: 4, field: 'name', message: 'Line 2 has the same key with other values.', value: 'A' },
      { line: 5, field: 'name', message: 'The key is blank.', value: '' },
    ]);
    expect(plan.counts).toEqual({ new: 1, same: 0, changed: 0, duplicate: 1, unreadable: 2 });
  });

  it('of a record deleted meanwhile makes it new again', async () => {
    const first = await planText('name,kind\nA,cash\n');
    const tombstone = { id: first.rows[0]?.id ?? '', deletedAt: '2026-11-22T08:30:00.123004Z' };
    const again = await planText('name,kind\nA,cash\n', accountMapping(), { accounts: [tombstone] });
    expect(again.counts).toMatchObject({ new: 1, same: 0, changed: 0 });
  });
});

describe('a matched record', () => {
  const match = (text: string, by = 'name'): Mapping => ({
    fields: { name: column(0), kind: constant('income'), parentId: { kind: 'match', text, by } },
    keyColumns: [0],
  });
  const stored = {
    categories: [
      { id: 'a', name: 'Rent  2026' },
      { id: 'b', name: 'Fees' },
      { id: 'c', name: 'fees' },
      { id: 'd', name: 'Gone', deletedAt: '2026-11-22T08:30:00.123004Z' },
    ],
  };
  const planCategories = (text: string, mapping: Mapping) =>
    planOf(categories, tableOf(text, { header: true }), mapping, stored);

  it('is found without regard to case and spacing, also through a template', async () => {
    const plan = await planCategories('name,parent,year\nX,rent,2026\nY,,\n', match('{parent} {year}'));
    expect(plan.rows.map(({ fields }) => fields['parentId'])).toEqual(['a', undefined]);
  });

  it('that is unknown, deleted or one of several is an error that names the value', async () => {
    const plan = await planCategories('name,parent\nX,Fees\nY,Gone\nZ,Nowhere\n', match('{parent}'));
    expect(plan.rows).toEqual([]);
    expect(plan.errors.map(({ message }) => message)).toEqual([
      '2 categories have the name "Fees".',
      'None of the categories has the name "Gone".',
      'None of the categories has the name "Nowhere".',
    ]);
  });

  it('may stand in the same file, before or after the row that points to it', async () => {
    const plan = await planCategories('name,parent\nSmall,Big\nBig,\nSmaller,small\n', match('{parent}'));
    const [small, big, smaller] = plan.rows;
    expect([small?.fields['parentId'], big?.fields['parentId']]).toEqual([big?.id, undefined]);
    expect(smaller?.fields['parentId']).toBe(small?.id);
  });

  it('in the same file that cannot be read takes the rows that point to it along', async () => {
    const long = 'x'.repeat(4001);
    const mapping: Mapping = {
      ...match('{parent}'),
      fields: { ...match('{parent}').fields, description: column(2) },
    };
    const plan = await planCategories(
      `name,parent,text\nSmaller,Small,\nSmall,Big,\nBig,,${long}\nFree,,\n`,
      mapping,
    );
    expect(plan.rows.map(({ fields }) => fields['name'])).toEqual(['Free']);
    expect(plan.errors.map(({ line, message }) => [line, message])).toEqual([
      [2, 'It points to line 3, which cannot be read.'],
      [3, 'It points to line 4, which cannot be read.'],
      [4, 'This is at most 4000 characters long.'],
    ]);
  });
});

describe('checkMapping', () => {
  const table = tableOf('day,sum,who\n01/02/2026,"1,234",Cash\n', { header: true });
  const messageFor = (field: string, source: FieldSource) =>
    checkMapping(transactions, books, table, { fields: { [field]: source }, keyColumns: [] }).find(
      (problem) => problem.field === field,
    )?.message;

  it('asks for a source of every required field', () => {
    const problems = checkMapping(transactions, books, table, { fields: {}, keyColumns: [] });
    expect(problems.map(({ label }) => label)).toEqual(['Date', 'Kind', 'Amount', 'Currency', 'Account']);
  });

  it('asks how dates and numbers are written', () => {
    expect(messageFor('date', column(0))).toBe('How does "day" write dates?');
    expect(messageFor('amount', column(1))).toBe('How does "sum" write numbers?');
    expect(messageFor('date', { kind: 'column', column: 0, dateFormat: 'DD/MM/YYYY' })).toBeUndefined();
  });

  it('finds columns, templates and comparisons that are not there', () => {
    expect(messageFor('description', column(9))).toBe('Choose a column.');
    expect(messageFor('description', { kind: 'template', text: '{nobody}' })).toBe(
      'The file has no column "nobody".',
    );
    expect(messageFor('description', { kind: 'template', text: 'text' })).toContain('names no column');
    expect(messageFor('description', { kind: 'template', text: '{who' })).toContain('no partner');
    expect(messageFor('description', { kind: 'template', text: '{{{3}}} {WHO}' })).toBeUndefined();
    expect(messageFor('accountId', { kind: 'match', text: '{who}', by: 'iban' })).toContain(
      'field that is compared',
    );
    expect(messageFor('accountId', { kind: 'match', text: '', by: 'name' })).toBe('Choose a column.');
    expect(messageFor('accountId', { kind: 'match', text: '{who}', by: 'name' })).toBeUndefined();
  });

  it('refuses constants that the field cannot hold', () => {
    expect(messageFor('amount', constant('-5'))).toContain('more than 0');
    expect(messageFor('currency', constant('euro'))).toBe('This is no currency code.');
    expect(messageFor('date', constant('22.11.2026'))).toContain('date');
    expect(messageFor('description', constant(''))).toBe('Give the value.');
    expect(messageFor('amount', constant('12,5'))).toBe('Write the number like 1234.56.');
    expect(messageFor('amount', constant('12.50'))).toBeUndefined();
  });
});

describe('every file', () => {
  const cell = fc.oneof(
    fc.string({ maxLength: 8 }),
    fc.constantFrom('', '"', 'a"b', '1,5', 'x\ny', '\0', '=1', 'cash', 'bank', '\uFEFF', 'ß', ';', '\t'),
  );

  it('becomes records, reasons and duplicates, and no line of it disappears', async () => {
    const rows = fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(rows, fc.constantFrom<number[]>([], [0]), async (pairs, key) => {
        const quote = (text: string) => `"${text.replaceAll('"', '""')}"`;
        const text = `name,kind\n${pairs.map((pair) => pair.map(quote).join(',')).join('\n')}\n`;
        const plan = await planOf(
          accounts,
          tableOf(text, { header: true, delimiter: ',' }),
          accountMapping(key),
        );
        const filled = pairs.filter((pair) => pair.some((value) => value.trim() !== '')).length;
        const { counts } = plan;
        expect(counts.new + counts.duplicate + counts.unreadable).toBe(filled);
        expect(new Set(plan.rows.map(({ id }) => id)).size).toBe(plan.rows.length);
      }),
    );
  });

  it('of any characters whatever is read or refused, without an exception', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (content) => {
        expect(() => tableOrNothing(content)).not.toThrow();
      }),
    );
  });
});

function tableOrNothing(content: Uint8Array) {
  try {
    return tableOf(content);
  } catch (refused) {
    // A refusal is a sentence for the user; anything else is a fault of the reader.
    if (refused instanceof Error && refused.message.endsWith('.')) return null;
    throw refused;
  }
}
