// What conformance/stamp-*.json does not say, because only TypeScript has it.
import { describe, expect, it } from 'vitest';
import {
  EPOCH,
  LAST_STAMP,
  StampError,
  isStamp,
  maxStamp,
  nextStamp,
  parseStamp,
  stampFromMicros,
  stampFromMillis,
  stampToMillis,
} from './stamp';

const STAMP = '2026-11-22T08:30:00.123004Z';

describe('isStamp', () => {
  it.each([STAMP, EPOCH, LAST_STAMP, '2028-02-29T00:00:00.000000Z'])('knows %s', (text) => {
    expect(isStamp(text)).toBe(true);
  });

  it.each(['2026-11-22T08:30:00Z', '2026-02-29T00:00:00.000000Z', '1969-12-31T23:59:59.999999Z', ''])(
    'does not take %j, which is readable at most',
    (text) => {
      expect(isStamp(text)).toBe(false);
    },
  );
});

describe('stamps', () => {
  it('cut what a clock gives below milliseconds', () => {
    expect(stampFromMillis(1.999)).toBe('1970-01-01T00:00:00.001000Z');
    expect(stampFromMillis(253_402_300_799_999.5)).toBe('9999-12-31T23:59:59.999000Z');
  });

  it('give their milliseconds', () => {
    expect(stampToMillis(STAMP)).toBe(Date.parse('2026-11-22T08:30:00.123Z'));
    expect(stampToMillis(LAST_STAMP)).toBe(253_402_300_799_999);
  });

  it.each([NaN, Infinity, -0.5])('are not made of %d milliseconds', (ms) => {
    expect(() => stampFromMillis(ms)).toThrow(StampError);
  });

  it.each([NaN, 0.5, 2 ** 53])('are not made of %d microseconds, which is no exact number', (micros) => {
    expect(() => stampFromMicros(micros)).toThrow(StampError);
  });

  it('are not computed from a text in another form', () => {
    expect(() => nextStamp('2026-11-22T08:30:00Z')).toThrow(StampError);
  });

  it('have a latest among any number', () => {
    expect(maxStamp(STAMP)).toBe(STAMP);
    expect(maxStamp(EPOCH, LAST_STAMP, STAMP)).toBe(LAST_STAMP);
  });

  it('may be read from a fraction of any length', () => {
    expect(parseStamp(`2026-11-22T08:30:00.123004${'9'.repeat(1_000_000)}Z`)).toBe(STAMP);
  });
});
