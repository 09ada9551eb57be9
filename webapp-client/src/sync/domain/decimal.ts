// Twin of org.tidebook.sync.domain.Decimals; both pass conformance/decimal.json.

/** How large a decimal may be. Zeros that the canonical form drops do not count. */
export interface DecimalLimits {
  /** Digits before the point. */
  readonly integerDigits: number;
  /** Digits after the point. */
  readonly fractionDigits: number;
}

/** What a decimal field holds unless it says otherwise: 19 digits, 4 of them after the point. */
export const DEFAULT_DECIMAL_LIMITS: DecimalLimits = { integerDigits: 15, fractionDigits: 4 };

const PLAIN = /^(-?)([0-9]+)(?:\.([0-9]+))?$/;

/**
 * The one text that stands for a number: no zeros before the first digit or after the last one, no
 * point without digits after it, no `-0`. `"-007.50"` gives `"-7.5"`.
 *
 * A plain decimal is an optional minus, digits, and optionally a point with digits. A plus, an
 * exponent, spaces, separators, other scripts' digits, `.5` and `5.` are none: what people type is
 * made plain where it is typed.
 *
 * @returns null if `text` is no plain decimal or has more digits than the limits allow
 */
export function canonicalDecimal(
  text: string,
  limits: DecimalLimits = DEFAULT_DECIMAL_LIMITS,
): string | null {
  const parts = PLAIN.exec(text);
  if (parts === null) {
    return null;
  }
  const [, sign = '', integer = '', fraction = ''] = parts;
  const digits = withoutLeadingZeros(integer);
  const decimals = withoutTrailingZeros(fraction);
  if (digits.length > limits.integerDigits || decimals.length > limits.fractionDigits) {
    return null;
  }
  if (digits === '' && decimals === '') {
    return '0';
  }
  return sign + (digits === '' ? '0' : digits) + (decimals === '' ? '' : `.${decimals}`);
}

// Loops, because /0+$/ takes quadratic time on a hostile text.
function withoutLeadingZeros(digits: string): string {
  let start = 0;
  while (digits[start] === '0') {
    start++;
  }
  return digits.slice(start);
}

function withoutTrailingZeros(digits: string): string {
  let end = digits.length;
  while (digits[end - 1] === '0') {
    end--;
  }
  return digits.slice(0, end);
}
