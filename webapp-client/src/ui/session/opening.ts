import { isSameOwner, type Session, type TidebookClient } from '../../sync';
import type { SourcedTidebook } from './tidebook-context';
import { withSources } from './with-sources';

/** Books that are being opened. Either promise rejects where the device's storage fails. */
export interface Opening {
  /** Whose books they are; null where nobody is signed in. */
  readonly session: Promise<Session | null>;
  /** Null where nobody is signed in. */
  readonly tidebook: Promise<SourcedTidebook | null>;
}

/** The part of the client that opens books. */
export type OpeningClient = Pick<
  TidebookClient,
  'restoreSession' | 'rememberedSession' | 'openTidebook' | 'close'
>;

/** Opens the books of a session; of null, those of the last one. */
export function beginOpening(client: OpeningClient, wanted: Session | null): Opening {
  const session = wanted === null ? client.restoreSession() : Promise.resolve(wanted);
  return openingOf(
    session,
    session.then((found) => (found === null ? null : openFor(client, found))),
  );
}

let early: Opening | null = null;

/**
 * Begins with the books of the last session, for {@link takeFirstOpening}. Called before the page's components are
 * loaded: the browser reads from its disk while they are.
 */
export function openEarly(client: OpeningClient): void {
  early = beginOpening(client, null);
}

/** What {@link openEarly} has begun, once; else the same begins now. */
export function takeFirstOpening(client: OpeningClient): Opening {
  const begun = early;
  early = null;
  return begun === null
    ? beginOpening(client, null)
    : openingOf(
        begun.session,
        begun.tidebook.then((books) => (books === null ? null : ifStillTheirs(client, books))),
      );
}

function openingOf(session: Opening['session'], tidebook: Opening['tidebook']): Opening {
  // Whoever takes it up is told of a failure; until then nobody is.
  tidebook.catch(() => undefined);
  return { session, tidebook };
}

async function openFor(client: OpeningClient, session: Session): Promise<SourcedTidebook | null> {
  return ifStillTheirs(client, withSources(await client.openTidebook(session)));
}

/** Another tab may have told of another user, or of a sign-out, when this one did not listen (session-signal.ts). */
async function ifStillTheirs(client: OpeningClient, books: SourcedTidebook): Promise<SourcedTidebook | null> {
  const remembered = await client.rememberedSession();
  if (remembered !== null && isSameOwner(remembered, books.session)) return books;
  await client.close();
  return remembered === null ? null : openFor(client, remembered);
}
