/**
 * Tells the other tabs of this browser that the user has signed out, so that none of them goes on showing the books.
 * A message only makes a tab look: who is signed in is what the device remembers.
 */
import type { Session } from '../../sync';

const CHANNEL = 'tidebook-session';

/** The part of the client that a tab needs to follow. */
export interface FollowingClient {
  readonly rememberedSession: () => Promise<Session | null>;
  readonly close: () => Promise<void>;
}

/** Tells the other tabs, after the session has been forgotten on this device. */
export function announceSignOut(): void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage('signed-out');
  channel.close();
}

/** Closes this tab's books when the user signs out in another one, and then calls back. Returns a function that ends it. */
export function followSignOut(
  client: FollowingClient,
  onSignedOut: () => void,
  onFailure: (error: unknown) => void,
): () => void {
  const channel = new BroadcastChannel(CHANNEL);
  async function look(): Promise<void> {
    if ((await client.rememberedSession()) !== null) return;
    await client.close();
    onSignedOut();
  }
  channel.onmessage = () => {
    look().catch(onFailure);
  };
  return () => {
    channel.close();
  };
}
