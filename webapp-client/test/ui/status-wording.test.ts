import { describe, expect, it } from 'vitest';
import { INITIAL_STATUS, type SyncStatus } from '../../src/sync';
import { needsSignIn, progressWording, statusWording } from '../../src/ui/shell/status-wording';

// Numbers and times are in the locale of whoever runs the tests.
const count = (value: number) => new Intl.NumberFormat().format(value);
const ago = (value: number, unit: Intl.RelativeTimeFormatUnit) =>
  new Intl.RelativeTimeFormat(undefined, { numeric: 'auto', style: 'short' }).format(-value, unit);
const nowMs = Date.parse('2026-11-22T09:00:00Z');

function wordingOf(changes: Partial<SyncStatus>) {
  return statusWording({ ...INITIAL_STATUS, state: 'idle', online: true, ...changes }, nowMs);
}

describe('the wording of the sync status', () => {
  it.each<[Partial<SyncStatus>, string]>([
    [{}, 'Online'],
    [{ online: false }, 'Offline'],
    [{ state: 'offline', online: false }, 'Offline'],
    [{ state: 'signed-out' }, 'Sign in to sync'],
    [{ state: 'error' }, 'Sync has a problem'],
    [{ state: 'error', problem: { kind: 'storage-full', message: '' } }, 'No room left on this device'],
    [{ state: 'syncing' }, 'Syncing'],
    [{ state: 'stopped' }, 'Not syncing'],
  ])('names %o', (changes, headline) => {
    expect(wordingOf(changes).headline).toBe(headline);
  });

  it('says how far a push and a pull are', () => {
    expect(progressWording({ phase: 'push', done: 3000, total: 16_340 })).toBe(
      `Sending ${count(3000)} of ${count(16_340)}`,
    );
    expect(progressWording({ phase: 'pull', done: 4000, total: null })).toBe(`Receiving ${count(4000)}`);
  });

  it('counts what waits and what failed, also when it is nothing', () => {
    expect(wordingOf({ waiting: 16_340, failed: 0 })).toMatchObject({
      waiting: `${count(16_340)} waiting`,
      failed: '0 failed',
    });
  });

  it.each([
    ['2026-11-22T08:59:30.000000Z', 'Synced just now'],
    ['2026-11-22T09:00:30.000000Z', 'Synced just now'],
    ['2026-11-22T08:57:00.000000Z', `Synced ${ago(3, 'minute')}`],
    ['2026-11-22T07:00:00.000000Z', `Synced ${ago(2, 'hour')}`],
    ['2026-11-21T08:00:00.000000Z', `Synced ${ago(1, 'day')}`],
  ])('tells when it last synced: %s', (lastSyncedAt, synced) => {
    expect(wordingOf({ lastSyncedAt }).synced).toBe(synced);
  });

  it('does not pretend that a device has synced that never did', () => {
    expect(wordingOf({ lastSyncedAt: null })).toMatchObject({
      synced: 'Not synced yet',
      syncedExactly: null,
    });
  });

  it('counts what is to be reviewed and what was overruled only while there is any', () => {
    expect(wordingOf({ conflicts: 0, reviews: 0 }).conflicts).toBeNull();
    expect(wordingOf({ conflicts: 0, reviews: 1 }).conflicts).toBe('1 conflict');
    expect(wordingOf({ conflicts: 2, reviews: 1 }).conflicts).toBe('3 conflicts');
  });

  it('asks for a sign-in where the session is over or is someone else’s, and not for other problems', () => {
    const withProblem = (kind: string) => ({ ...INITIAL_STATUS, problem: { kind, message: '' } });
    expect(needsSignIn({ ...INITIAL_STATUS, state: 'signed-out' })).toBe(true);
    expect(needsSignIn(withProblem('wrong-session'))).toBe(true);
    expect(needsSignIn(withProblem('unavailable'))).toBe(false);
  });
});
