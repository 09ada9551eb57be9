import { afterEach, describe, expect, it } from 'vitest';
import type { Session } from '../../src/sync';
import { announceSignOut, followSignOut } from '../../src/ui/session/sign-out-signal';

const session = { user: { id: 'u' }, tenant: { id: 't' } } as Session;
const stops: (() => void)[] = [];

afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

/** A tab that follows; `told` resolves when it has looked and, if it went, to what it did. */
function openTab(remembered: Session | null) {
  const done: string[] = [];
  let end: (done: string[]) => void = () => undefined;
  const told = new Promise<string[]>((resolve) => (end = resolve));
  const client = {
    rememberedSession: () => {
      if (remembered !== null) end(done);
      return Promise.resolve(remembered);
    },
    close: () => Promise.resolve(void done.push('closed')),
  };
  const onSignedOut = () => {
    done.push('signed out');
    end(done);
  };
  stops.push(followSignOut(client, onSignedOut, (error) => done.push(String(error))));
  return told;
}

describe('signing out in another tab', () => {
  it('closes the books of this one, and then shows the way in', async () => {
    const tab = openTab(null);
    announceSignOut();
    expect(await tab).toEqual(['closed', 'signed out']);
  });

  it('leaves the books open where someone has signed in again meanwhile', async () => {
    const tab = openTab(session);
    announceSignOut();
    expect(await tab).toEqual([]);
  });
});
