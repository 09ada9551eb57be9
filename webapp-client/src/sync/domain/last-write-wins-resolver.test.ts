import { expect, it } from 'vitest';
import { LastWriteWinsResolver } from './last-write-wins-resolver';

it('is chosen by the name in the protocol', () => {
  expect(new LastWriteWinsResolver().strategy).toBe('last_write_wins');
});
