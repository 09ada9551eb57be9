import { useEffect } from 'react';
import { useLive } from '../records/use-live';
import { useSyncStatus, useTidebook } from '../session/tidebook-context';

/** Says who somebody is: "you", a member's name, or "somebody" where this device has not heard of them. */
export function useNames(): (userId: string | null | undefined) => string {
  const { people, session } = useTidebook();
  const live = useLive(() => people.names(), [people]);
  const names = live.kind === 'ready' ? live.value : {};
  return (userId) => {
    if (userId === session.user.id) return 'you';
    return (userId == null ? undefined : names[userId]) ?? 'somebody';
  };
}

/** Learns the names of the members whenever the server can be asked, so that they are there without a network. */
export function useLearnNames(): void {
  const { people, sync } = useTidebook();
  const { online } = useSyncStatus(sync);
  useEffect(() => {
    if (!online) return;
    people.learn().catch((error: unknown) => {
      console.error('The names of the members could not be kept', error);
    });
  }, [people, online]);
}
