// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LocalRecord, OutboxEntry, TidebookDatabase } from '../../sync';
import type { Records } from '../../sync/records';
import { router } from '../routing/use-router';
import type { OpenTidebook } from '../session/tidebook-context';
import { openTestBooks, renderInBooks } from '../test-support';
import { ConflictsPage } from './conflicts-page';

const STAMP = '2026-11-22T08:00:00.000000Z';
const LATER = '2026-11-23T08:00:00.000000Z';

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

const version = (fields: Record<string, unknown>): LocalRecord => ({
  id: '1',
  createdAt: STAMP,
  updatedAt: STAMP,
  updatedBy: 'other',
  deletedAt: null,
  kind: 'client',
  ...fields,
});

/** An edit of a record that was overruled. */
async function overruled(entityType: string, id: string): Promise<void> {
  const base = version({ id, name: 'Anna' });
  const entry = {
    tenant_id: 't',
    entity_type: entityType,
    entity_id: id,
    action: 'update',
    payload_json: '{"name":"Mine"}',
    updated_at: STAMP,
    status: 'pending',
  } as OutboxEntry;
  const [local, remote] = [version({ id, name: 'Mine' }), version({ id, name: 'Theirs' })];
  const rule = 'last_write_wins';
  await tidebook.conflicts.log([{ entry, base, local, remote, result: remote, rule, reason: 'superseded' }]);
}

const button = (name: string) => screen.getByRole('button', { name });

describe('an overruled edit', () => {
  it('is shown beside what the record has become since, and restored over that', async () => {
    await overruled('contacts', '1');
    await db.entities('contacts').put(version({ name: 'Newest', notes: 'Much work', updatedAt: LATER }));
    renderInBooks(tidebook, <ConflictsPage />);
    await screen.findByText('Much work');
    expect(screen.getByText('Newest')).toBeTruthy();
    fireEvent.click(button('Restore mine'));
    await waitFor(async () => {
      expect(await records.getEntityById('contacts', '1')).toMatchObject({
        name: 'Mine',
        notes: 'Much work',
      });
    });
  });

  it('says that the record was deleted since', async () => {
    await overruled('contacts', '1');
    renderInBooks(tidebook, <ConflictsPage />);
    expect(await screen.findAllByText('Deleted since')).not.toEqual([]);
  });

  it('of a type that the page does not know can be let go', async () => {
    await overruled('meters', '12345678-9');
    renderInBooks(tidebook, <ConflictsPage />);
    await screen.findByText('meters: 12345678');
    fireEvent.click(button('Let mine go'));
    await waitFor(async () => {
      expect(await tidebook.conflicts.countOpen()).toBe(0);
    });
  });
});

describe('what was settled', () => {
  it('is listed in pages, all of it', async () => {
    for (let i = 0; i < 25; i++) {
      await overruled('contacts', `c-${i.toString()}`);
    }
    await tidebook.conflicts.dismissAll(Number.MAX_SAFE_INTEGER);
    renderInBooks(tidebook, <ConflictsPage />);
    await waitFor(() => {
      expect(screen.getAllByRole('button', { name: 'Undo' })).toHaveLength(20);
    });
    fireEvent.click(button('Show more'));
    expect(screen.getAllByRole('button', { name: 'Undo' })).toHaveLength(25);
    expect(screen.queryByRole('button', { name: 'Show more' })).toBeNull();
  });
});
