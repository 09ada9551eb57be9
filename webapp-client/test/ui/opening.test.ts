import { describe, expect, it } from 'vitest';
import type { Session, Tidebook } from '../../src/sync';
import { openEarly, takeFirstOpening, type OpeningClient } from '../../src/ui/session/opening';

const session = { user: { id: 'u' }, tenant: { id: 't' } } as Session;

/** A client on a device that remembers a session until `forget` is called. */
function clientOf(remembered: Session | null) {
  let kept = remembered;
  const did: string[] = [];
  const client: OpeningClient = {
    restoreSession: () => Promise.resolve(kept),
    rememberedSession: () => Promise.resolve(kept),
    openTidebook: (of) => {
      did.push('opened');
      return Promise.resolve({ session: of, schema: { types: [] } } as unknown as Tidebook);
    },
    close: () => Promise.resolve(void did.push('closed')),
  };
  return { client, did, remember: (other: Session | null) => (kept = other) };
}

describe('the books of the last session', () => {
  it('are opened once, before the page asks for them', async () => {
    const { client, did } = clientOf(session);
    openEarly(client);
    const opening = takeFirstOpening(client);
    expect(await opening.session).toBe(session);
    expect((await opening.tidebook)?.session).toBe(session);
    expect(did).toEqual(['opened']);
  });

  it('are closed again where the user signed out in another tab while the page was loading', async () => {
    const { client, did, remember } = clientOf(session);
    openEarly(client);
    await Promise.resolve();
    remember(null);
    expect(await takeFirstOpening(client).tidebook).toBeNull();
    expect(did).toEqual(['opened', 'closed']);
  });

  it('give way to those of who has signed in in another tab while they were being opened', async () => {
    const { client, did, remember } = clientOf(session);
    const other = { ...session, user: { ...session.user, id: 'other' } };
    const opening = takeFirstOpening({
      ...client,
      openTidebook: (of) => {
        remember(other);
        return client.openTidebook(of);
      },
    });
    expect((await opening.tidebook)?.session).toBe(other);
    expect(did).toEqual(['opened', 'closed', 'opened']);
  });

  it('are opened anew when they are asked for again', async () => {
    const { client, did } = clientOf(session);
    openEarly(client);
    await takeFirstOpening(client).tidebook;
    await takeFirstOpening(client).tidebook;
    expect(did).toEqual(['opened', 'opened']);
  });

  it('are none where nobody is signed in', async () => {
    const { client, did } = clientOf(null);
    openEarly(client);
    const opening = takeFirstOpening(client);
    expect(await opening.session).toBeNull();
    expect(await opening.tidebook).toBeNull();
    expect(did).toEqual([]);
  });

  it.each(['openTidebook', 'restoreSession'] as const)(
    'tell whoever takes them up that they could not be opened: %s fails',
    async (what) => {
      const { client } = clientOf(session);
      openEarly({ ...client, [what]: () => Promise.reject(new Error('The disk is full')) });
      await expect(takeFirstOpening(client).tidebook).rejects.toThrow('The disk is full');
    },
  );
});
