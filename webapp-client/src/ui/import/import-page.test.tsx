// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { MantineProvider } from '@mantine/core';
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { books } from '../../../test/data/books-schema';
import { dataFile } from '../../import/test-support';
import { openTidebookDatabase, type TidebookDatabase } from '../../sync';
import { createMetadata } from '../../sync/metadata';
import { createOutbox } from '../../sync/outbox';
import { browserPlatform } from '../../sync/platform';
import { createRecords } from '../../sync/records';
import { ServerClock } from '../../sync/server-clock';
import { type OpenTidebook, TidebookContext } from '../session/tidebook-context';
import { ImportPage } from './import-page';

let db: TidebookDatabase;
let run = 0;

beforeEach(async () => {
  window.localStorage.clear();
  window.location.hash = '#/import?type=accounts';
  const names = books.map(({ name }) => name);
  db = await openTidebookDatabase({ tenantId: 't', userId: String(++run) }, names);
  const clock = new ServerClock(browserPlatform);
  const metadata = createMetadata(db, clock);
  const outbox = createOutbox({ db, platform: browserPlatform, clock });
  const schema = { version: 1, types: books };
  const records = createRecords(db, { platform: browserPlatform, clock, schema, outbox, metadata });
  // The wizard uses the database, the records and the schema alone.
  const tidebook = { db, schema, records } as unknown as OpenTidebook;
  render(
    <MantineProvider env="test">
      <TidebookContext value={tidebook}>
        <ImportPage />
      </TidebookContext>
    </MantineProvider>,
  );
});

afterEach(() => {
  cleanup();
  db.close();
});

async function chooseFile(name: string, content: Uint8Array | string): Promise<void> {
  const part = typeof content === 'string' ? content : new Uint8Array(content);
  fireEvent.change(screen.getByLabelText('File'), { target: { files: [new File([part], name)] } });
  await screen.findByText(name);
}

const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));

const set = (label: string, value: string) =>
  fireEvent.change(screen.getByLabelText(label), { target: { value } });

function give(field: string, kind: string, value: string): void {
  set(`Source for ${field}`, kind);
  set(`Value for ${field}`, value);
}

describe('the import page', () => {
  it('imports accounts with their outbox entries, and the second time finds nothing to do', async () => {
    // As many as fill several pauses of the plan; the simulated database is slow with all of them.
    const lines = new TextDecoder()
      .decode(dataFile('bank/fin_account.tsv'))
      .split('\n')
      .slice(0, 1200)
      .join('\n');
    await chooseFile('fin_account.tsv', lines);
    expect((await screen.findByRole('status')).textContent).toBe('1,200 rows in 4 columns');
    press('Continue');
    expect(screen.getByLabelText<HTMLInputElement>('The first line holds column names').checked).toBe(false);
    give('Name', 'template', 'Account {1}');
    give('Kind', 'constant', 'bank');
    give('Currency', 'constant', 'CZK');
    press('Continue');
    expect(await screen.findByText('The first 50 of 1,200 records')).toBeTruthy();
    press('Import');
    expect(await screen.findByText('1,200 accounts imported', {}, { timeout: 20_000 })).toBeTruthy();
    expect(await db.entities('accounts').count()).toBe(1200);
    expect(await db.outbox.count()).toBe(1200);

    press('Import another file');
    await chooseFile('fin_account.tsv', lines);
    await screen.findByRole('status');
    press('Continue');
    expect(screen.getByLabelText<HTMLInputElement>('Value for Name').value).toBe('Account {1}');
    press('Continue');
    expect(await screen.findByText('There is nothing to import')).toBeTruthy();
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Import' }).disabled).toBe(true);
  }, 40_000);

  it('asks for what is missing before it goes on', async () => {
    await chooseFile('some.csv', 'name,kind\nCash,cash\n');
    await screen.findByRole('status');
    press('Continue');
    press('Continue');
    expect(screen.getByRole('alert').textContent).toContain('Currency: Every record needs this.');
    expect(document.activeElement).toBe(screen.getByLabelText('Source for Currency'));
  });

  it('imports nothing of a file with unreadable lines until the user agrees to leave them out', async () => {
    await chooseFile('some.csv', 'name,kind\nCash,cash\nBank,bonk\nTill\n');
    await screen.findByRole('status');
    press('Continue');
    give('Currency', 'constant', 'EUR');
    press('Continue');
    const lines = await screen.findByRole('region', { name: 'Unreadable lines' }).then(within);
    expect(lines.getByText('bonk')).toBeTruthy();
    expect(lines.getByText('This line has 1 value where 2 are expected.')).toBeTruthy();
    const button = screen.getByRole<HTMLButtonElement>('button', { name: 'Import' });
    expect(button.disabled).toBe(true);
    fireEvent.click(
      screen.getByRole('checkbox', { name: 'Import the 1 readable record and leave out 2 lines' }),
    );
    expect(button.disabled).toBe(false);
    press('Import');
    expect(await screen.findByText('1 account imported')).toBeTruthy();
    expect(screen.getByText('2 unreadable and left out')).toBeTruthy();
    expect(await db.entities('accounts').count()).toBe(1);
  });

  it('lets the user give words their meaning', async () => {
    await chooseFile('some.csv', 'name,kind\nCash,HH\nBank,HH\n');
    await screen.findByRole('status');
    press('Continue');
    give('Currency', 'constant', 'EUR');
    set('Kind for HH', 'expense');
    press('Continue');
    await screen.findByRole('region', { name: 'Records to import' });
    press('Import');
    expect(await screen.findByText('2 accounts imported')).toBeTruthy();
    expect((await db.entities('accounts').toArray()).map((record) => record['kind'])).toEqual([
      'expense',
      'expense',
    ]);
  });

  it('says what a file is that is no table', async () => {
    await chooseFile('checking.ofx', dataFile('ofx/checking.ofx'));
    expect((await screen.findByRole('alert')).textContent).toContain('bank statement in OFX format');
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Continue' }).disabled).toBe(true);
  });
});
