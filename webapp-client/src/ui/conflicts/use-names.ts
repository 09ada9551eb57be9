import { useEffect } from 'react';
import { useLive } from '../records/use-live';
import { useSyncStatus, useTidebook } from '../session/tidebook-context';

/**
 * Says who made a version that came from the server: a member's name, "you on another device", or "somebody" where
 * this device has not heard of them.
 */
export function useNames(): (userId: string | null | undefined) => string {
  const { people, session } = useTidebook();
  const live = useLive(() => people.names(), [people]);
  const names = live.kind === 'ready' ? live.value : {};
  return (userId) => {
    if (userId === session.user.id) return 'you on another device';
    return (userId == null ? undefined : names[userId]) ?? 'somebody';
  };
}

/**
 * Learns the names of the members once the first sync is through, and again when there are other conflicts: somebody
 * new may be in them. So they are there without a network.
 */
export function useLearnNames(): void {
  const { people, sync } = useTidebook();
  const { online, lastSyncedAt, reviews, conflicts } = useSyncStatus(sync);
  const mayAsk = online && lastSyncedAt !== null;
  useEffect(() => {
    if (!mayAsk) return;
    people.learn().catch((error: unknown) => {
      console.error('The names of the members could not be kept', error);
    });
  }, [people, mayAsk, reviews, conflicts]);
}
