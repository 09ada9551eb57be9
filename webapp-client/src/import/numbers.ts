import { canonicalDecimal } from '../sync/domain/decimal';
import { type FormatGuess, guessFormat } from './guess-format';

/** How a file writes numbers, named by an example. */
export const NUMBER_FORMATS = ['1234.56', '1,234.56', '1.234,56', '1 234,56', "1'234.56"] as const;

/** One way of writing numbers. In each of them the grouping of thousands may be left out. */
export type NumberFormat = (typeof NUMBER_FORMATS)[number];

const SHAPES: Record<
  NumberFormat,
  { readonly shape: RegExp; readonly grouping: RegExp; readonly mark: string }
> = {
  '1234.56': { shape: /^(?:\d+\.?\d*|\.\d+)$/, grouping: /(?!)/g, mark: '.' },
  // Groups of two are how India writes a lakh: 1,23,456.78.
  '1,234.56': {
    shape: /^(?:\d{1,3}(?:,\d{2,3})*,\d{3}(?:\.\d*)?|\d+\.?\d*|\.\d+)$/,
    grouping: /,/g,
    mark: '.',
  },
  '1.234,56': { shape: /^(?:\d{1,3}(?:\.\d{3})+(?:,\d*)?|\d+,?\d*|,\d+)$/, grouping: /\./g, mark: ',' },
  // Every apostrophe has become a space (see `unsigned`).
  "1'234.56": { shape: /^(?:\d{1,3}(?: \d{3})+(?:\.\d*)?|\d+\.?\d*|\.\d+)$/, grouping: / /g, mark: '.' },
  '1 234,56': { shape: /^(?:\d{1,3}(?: \d{3})+(?:,\d*)?|\d+,?\d*|,\d+)$/, grouping: / /g, mark: ',' },
};

/** How large a number may be is said by the field, with a better sentence than "not a number". */
const ANY_SIZE = { integerDigits: 1000, fractionDigits: 1000 };

/**
 * The number as a canonical decimal ("1234.5"), or null if the text is none in this format. A leading or trailing
 * minus and parentheses make it negative; a currency sign is passed over, a currency code is not, since it may
 * say something else than the record.
 */
export function parseNumber(text: string, format: NumberFormat): string | null {
  const { negative, digits } = unsigned(text);
  const { shape, grouping, mark } = SHAPES[format];
  if (!shape.test(digits)) return null;
  const plain = digits.replace(grouping, '').replace(mark, '.').replace(/\.$/, '');
  return canonicalDecimal(`${negative ? '-' : ''}${plain.startsWith('.') ? '0' : ''}${plain}`, ANY_SIZE);
}

function unsigned(text: string): { negative: boolean; digits: string } {
  // Every kind of space, and the Swiss apostrophe, counts as a space; the typographic minus as a minus.
  const cleaned = text
    .replace(/[\s'’]/gu, ' ')
    .replace(/−/g, '-')
    .replace(/\p{Sc}/gu, '')
    .trim();
  const marked = /^\((.+)\)$/.exec(cleaned) ?? /^-(.+)$/.exec(cleaned) ?? /^(.+)-$/.exec(cleaned);
  if (marked?.[1] !== undefined) return { negative: true, digits: marked[1].trim() };
  return { negative: false, digits: cleaned.replace(/^\+\s*/, '') };
}

/** How the texts write numbers (see `guessFormat`). */
export function guessNumberFormat(texts: Iterable<string>): FormatGuess<NumberFormat> {
  return guessFormat(texts, NUMBER_FORMATS, parseNumber);
}
