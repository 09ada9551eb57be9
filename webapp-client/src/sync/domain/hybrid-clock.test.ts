// What conformance/hybrid-clock.json does not say, because only TypeScript has it.
import { describe, expect, it } from 'vitest';
import { clampStamp, issueStamp } from './hybrid-clock';
import { StampError } from './stamp';

describe('the hybrid clock', () => {
  it('takes what is left out for what is null', () => {
    expect(issueStamp({ physicalNowMs: 1 })).toBe('1970-01-01T00:00:00.001000Z');
    const ahead = { edit: '2026-11-22T08:32:00.000000Z', serverNow: '2026-11-22T08:30:00.000000Z' };
    expect(clampStamp(ahead)).toBe(ahead.serverNow);
  });

  it('cuts a reading finer than milliseconds', () => {
    expect(issueStamp({ physicalNowMs: 1.999 })).toBe('1970-01-01T00:00:00.001000Z');
  });

  it.each([Infinity, -Infinity])('learns nothing from a reading of %d', (physicalNowMs) => {
    const lastIssued = '2026-11-22T08:30:00.123004Z';
    expect(issueStamp({ physicalNowMs, lastIssued })).toBe('2026-11-22T08:30:00.123005Z');
  });

  it('refuses a reading that is not a number', () => {
    expect(() => issueStamp({ physicalNowMs: NaN })).toThrow(StampError);
  });
});
