/**
 * Decimals as people type them, to the canonical text of the protocol and back. Never through a floating
 * point number: `0.1` and fifteen digits before the point stay what they are.
 */
import { canonicalDecimal } from '../../sync';

// How many digits a field takes is for the validation to say, with a message of its own.
const anyLength = { integerDigits: 1000, fractionDigits: 1000 };

export interface DecimalSeparators {
  readonly decimal: string;
  readonly group: string;
}

export function localeSeparators(locale?: string): DecimalSeparators {
  const parts = new Intl.NumberFormat(locale).formatToParts(12345678.9);
  const found = (type: string, otherwise: string) =>
    parts.find((part) => part.type === type)?.value ?? otherwise;
  return { decimal: found('decimal', '.'), group: found('group', ',') };
}

/**
 * The canonical form of what was typed, or null when it is no number. Grouping marks of the locale and
 * spaces are ignored; the locale's decimal mark and, where that cannot be a grouping mark, a point are read.
 */
export function parseDecimalInput(text: string, separators: DecimalSeparators): string | null {
  const ungrouped = removeGroups(text.trim(), separators);
  const match = ungrouped === null ? null : /^([+\-\u2212]?)(\d*)(?:\.(\d*))?$/.exec(ungrouped);
  if (match === null) return null;
  const [, sign = '', whole = '', fraction = ''] = match;
  if (whole === '' && fraction === '') return null;
  const plain = `${whole === '' ? '0' : whole}${fraction === '' ? '' : `.${fraction}`}`;
  return canonicalDecimal(sign === '' || sign === '+' ? plain : `-${plain}`, anyLength);
}

/** Takes the grouping marks out and makes the decimal mark a point; null where the marks contradict themselves. */
function removeGroups(text: string, { decimal, group }: DecimalSeparators): string | null {
  const compact = text.replace(/[\s'\u2019]/g, '');
  const mark = compact.includes(decimal) || group === '.' ? decimal : '.';
  const [whole = '', ...fractions] = compact.split(mark);
  if (fractions.length > 1) return null;
  if (fractions[0]?.includes(group) === true) return null;
  const groups = whole.split(group);
  // "1,5" in a locale that groups with commas is a slip, not fifteen: a group has three digits.
  if (groups.slice(1).some((part) => part.length !== 3)) return null;
  const [fraction] = fractions;
  return fraction === undefined ? groups.join('') : `${groups.join('')}.${fraction}`;
}

/** A canonical decimal as it is put into an input: the locale's decimal mark and no grouping. */
export function decimalToInput(value: string, separators: DecimalSeparators): string {
  return value.replace('.', separators.decimal);
}
