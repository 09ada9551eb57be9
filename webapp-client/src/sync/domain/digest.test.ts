import { describe, expect, it } from 'vitest';
import { DigestSum, NO_RECORDS } from './digest';

describe('DigestSum', () => {
  it('is that of no records at first', () => {
    expect(new DigestSum().digest).toEqual(NO_RECORDS);
  });

  it('refuses what is no id of a record', () => {
    const sum = new DigestSum();
    expect(() => {
      sum.add({ id: '1', updatedAt: '2026-11-22T08:30:00.123004Z' });
    }).toThrow('The id of a record is a UUID.');
  });

  it('adds exactly over more records than 32 bits can carry', () => {
    const record = { id: 'ffffffff-ffff-ffff-ffff-ffffffffffff', updatedAt: '2026-11-22T08:30:00.123004Z' };
    const one = new DigestSum();
    one.add(record);
    const many = new DigestSum();
    for (let i = 0; i < 100_000; i += 1) {
      many.add(record);
    }
    const exact = (BigInt(`0x${one.digest.digest}`) * 100_000n) & 0xffff_ffff_ffff_ffffn;
    expect(many.digest).toEqual({ count: 100_000, digest: exact.toString(16).padStart(16, '0') });
  });
});
