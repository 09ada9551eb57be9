// What the tests of the page share: an own database, and the page's frame around a component.
import { MantineProvider } from '@mantine/core';
import { render } from '@testing-library/react';
import type { ReactNode } from 'react';
import { books } from '../../test/data/books-schema';
import { openTidebookDatabase, type TidebookDatabase } from '../sync';
import { ConflictResolvers } from '../sync/conflict-resolvers';
import { ConflictRules } from '../sync/conflict-rules';
import { createConflictLog } from '../sync/conflicts';
import { createMetadata } from '../sync/metadata';
import { createOutbox } from '../sync/outbox';
import { browserPlatform } from '../sync/platform';
import { createRecords, type Records } from '../sync/records';
import { createReviews } from '../sync/reviews';
import { ServerClock } from '../sync/server-clock';
import { type OpenTidebook, TidebookContext } from './session/tidebook-context';

// A text area that grows asks when fonts come in; the document of the tests has none.
if (!('fonts' in document)) {
  Object.defineProperty(document, 'fonts', { value: new EventTarget() });
}

let run = 0;

/** Open books with a database of their own, without an engine. */
export async function openTestBooks(): Promise<{
  db: TidebookDatabase;
  records: Records;
  tidebook: OpenTidebook;
}> {
  const names = books.map(({ name }) => name);
  const db = await openTidebookDatabase({ tenantId: 't', userId: String(++run) }, names);
  const clock = new ServerClock(browserPlatform);
  const metadata = createMetadata(db, clock);
  const outbox = createOutbox({ db, platform: browserPlatform, clock, metadata });
  const schema = { version: 1, types: books };
  const records = createRecords(db, { platform: browserPlatform, clock, schema, outbox, metadata });
  const conflicts = createConflictLog(db, clock);
  const rules = new ConflictRules(new ConflictResolvers(), schema);
  const reviews = createReviews({ db, outbox, metadata, clock, platform: browserPlatform, rules, conflicts });
  const session = {
    user: { id: db.owner.userId, name: 'Ayu', email: 'ayu@example.org', role: 'owner' as const },
    tenant: { id: 't', name: 'Harbour Homes' },
  };
  const people = { names: () => Promise.resolve({ other: 'Budi' }), learn: () => Promise.resolve(true) };
  // The engine and what belongs to it are not there: who needs them gives them.
  return {
    db,
    records,
    tidebook: { db, schema, records, conflicts, reviews, session, people } as unknown as OpenTidebook,
  };
}

/** Shows a component of the page in open books. */
export function renderInBooks(tidebook: OpenTidebook, shown: ReactNode): void {
  render(
    <MantineProvider env="test">
      <TidebookContext value={tidebook}>{shown}</TidebookContext>
    </MantineProvider>,
  );
}
