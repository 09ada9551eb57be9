import type { Session, TidebookClient } from '../../sync';
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
  const tidebook = session.then(async (found) =>
    found === null ? null : withSources(await client.openTidebook(found)),
  );
  // Whoever takes it up is told of a failure; until then nobody is.
  tidebook.catch(() => undefined);
  return { session, tidebook };
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
    : { ...begun, tidebook: unlessSignedOut(client, begun.tidebook) };
}

/** Another tab may have told of a sign-out before this one listened (session-signal.ts). */
async function unlessSignedOut(
  client: OpeningClient,
  tidebook: Opening['tidebook'],
): Promise<SourcedTidebook | null> {
  const opened = await tidebook;
  if (opened === null || (await client.rememberedSession()) !== null) return opened;
  await client.close();
  return null;
}
