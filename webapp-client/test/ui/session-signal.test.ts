import { afterEach, describe, expect, it } from 'vitest';
import type { Session, Tidebook } from '../../src/sync';
import { followSession, type SessionSignal } from '../../src/ui/session/session-signal';

const sessionOf = (userId: string) => ({ user: { id: userId }, tenant: { id: 't' } }) as Session;
const signals: SessionSignal[] = [];

afterEach(() => {
  for (const signal of signals.splice(0)) signal.stop();
});

/** A page that can be hidden and shown. */
class Page extends EventTarget {
  visibilityState: DocumentVisibilityState = 'visible';
}

/** A tab that shows books and follows; `told` resolves when it has looked and, if it did something, to what. */
function openTab(shown: Session | null, remembered: Session | null, isErased = false) {
  const done: string[] = [];
  let end: (done: string[]) => void = () => undefined;
  const told = new Promise<string[]>((resolve) => (end = resolve));
  const page = new Page();
  const client = {
    current: shown === null ? null : ({ session: shown, db: { isErased } } as Tidebook),
    rememberedSession: () => {
      // After what follows from it.
      setTimeout(() => end(done));
      return Promise.resolve(remembered);
    },
    close: () => Promise.resolve(void done.push('closed')),
  };
  const signal = followSession(
    client,
    {
      onSignedOut: () => done.push('signed out'),
      onOther: ({ user }) => done.push(`opened for ${user.id}`),
      onFailure: (error) => done.push(String(error)),
    },
    page,
  );
  signals.push(signal);
  return { told, done, page, signal };
}

describe('what another tab does', () => {
  it('closes the books of this one where it signs out, and shows the way in', async () => {
    const other = openTab(null, null);
    const tab = openTab(sessionOf('one'), null);
    other.signal.announce();
    expect(await tab.told).toEqual(['closed', 'signed out']);
    expect(other.done).toEqual([]);
  });

  it('leaves the books open where the same user has signed in again', async () => {
    const other = openTab(null, null);
    const tab = openTab(sessionOf('one'), sessionOf('one'));
    other.signal.announce();
    expect(await tab.told).toEqual([]);
  });

  it('takes the first user’s books away from this one where another user signs in', async () => {
    const other = openTab(null, null);
    const tab = openTab(sessionOf('one'), sessionOf('two'));
    other.signal.announce();
    expect(await tab.told).toEqual(['opened for two']);
  });

  it('is found out by a tab that was frozen, when it is shown again', async () => {
    const tab = openTab(sessionOf('one'), sessionOf('two'));
    tab.page.visibilityState = 'hidden';
    tab.page.dispatchEvent(new Event('visibilitychange'));
    tab.page.visibilityState = 'visible';
    tab.page.dispatchEvent(new Event('visibilitychange'));
    expect(await tab.told).toEqual(['opened for two']);
  });

  it('opens the books anew in a tab that slept while the same user had everything erased', async () => {
    const tab = openTab(sessionOf('one'), sessionOf('one'), true);
    tab.page.dispatchEvent(new Event('visibilitychange'));
    expect(await tab.told).toEqual(['closed', 'opened for one']);
  });

  it('is no matter to a tab that shows the way in', () => {
    const tab = openTab(null, null);
    tab.page.dispatchEvent(new Event('visibilitychange'));
    expect(tab.done).toEqual([]);
  });
});
