import { expect, it } from 'vitest';
import type { Counts } from '../../src/sync';
import { unsentWording } from '../../src/ui/session/unsent-wording';

const counts = (waiting: number, failed: number, conflicts: number, reviews = 0): Counts => ({
  waiting,
  failed,
  reviews,
  conflicts,
  lastSyncedAt: null,
});

it.each<[Counts, string]>([
  [counts(1, 0, 0), 'Only this device has 1 change that waits to be sent.'],
  [
    counts(1200, 1, 0),
    'Only this device has 1,200 changes that wait to be sent and 1 change that the server refused.',
  ],
  [
    counts(2, 3, 4),
    'Only this device has 2 changes that wait to be sent, 3 changes that the server refused, and 4 overruled changes to decide on.',
  ],
])('says what only this device has, of %o', (only, words) => {
  expect(unsentWording(only)).toBe(words);
});
