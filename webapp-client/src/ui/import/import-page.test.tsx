// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { cleanup, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dataFile } from '../../import/test-support';
import type { TidebookDatabase } from '../../sync';
import { router } from '../routing/use-router';
import { openTestBooks, renderInBooks } from '../test-support';
import { ImportPage } from './import-page';

let db: TidebookDatabase;

beforeEach(async () => {
  window.localStorage.clear();
  window.location.hash = '#/import?type=accounts';
  const books = await openTestBooks();
  db = books.db;
  renderInBooks(books.tidebook, <ImportPage />);
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

  it('says how many were overwritten, and warns where most rows are other versions', async () => {
    const first = 'no,name,kind,extra\n1,Cash,cash,x\n2,Bank,bank,y\n';
    for (const content of [first, first.replace('Cash', 'Till').replace('Bank', 'Safe')]) {
      await chooseFile('some.csv', content);
      await screen.findByRole('status');
      press('Continue');
      give('Currency', 'constant', 'EUR');
      press('Continue');
      expect(await screen.findByText('Columns not used: no, extra')).toBeTruthy();
      const other = screen.queryByRole('radio', { name: 'Overwrite them with the file' });
      if (other !== null) {
        expect(screen.getByText('Are these the same records?')).toBeTruthy();
        expect(screen.getByText(/Those with other values there are left as they are/)).toBeTruthy();
        press('Back');
        const card = within(screen.getByRole('region', { name: 'Importing again' }));
        expect(card.getByText('Are these the same records?')).toBeTruthy();
        press('Continue');
        fireEvent.click(await screen.findByRole('radio', { name: 'Overwrite them with the file' }));
      }
      press('Import');
      const heading = await screen.findByText(/^2 accounts/);
      expect(heading.textContent).toBe(
        other === null ? '2 accounts imported' : '2 accounts overwritten or brought back',
      );
      press('Import another file');
    }
  });

  it('asks before a mapping made by hand is left', async () => {
    await chooseFile('some.csv', 'name,kind\nCash,cash\n');
    await screen.findByRole('status');
    press('Continue');
    give('Currency', 'constant', 'EUR');
    router.navigate({ kind: 'sync' });
    expect(router.getState().blockedHash).toBe('#/sync');
    router.stay();
  });

  it('says what a file is that is no table', async () => {
    await chooseFile('checking.ofx', dataFile('ofx/checking.ofx'));
    expect((await screen.findByRole('alert')).textContent).toContain('bank statement in OFX format');
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Continue' }).disabled).toBe(true);
  });
});
