import { useCallback, useEffect, useRef, useState } from 'react';
import { getTidebookClient, type Counts, type Leave, type Session } from '../../sync';
import { forgetMappings } from '../import/mapping-storage';
import { forgetListViews } from '../list/list-view';
import { router } from '../routing/use-router';
import { followSession, type SessionSignal } from './session-signal';
import { beginOpening, takeFirstOpening, type Opening } from './opening';
import type { SourcedTidebook } from './tidebook-context';

/**
 * What may be seen.
 *
 *   starting ── a session is kept on this device, or the server knows one ──▶ opening ──▶ open
 *      │                                       try again ──▲   └──▶ failed      │ sign out
 *      └── none ──▶ signed-out ◀────────────────────────────────────────────────┘
 *
 * Where another user signs in, in this tab or another one, the books that are open give way to theirs: opening.
 */
export type GateState =
  | { readonly kind: 'starting' }
  | { readonly kind: 'opening' }
  | { readonly kind: 'open'; readonly tidebook: SourcedTidebook }
  | { readonly kind: 'failed'; readonly error: Error }
  | { readonly kind: 'signed-out' };

export interface SessionGateControl {
  readonly state: GateState;
  /** What would be lost with the records on this device, while signing out waits for the user's word. */
  readonly asking: Counts | null;
  /** Opens the books of a session; of null, those of the last one. */
  readonly open: (session: Session | null) => Promise<void>;
  readonly askSignOut: () => void;
  readonly stay: () => void;
  readonly signOut: (leave: Leave) => Promise<void>;
}

export function useSessionGate(): SessionGateControl {
  const [state, setState] = useState<GateState>({ kind: 'starting' });
  const [asking, setAsking] = useState<Counts | null>(null);
  const begun = useRef(false);

  const openings = useRef(0);
  const follow = useCallback(async (opening: Opening): Promise<void> => {
    openings.current += 1;
    const mine = openings.current;
    // One that a later one has overtaken is of a user who is not signed in any more.
    const show = (next: GateState): void => {
      if (openings.current === mine) setState(next);
    };
    try {
      if ((await opening.session) !== null) show({ kind: 'opening' });
      const tidebook = await opening.tidebook;
      show(tidebook === null ? { kind: 'signed-out' } : { kind: 'open', tidebook });
    } catch (thrown) {
      show({ kind: 'failed', error: asError(thrown) });
    }
  }, []);
  const signal = useRef<SessionSignal | null>(null);
  const open = useCallback(
    (wanted: Session | null): Promise<void> => {
      if (wanted !== null) {
        // Perhaps another user: nothing of the one before is to be seen, here or in another tab.
        forgetListViews();
        signal.current?.announce();
      }
      return follow(beginOpening(getTidebookClient(), wanted));
    },
    [follow],
  );

  useEffect(() => {
    // StrictMode runs effects twice; the books are opened once.
    if (begun.current) return;
    begun.current = true;
    void follow(takeFirstOpening(getTidebookClient()));
  }, [follow]);

  useEffect(() => {
    function onSignedOut(): void {
      forgetListViews();
      setAsking(null);
      setState({ kind: 'signed-out' });
    }
    const following = followSession(getTidebookClient(), {
      onSignedOut,
      onOther(session) {
        forgetListViews();
        setAsking(null);
        void follow(beginOpening(getTidebookClient(), session));
      },
      onFailure(thrown) {
        setState({ kind: 'failed', error: asError(thrown) });
      },
    });
    signal.current = following;
    return () => {
      signal.current = null;
      following.stop();
    };
  }, [follow]);

  async function signOut(leave: Leave): Promise<void> {
    setAsking(null);
    setState({ kind: 'starting' });
    forgetListViews();
    try {
      const client = getTidebookClient();
      const session = client.current?.session ?? (await client.rememberedSession());
      if (session !== null && leave !== 'all') forgetMappings(session);
      await client.signOut({ leave, onEnded: () => signal.current?.announce() });
      await client.eraseSignedOut();
      setState({ kind: 'signed-out' });
    } catch (thrown) {
      setState({ kind: 'failed', error: asError(thrown) });
    }
  }

  return {
    state,
    asking,
    open,
    askSignOut() {
      if (state.kind !== 'open') return;
      const { tidebook } = state;
      // Signing out takes away the page with a form that is not saved yet.
      router.attempt(() => {
        tidebook.counts().then(
          (counts) => {
            // All of it is on the server: nothing is to be left on a machine that others may use.
            if (isOnServer(counts)) void signOut('unsent');
            else setAsking(counts);
          },
          (thrown: unknown) => setState({ kind: 'failed', error: asError(thrown) }),
        );
      });
    },
    stay: () => setAsking(null),
    signOut,
  };
}

/** Whether the server has everything that this device has. */
export function isOnServer({ waiting, failed, reviews, conflicts }: Counts): boolean {
  return waiting + failed + reviews + conflicts === 0;
}

function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}
