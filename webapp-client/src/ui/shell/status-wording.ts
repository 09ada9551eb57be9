/** What the state of the sync is called, in one place, so that header, sync centre and tests say the same. */
import type { SyncStatus } from '../../sync';
import { formatCount, formatRelative, formatStamp } from '../records/format';

/** How a state is coloured: `bad` wants the user, `busy` and `quiet` do not. */
export type Tone = 'good' | 'busy' | 'quiet' | 'bad';

export interface StatusWording {
  readonly tone: Tone;
  /** The connection in a word or two, or the progress while syncing. */
  readonly headline: string;
  readonly waiting: string;
  readonly failed: string;
  /** Conflicts to review and overruled edits that the user has not decided on; null where there are none. */
  readonly conflicts: string | null;
  readonly synced: string;
  /** When exactly, for a tooltip; null before the first sync. */
  readonly syncedExactly: string | null;
}

export function statusWording(status: SyncStatus, nowMs: number): StatusWording {
  return {
    ...headlineOf(status),
    waiting: `${formatCount(status.waiting)} waiting`,
    failed: `${formatCount(status.failed)} failed`,
    conflicts: conflictsWording(status.reviews + status.conflicts),
    synced:
      status.lastSyncedAt === null
        ? 'Not synced yet'
        : `Synced ${formatRelative(status.lastSyncedAt, nowMs)}`,
    syncedExactly: status.lastSyncedAt === null ? null : `Last synced ${formatStamp(status.lastSyncedAt)}`,
  };
}

function conflictsWording(count: number): string | null {
  return count === 0 ? null : `${formatCount(count)} ${count === 1 ? 'conflict' : 'conflicts'}`;
}

function headlineOf(status: SyncStatus): { headline: string; tone: Tone } {
  switch (status.state) {
    case 'syncing':
      return { headline: progressWording(status.progress), tone: 'busy' };
    case 'offline':
      return { headline: 'Offline', tone: 'quiet' };
    case 'signed-out':
      return { headline: 'Sign in to sync', tone: 'bad' };
    case 'error':
      if (status.problem?.kind === 'storage-full')
        return { headline: 'No room left on this device', tone: 'bad' };
      return { headline: status.online ? 'Sync has a problem' : 'Offline', tone: 'bad' };
    case 'stopped':
      return { headline: 'Not syncing', tone: 'quiet' };
    case 'idle':
      return status.online ? { headline: 'Online', tone: 'good' } : { headline: 'Offline', tone: 'quiet' };
  }
}

/** "Sending 3,000 of 16,340", "Receiving 4,000", or "Syncing" before the first number is known. */
export function progressWording(progress: SyncStatus['progress']): string {
  if (progress === null) return 'Syncing';
  const verb = progress.phase === 'push' ? 'Sending' : 'Receiving';
  if (progress.total === null) return progress.done === 0 ? verb : `${verb} ${formatCount(progress.done)}`;
  return `${verb} ${formatCount(progress.done)} of ${formatCount(progress.total)}`;
}

/** Whether only signing in again lets the sync go on: the session is over, or it is someone else's. */
export function needsSignIn(status: SyncStatus): boolean {
  return status.state === 'signed-out' || status.problem?.kind === 'wrong-session';
}
