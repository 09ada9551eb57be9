// What conformance/decimal.json does not say, because only TypeScript has it.
import { expect, it } from 'vitest';
import { canonicalDecimal } from './decimal';

it('allows 15 digits before the point and 4 after it where nothing else is said', () => {
  expect(canonicalDecimal('999999999999999.9999')).toBe('999999999999999.9999');
  expect(canonicalDecimal('1000000000000000')).toBeNull();
  expect(canonicalDecimal('0.00001')).toBeNull();
});
