// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { books } from '../../../test/data/books-schema';
import type { EntityTypeSchema, TidebookDatabase } from '../../sync';
import type { Records } from '../../sync/records';
import { router } from '../routing/use-router';
import type { OpenTidebook } from '../session/tidebook-context';
import { openTestBooks, renderInBooks } from '../test-support';
import { FormPage } from './form-page';

// Without references, whose inputs need the lists of other types.
const contacts = books.find(({ name }) => name === 'contacts') as EntityTypeSchema;

const named = { ...contacts, fields: contacts.fields.filter(({ name }) => name === 'name') };

let db: TidebookDatabase;
let records: Records;
let tidebook: OpenTidebook;

beforeEach(async () => {
  window.location.hash = '#/contacts/1';
  ({ db, records, tidebook } = await openTestBooks());
});

afterEach(() => {
  cleanup();
  router.stay();
  db.close();
});

const input = (label: RegExp) => screen.getByLabelText<HTMLInputElement>(label);
const submit = () =>
  fireEvent.submit(screen.getByRole('button', { name: 'Save' }).closest('form') as Element);

async function openForm(): Promise<void> {
  await records.save('contacts', { id: '1', name: 'Anna', kind: 'client', email: 'anna@example.org' });
  renderInBooks(tidebook, <FormPage type={contacts} id="1" />);
  await screen.findByLabelText(/^Name/);
}

describe('the form of a record', () => {
  it('keeps what was typed when the record is deleted elsewhere, and brings all of it back', async () => {
    await openForm();
    fireEvent.change(input(/^Name/), { target: { value: 'Anna B' } });
    await db.entities('contacts').delete('1');
    expect(await screen.findByText('It was deleted elsewhere. Save to bring it back.')).toBeTruthy();
    expect(input(/^Name/).value).toBe('Anna B');
    submit();
    await waitFor(async () => {
      const record = await records.getEntityById('contacts', '1');
      expect([record?.['name'], record?.['kind'], record?.['email']]).toEqual([
        'Anna B',
        'client',
        'anna@example.org',
      ]);
    });
  });

  it('keeps what was typed when the record changes elsewhere, and names the field', async () => {
    await openForm();
    fireEvent.change(input(/^Name/), { target: { value: 'Anna B' } });
    const record = await records.getEntityById('contacts', '1');
    if (record === undefined) throw new Error('the record is gone');
    await records.upsertEntity('contacts', { ...record, name: 'Anna C', email: 'c@example.org' });
    expect(await screen.findByText(/Changed elsewhere meanwhile: Name\./)).toBeTruthy();
    expect([input(/^Name/).value, input(/^E-?mail/i).value]).toEqual(['Anna B', 'c@example.org']);
  });

  it('makes one record of several submits in one task', async () => {
    renderInBooks(tidebook, <FormPage type={named} id={null} />);
    fireEvent.change(await screen.findByLabelText(/^Name/), { target: { value: 'Anna' } });
    const form = screen.getByRole('button', { name: 'Save' }).closest('form') as HTMLFormElement;
    for (let i = 0; i < 3; i++) form.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
    await waitFor(async () => expect(await db.entities('contacts').count()).toBeGreaterThan(0));
    await waitFor(() => expect(router.getState().route.kind).toBe('list'));
    expect(await db.entities('contacts').count()).toBe(1);
  });
});
