// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LocalRecord, OutboxEntry, TidebookDatabase } from '../../sync';
import { reconcile } from '../../sync/reconcile';
import { ManualMergeResolver } from '../../sync/domain';
import type { Records } from '../../sync/records';
import { router } from '../routing/use-router';
import type { OpenTidebook } from '../session/tidebook-context';
import { openTestBooks, renderInBooks } from '../test-support';
import { ConflictsPage } from './conflicts-page';
import { ReviewPage } from './review-page';

let db: TidebookDatabase;
let records: Records;
let tidebook: OpenTidebook;

beforeEach(async () => {
  window.location.hash = '#/conflicts';
  ({ db, records, tidebook } = await openTestBooks());
});

afterEach(() => {
  cleanup();
  router.stay();
  db.close();
});

/** A version of somebody else comes for a contact that has an edit waiting. @returns the place of the review */
async function meet(id: string, theirs: Record<string, unknown> | null): Promise<number> {
  const waiting = await db.outbox.filter(({ entity_id }) => entity_id === id).toArray();
  const base = JSON.parse(waiting[0]?.base_json ?? 'null') as LocalRecord;
  const updatedAt = new Date(Date.now() + 60_000).toISOString().replace('Z', '000Z');
  const remote = {
    ...base,
    ...theirs,
    updatedAt,
    updatedBy: 'other',
    deletedAt: theirs === null ? updatedAt : null,
  };
  const { kept, record } = reconcile({
    remote,
    waiting,
    resolver: new ManualMergeResolver(),
    answered: null,
    fieldNames: [],
    format: 0,
    issue: () => updatedAt,
    newId: () => crypto.randomUUID(),
  });
  await db.outbox.bulkPut(kept);
  await db.entities('contacts').put(record);
  return kept[0]?.seq as number;
}

/** A contact that the server has, edited here. */
async function edited(id: string, fields: Record<string, unknown>): Promise<void> {
  await records.save('contacts', { id, name: 'Anna', kind: 'client', phone: '1' });
  await db.outbox.filter(({ entity_id }) => entity_id === id).delete();
  await records.save('contacts', { id, ...fields });
}

/** The other side changes its version once more. */
async function moveTheirs(seq: number, fields: Record<string, unknown>): Promise<void> {
  const entry = await db.outbox.get(seq);
  const remote = JSON.parse(entry?.remote_json ?? '') as LocalRecord;
  const again = { ...remote, ...fields, updatedAt: '2099-01-01T00:00:00.000000Z' };
  await db.outbox.update(seq, { remote_json: JSON.stringify(again) });
}

const button = (name: string) => screen.getByRole('button', { name });
const waiting = async (id = '1') => db.outbox.filter(({ entity_id }) => entity_id === id).first();
const stored = async (id = '1') => records.getEntityById('contacts', id);

describe('the page of a conflict', () => {
  it('shows what each side changed, and keeps what the user chooses', async () => {
    await edited('1', { name: 'Anna Mine', phone: '2' });
    const seq = await meet('1', { name: 'Anna Theirs', notes: 'Of Budi' });
    renderInBooks(tidebook, <ReviewPage seq={seq} />);
    await screen.findAllByText(/By Budi, /);
    const [mine, theirs] = screen.getAllByRole<HTMLInputElement>('radio');
    expect([mine?.checked, theirs?.checked]).toEqual([false, false]);
    fireEvent.click(button('Keep this version'));
    expect(await screen.findByText('Choose one, or write what it is to be.')).toBeTruthy();
    expect((await db.outbox.get(seq))?.status).toBe('conflict');
    fireEvent.click(theirs as HTMLInputElement);
    fireEvent.click(button('Keep this version'));
    await waitFor(async () => expect((await waiting())?.status).toBe('pending'));
    expect(await stored()).toMatchObject({ name: 'Anna Theirs', phone: '2', notes: 'Of Budi' });
  });

  it('takes what is written in place of both', async () => {
    await edited('1', { name: 'Anna Mine' });
    const seq = await meet('1', { name: 'Anna Theirs' });
    renderInBooks(tidebook, <ReviewPage seq={seq} />);
    fireEvent.change(await screen.findByLabelText(/Name: result/), { target: { value: 'Anna of both' } });
    fireEvent.keyDown(button('Keep this version'), { key: 'Enter', ctrlKey: true });
    await waitFor(async () => expect((await stored())?.['name']).toBe('Anna of both'));
  });

  it.each([
    ['m', 'Anna Mine'],
    ['t', 'Anna Theirs'],
  ])('takes a side by the key %s, but not while something is typed', async (key, name) => {
    await edited('1', { name: 'Anna Mine' });
    const seq = await meet('1', { name: 'Anna Theirs' });
    renderInBooks(tidebook, <ReviewPage seq={seq} />);
    const input = await screen.findByLabelText<HTMLInputElement>(/Name: result/);
    fireEvent.keyDown(input, { key });
    expect(input.value).toBe('');
    fireEvent.keyDown(screen.getAllByRole('radio')[0] as Element, { key });
    expect(input.value).toBe(name);
  });

  it('shows that the other side has changed it again, and begins that field anew', async () => {
    await edited('1', { name: 'Anna Mine', phone: '2' });
    const seq = await meet('1', { name: 'Anna Theirs', phone: '3' });
    renderInBooks(tidebook, <ReviewPage seq={seq} />);
    await screen.findByLabelText(/Name: result/);
    fireEvent.click(button('Take all mine'));
    await moveTheirs(seq, { name: 'Anna Theirs again' });
    expect(await screen.findByText(/Look again at: Name\./)).toBeTruthy();
    expect(screen.getByLabelText<HTMLInputElement>(/Name: result/).value).toBe('');
    expect(screen.getByLabelText<HTMLInputElement>(/Phone: result/).value).toBe('2');
  });

  it.each([
    ['Keep it as changed', { name: 'Anna Mine', phone: '1', deletedAt: null }],
    ['Delete it', undefined],
  ])('decides between an edit and a deletion: %s', async (choice, expected) => {
    await edited('1', { name: 'Anna Mine' });
    const seq = await meet('1', null);
    renderInBooks(tidebook, <ReviewPage seq={seq} />);
    fireEvent.click(await screen.findByRole('button', { name: choice }));
    await waitFor(async () => expect((await db.outbox.get(seq))?.status).not.toBe('conflict'));
    if (expected === undefined) expect(await stored()).toBeUndefined();
    else expect(await stored()).toMatchObject(expected);
  });

  it('refuses what the record may not be, and names the field', async () => {
    await edited('1', { name: 'Anna Mine' });
    const seq = await meet('1', { name: 'Anna Theirs' });
    renderInBooks(tidebook, <ReviewPage seq={seq} />);
    const input = await screen.findByLabelText(/Name: result/);
    fireEvent.change(input, { target: { value: 'x' } });
    fireEvent.change(input, { target: { value: '' } });
    fireEvent.click(button('Keep this version'));
    await waitFor(() => expect(document.querySelector('[aria-invalid="true"]')).not.toBeNull());
    expect((await db.outbox.get(seq))?.status).toBe('conflict');
  });

  it('says so where the conflict is decided already', async () => {
    renderInBooks(tidebook, <ReviewPage seq={77} />);
    expect(await screen.findByText('This conflict is decided')).toBeTruthy();
  });
});

describe('a review that moves', () => {
  it('keeps what the user has written, and says which field to look at', async () => {
    await edited('1', { name: 'Anna Mine' });
    const seq = await meet('1', { name: 'Anna Theirs' });
    renderInBooks(tidebook, <ReviewPage seq={seq} />);
    const input = await screen.findByLabelText<HTMLInputElement>(/Name: result/);
    fireEvent.change(input, { target: { value: 'Written by hand' } });
    await moveTheirs(seq, { name: 'Anna Theirs again' });
    expect(await screen.findByText(/Look again at: Name\./)).toBeTruthy();
    expect(screen.getByLabelText<HTMLInputElement>(/Name: result/).value).toBe('Written by hand');
  });

  it('keeps what the user has written also where both sides come to agree on something else', async () => {
    await edited('1', { name: 'Anna Mine', phone: '2' });
    const seq = await meet('1', { name: 'Anna Theirs', phone: '3' });
    renderInBooks(tidebook, <ReviewPage seq={seq} />);
    const input = await screen.findByLabelText<HTMLInputElement>(/Name: result/);
    fireEvent.change(input, { target: { value: 'Written by hand' } });
    await moveTheirs(seq, { name: 'Anna Mine' });
    expect(await screen.findByText(/Look again at: Name\./)).toBeTruthy();
    expect(screen.getByLabelText<HTMLInputElement>(/Name: result/).value).toBe('Written by hand');
    fireEvent.change(screen.getByLabelText(/Phone: result/), { target: { value: '4' } });
    fireEvent.click(button('Keep this version'));
    await waitFor(async () => expect(await stored()).toMatchObject({ name: 'Written by hand', phone: '4' }));
  });

  it('says so where the other side deletes the record while the user decides', async () => {
    await edited('1', { name: 'Anna Mine' });
    const seq = await meet('1', { name: 'Anna Theirs' });
    renderInBooks(tidebook, <ReviewPage seq={seq} />);
    await screen.findByLabelText(/Name: result/);
    await moveTheirs(seq, { deletedAt: '2099-01-01T00:00:00.000000Z' });
    await screen.findByRole('button', { name: 'Delete it' });
    expect(screen.getByText(/Look again before you decide/)).toBeTruthy();
  });

  it('says so where one side has deleted the record', async () => {
    await edited('1', { name: 'Anna Mine' });
    const seq = await meet('1', null);
    renderInBooks(tidebook, <ReviewPage seq={seq} />);
    await screen.findByRole('button', { name: 'Delete it' });
    await moveTheirs(seq, {});
    expect(await screen.findByText(/Look again before you decide/)).toBeTruthy();
  });
});

describe('what was overruled', () => {
  it('is shown field by field, restored, and undone', async () => {
    await records.save('contacts', { id: '1', name: 'Anna', kind: 'client', phone: '1' });
    const base = (await stored()) as LocalRecord;
    await records.save('contacts', { id: '1', phone: '2' });
    const local = (await stored()) as LocalRecord;
    const [entry] = await db.outbox.toArray();
    await db.outbox.clear();
    const remote = { ...base, phone: '3', updatedAt: local.updatedAt, updatedBy: 'other' };
    await db.entities('contacts').put(remote);
    await tidebook.conflicts.log([
      {
        entry: { ...(entry as OutboxEntry), action: 'update', payload_json: '{"phone":"2"}' },
        base,
        local,
        remote,
        result: remote,
        rule: 'last_write_wins',
        reason: 'superseded',
      },
    ]);
    renderInBooks(tidebook, <ConflictsPage />);
    expect(await screen.findByText(/Your change to Phone was overruled by a change of Budi/)).toBeTruthy();
    fireEvent.click(button('Restore mine'));
    await waitFor(async () => expect((await stored())?.['phone']).toBe('2'));
    fireEvent.click(await screen.findByRole('button', { name: 'Compare' }));
    expect(await screen.findByText(/^By Budi, /)).toBeTruthy();
    fireEvent.click(button('Undo'));
    await waitFor(async () => expect((await stored())?.['phone']).toBe('3'));
    expect(await screen.findByRole('button', { name: 'Restore mine' })).toBeTruthy();
  });
});

describe('the page of all conflicts', () => {
  it('puts alike ones together and decides those that are ticked', async () => {
    for (const id of ['1', '2', '3']) {
      await edited(id, { name: `Mine ${id}` });
      await meet(id, { name: `Theirs ${id}` });
    }
    await edited('4', { phone: '2' });
    await meet('4', { phone: '3' });
    renderInBooks(tidebook, <ConflictsPage />);
    fireEvent.click(await screen.findByRole('checkbox', { name: '3 contacts: Name' }));
    fireEvent.click(await screen.findByLabelText('Choose Mine 2'));
    fireEvent.click(button('Take mine'));
    fireEvent.click((await screen.findAllByRole('button', { name: 'Take mine' })).at(-1) as Element);
    await waitFor(async () => expect(await tidebook.reviews.count()).toBe(2));
    expect((await stored('1'))?.['name']).toBe('Mine 1');
    expect(await screen.findByText('1 contact: Phone')).toBeTruthy();
  });
});
