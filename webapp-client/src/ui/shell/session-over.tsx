import { SignInAgain } from '../session/sign-in-again';
import { useSyncStatus, useTidebook } from '../session/tidebook-context';
import { needsSignIn } from './status-wording';

/** The way back in beside the sync status, where the session is over; nothing otherwise. */
export function SessionOver() {
  const { sync } = useTidebook();
  return needsSignIn(useSyncStatus(sync)) ? <SignInAgain /> : null;
}
