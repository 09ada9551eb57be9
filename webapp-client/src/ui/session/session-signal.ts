/**
 * Tells the other tabs of this browser that another user has signed in, or nobody is signed in any more, so that none
 * of them goes on showing books that are not theirs. A message only makes a tab look: who is signed in is what the
 * device remembers. A tab that was frozen and missed it looks when it is shown again.
 */
import { isSameOwner, type Session, type TidebookClient } from '../../sync';

const CHANNEL = 'tidebook-session';

/** The part of the client that a tab needs to follow. */
export type FollowingClient = Pick<TidebookClient, 'rememberedSession' | 'current' | 'close'>;

export interface SessionListener {
  /** Nobody is signed in, and this tab's books are closed. */
  readonly onSignedOut: () => void;
  /** Somebody else is signed in than this tab's books are of, or the same user anew, whose books here are gone. */
  readonly onOther: (session: Session) => void;
  readonly onFailure: (error: unknown) => void;
}

export interface SessionSignal {
  /** Tells the other tabs, after the session on this device has become another one or none. */
  readonly announce: () => void;
  readonly stop: () => void;
}

/** Follows who is signed in on this device, until it is stopped. */
export function followSession(
  client: FollowingClient,
  { onSignedOut, onOther, onFailure }: SessionListener,
  page: Pick<Document, 'addEventListener' | 'removeEventListener' | 'visibilityState'> = document,
): SessionSignal {
  const channel = new BroadcastChannel(CHANNEL);
  async function look(): Promise<void> {
    const remembered = await client.rememberedSession();
    const shown = client.current?.session ?? null;
    if (remembered === null) {
      await client.close();
      onSignedOut();
    } else if (client.current?.db.isErased === true) {
      // The user has signed out with everything erased and in again while this tab was frozen.
      await client.close();
      onOther(remembered);
    } else if (shown !== null && !isSameOwner(remembered, shown)) {
      onOther(remembered);
    }
  }
  function onShown(): void {
    // Where no books are open the page has something to do of its own.
    if (page.visibilityState !== 'visible' || client.current === null) return;
    look().catch((thrown: unknown) => {
      // Nobody has said that anything changed: what is open stays, and the next time it is looked again.
      console.error('Who is signed in could not be read', thrown);
    });
  }
  channel.onmessage = () => {
    look().catch(onFailure);
  };
  page.addEventListener('visibilitychange', onShown);
  return {
    announce: () => {
      channel.postMessage('changed');
    },
    stop: () => {
      page.removeEventListener('visibilitychange', onShown);
      channel.close();
    },
  };
}
