// The journey of the real files: accounts and contacts first, then orders that find their accounts.
import { describe, expect, it } from 'vitest';
import { accounts, books, contacts, transactions } from '../../test/data/books-schema';
import { checkMapping } from './check-mapping';
import { guessMapping } from './guess-mapping';
import type { Mapping } from './mapping';
import { atOnce, dataFile, planOf, recordsOf, tableOf } from './test-support';
import { planImport } from './plan';
import type { EntityTypeSchema } from '../sync/schema';

const accountTable = tableOf(dataFile('bank/fin_account.tsv'), {}, 'fin_account.tsv');
const clientTable = tableOf(dataFile('bank/fin_client.tsv'), {}, 'fin_client.tsv');
const orderTable = tableOf(dataFile('bank/fin_order.tsv'), {}, 'fin_order.tsv');

const accountMapping: Mapping = {
  fields: {
    name: { kind: 'template', text: 'Account {1}' },
    kind: { kind: 'constant', value: 'bank' },
    currency: { kind: 'constant', value: 'CZK' },
    description: { kind: 'template', text: 'District {2}, opened {3}, statements {4}' },
  },
  keyColumns: [0],
};
const clientMapping: Mapping = {
  fields: {
    name: { kind: 'template', text: 'Client {Column 1}' },
    kind: { kind: 'constant', value: 'client' },
    notes: { kind: 'template', text: 'Born {2}, {3}' },
  },
  keyColumns: [0],
};
const orderMapping: Mapping = {
  fields: {
    date: { kind: 'constant', value: '2026-11-22' },
    kind: { kind: 'constant', value: 'expense' },
    amount: { kind: 'column', column: 4, numberFormat: '1234.56' },
    currency: { kind: 'constant', value: 'CZK' },
    accountId: { kind: 'match', text: 'account {2}', by: 'name' },
    description: { kind: 'column', column: 5 },
    reference: { kind: 'column', column: 0 },
  },
  keyColumns: [0],
};

const planAccounts = () => planOf(accounts, accountTable, accountMapping);
const isSound = (type: EntityTypeSchema, table: typeof orderTable, mapping: Mapping) =>
  checkMapping(type, books, table, mapping).length === 0;

describe('the bank files', () => {
  it('are guessed to be tab-separated without a header, with the first column as key', () => {
    for (const table of [accountTable, clientTable, orderTable]) {
      expect(table).toMatchObject({ delimiter: '\t', header: false, problems: [], encoding: 'utf-8' });
      expect(guessMapping(accounts, books, table).keyColumns).toEqual([0]);
    }
    expect(guessMapping(transactions, books, orderTable).fields['amount']).toEqual({
      kind: 'column',
      column: 4,
      numberFormat: '1234.56',
    });
  });

  it('are planned completely', async () => {
    expect(isSound(accounts, accountTable, accountMapping)).toBe(true);
    expect(isSound(contacts, clientTable, clientMapping)).toBe(true);
    expect(isSound(transactions, orderTable, orderMapping)).toBe(true);
    const accountPlan = await planAccounts();
    const clientPlan = await planOf(contacts, clientTable, clientMapping);
    const orderPlan = await planOf(transactions, orderTable, orderMapping, {
      accounts: recordsOf(accountPlan),
    });
    const nothingElse = { same: 0, changed: 0, duplicate: 0, unreadable: 0 };
    expect(accountPlan.counts).toEqual({ new: 4500, ...nothingElse });
    expect(clientPlan.counts).toEqual({ new: 5369, ...nothingElse });
    expect(orderPlan.counts).toEqual({ new: 6471, ...nothingElse });
    const ids = [accountPlan, clientPlan, orderPlan].flatMap(({ rows }) => rows.map(({ id }) => id));
    expect(new Set(ids).size).toBe(16_340);
  });

  it('become records with their values', async () => {
    const accountPlan = await planAccounts();
    const { rows } = await planOf(transactions, orderTable, orderMapping, {
      accounts: recordsOf(accountPlan),
    });
    expect(rows[4]).toEqual({
      line: 5,
      id: rows[4]?.id,
      fields: {
        date: '2026-11-22',
        kind: 'expense',
        amount: '32.7',
        currency: 'CZK',
        accountId: accountPlan.rows.find(({ fields }) => fields['name'] === 'Account 3')?.id,
        reference: '29405',
      },
      state: 'new',
    });
    expect(rows.filter(({ fields }) => fields['description'] === 'HH')).toHaveLength(3502);
    expect(rows.filter(({ fields }) => fields['description'] === undefined)).toHaveLength(1379);
    // Some orders are below one crown and written without a zero: ".20".
    expect(rows.filter(({ fields }) => String(fields['amount']).startsWith('0.'))).toHaveLength(38);
  });

  it('have ids that do not change from one version of the application to the next', async () => {
    const { rows } = await planAccounts();
    expect(rows.slice(0, 2).map(({ id }) => id)).toEqual([
      '9028e343-cca4-5217-8b5e-707772a75539',
      '36d63ef7-667a-5e7e-96dd-5211045c4d1f',
    ]);
  });

  it('imported twice add nothing, and a changed mapping changes what is there', async () => {
    const first = await planAccounts();
    const stored = { accounts: recordsOf(first) };
    const again = await planOf(accounts, accountTable, accountMapping, stored);
    expect(again.rows.map(({ id }) => id)).toEqual(first.rows.map(({ id }) => id));
    expect(again.counts).toMatchObject({ new: 0, same: 4500, changed: 0 });
    const euro = { ...accountMapping.fields, currency: { kind: 'constant', value: 'EUR' } } as const;
    const changed = await planOf(accounts, accountTable, { ...accountMapping, fields: euro }, stored);
    expect(changed.counts).toMatchObject({ new: 0, same: 0, changed: 4500 });
  });

  it('without the accounts on the device leave every order unreadable, with its account named', async () => {
    const { counts, errors } = await planOf(transactions, orderTable, orderMapping, { accounts: [] });
    expect(counts).toMatchObject({ new: 0, unreadable: 6471 });
    expect(errors[0]).toEqual({
      line: 1,
      field: 'Account',
      message: 'None of the accounts has the name "account 1".',
      value: 'account 1',
    });
  });
});

describe('20,000 rows', () => {
  it('are planned well below two seconds, with pauses and progress', async () => {
    const table = tableOf(
      Array.from({ length: 20_000 }, (_, n) => `${n},2026-01-02,${n}.50,Account ${n % 500}`).join('\n'),
    );
    const stored = {
      accounts: Array.from({ length: 500 }, (_, n) => ({ id: `id-${n}`, name: `Account ${n}` })),
    };
    const mapping: Mapping = {
      fields: {
        ...orderMapping.fields,
        date: { kind: 'column', column: 1, dateFormat: 'YYYY-MM-DD' },
        amount: { kind: 'column', column: 2, numberFormat: '1234.56' },
        accountId: { kind: 'match', text: '{4}', by: 'name' },
        description: { kind: 'unset' },
      },
      keyColumns: [0],
    };
    let pauses = 0;
    const progress: number[] = [];
    const pause = () => {
      pauses++;
      return atOnce.pause();
    };
    const request = { type: transactions, types: books, table, mapping, source: 'orders.csv', stored };
    const started = performance.now();
    const plan = await planImport(request, { pause, onProgress: (done) => progress.push(done) });
    const elapsedMs = performance.now() - started;
    expect(plan.counts.new).toBe(20_000);
    expect(elapsedMs).toBeLessThan(2000);
    expect(pauses).toBeGreaterThanOrEqual(40);
    expect(progress.at(-1)).toBe(20_000);
    expect(progress).toEqual([...progress].sort((a, b) => a - b));
  });

  it('stop being planned when the user goes back', async () => {
    const stop = new AbortController();
    const request = {
      type: accounts,
      types: books,
      table: accountTable,
      mapping: accountMapping,
      source: 'x',
      stored: {},
    };
    const onProgress = (done: number) => {
      if (done >= 1000) stop.abort();
    };
    await expect(planImport(request, { ...atOnce, onProgress, signal: stop.signal })).rejects.toThrow(
      /abort/i,
    );
  });
});
