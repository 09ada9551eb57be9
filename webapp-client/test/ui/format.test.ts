import { describe, expect, it } from 'vitest';
import { countOf, formatAmount, formatBytes, formatDate } from '../../src/ui/records/format';
import { accounts } from './fixtures';

/** The digits alone: marks and currency signs are the locale's. */
const digits = (text: string) => text.replace(/\D/g, '');

describe('what is shown', () => {
  it('keeps every digit of an amount, of which a floating point number would lose some', () => {
    expect(digits(formatAmount('123456789012345.6789', null))).toBe('1234567890123456789');
    expect(digits(formatAmount('-900719925474099.0001', 'CZK'))).toBe('9007199254740990001');
  });

  it('gives money the digits that its currency has', () => {
    expect(digits(formatAmount('5', 'EUR'))).toBe('500');
    expect(digits(formatAmount('5', 'JPY'))).toBe('5');
  });

  it('shows an amount in a currency that is no code as a plain number', () => {
    expect(digits(formatAmount('5.5', '??'))).toBe('55');
  });

  it('shows the day that was written, whatever the time zone', () => {
    expect(formatDate('2026-01-01')).toContain('2026');
    expect(digits(formatDate('2026-12-31'))).toContain('31');
  });

  it('shows text that is no date as it stands', () => {
    expect(formatDate('soon')).toBe('soon');
  });

  it('counts one and many', () => {
    expect(countOf(1, accounts)).toBe('1 account');
    expect(countOf(0, accounts)).toBe('0 accounts');
  });

  it('shows sizes in the unit that fits', () => {
    expect(formatBytes(900_000)).toMatch(/^900 kB$/);
    expect(formatBytes(2_000_000_000)).toMatch(/^2 GB$/);
  });
});
