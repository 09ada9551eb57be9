import { describe, expect, it } from 'vitest';
import { INITIAL_STATUS, type SyncStatus } from '../../src/sync';
import { progressWording, statusWording } from '../../src/ui/shell/status-wording';

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
    [{ state: 'syncing' }, 'Syncing'],
    [{ state: 'stopped' }, 'Not syncing'],
  ])('names %o', (changes, headline) => {
    expect(wordingOf(changes).headline).toBe(headline);
  });

  it('says how far a push and a pull are', () => {
    expect(progressWording({ phase: 'push', done: 3000, total: 16_340 })).toBe('Sending 3,000 of 16,340');
    expect(progressWording({ phase: 'pull', done: 4000, total: null })).toBe('Receiving 4,000');
  });

  it('counts what waits and what failed, also when it is nothing', () => {
    expect(wordingOf({ waiting: 16_340, failed: 0 })).toMatchObject({
      waiting: '16,340 waiting',
      failed: '0 failed',
    });
  });

  it.each([
    ['2026-11-22T08:59:30.000000Z', 'Synced just now'],
    ['2026-11-22T09:00:30.000000Z', 'Synced just now'],
    ['2026-11-22T08:57:00.000000Z', 'Synced 3 minutes ago'],
    ['2026-11-22T07:00:00.000000Z', 'Synced 2 hours ago'],
    ['2026-11-21T08:00:00.000000Z', 'Synced yesterday'],
  ])('tells when it last synced: %s', (lastSyncedAt, synced) => {
    expect(wordingOf({ lastSyncedAt }).synced).toBe(synced);
  });

  it('does not pretend that a device has synced that never did', () => {
    expect(wordingOf({ lastSyncedAt: null })).toMatchObject({
      synced: 'Not synced yet',
      syncedExactly: null,
    });
  });
});
