import { type FormatGuess, guessFormat } from './guess-format';

/** How a file writes dates. */
export const DATE_FORMATS = [
  'YYYY-MM-DD',
  'DD.MM.YYYY',
  'DD/MM/YYYY',
  'MM/DD/YYYY',
  'YYYYMMDD',
  'YYMMDD',
] as const;

/** One way of writing dates. */
export type DateFormat = (typeof DATE_FORMATS)[number];

/** The named groups are year, month and day. A dash stands for the slash in many files. */
const SHAPES: Record<DateFormat, RegExp> = {
  'YYYY-MM-DD': /^(?<y>\d{4})([-/.])(?<m>\d{1,2})\2(?<d>\d{1,2})$/,
  'DD.MM.YYYY': /^(?<d>\d{1,2})\. ?(?<m>\d{1,2})\. ?(?<y>\d{4}|\d{2})$/,
  'DD/MM/YYYY': /^(?<d>\d{1,2})([-/])(?<m>\d{1,2})\2(?<y>\d{4}|\d{2})$/,
  'MM/DD/YYYY': /^(?<m>\d{1,2})([-/])(?<d>\d{1,2})\2(?<y>\d{4}|\d{2})$/,
  YYYYMMDD: /^(?<y>\d{4})(?<m>\d{2})(?<d>\d{2})$/,
  YYMMDD: /^(?<y>\d{2})(?<m>\d{2})(?<d>\d{2})$/,
};

/** A time of day behind the date is passed over; the date stays as it is written, in whatever zone that was. */
const TIME_OF_DAY = /[T ]\d{1,2}:\d{2}(:\d{2}([.,]\d+)?)?( ?[AP]M)?(Z|[+-]\d{2}:?\d{2})?$/i;

/**
 * The date as `YYYY-MM-DD`, or null if the text is no date of the calendar in this format. A year of two digits
 * is 1969 to 2068, as POSIX reads it.
 */
export function parseDate(text: string, format: DateFormat): string | null {
  const groups = SHAPES[format].exec(text.trim().replace(TIME_OF_DAY, ''))?.groups;
  if (groups === undefined) return null;
  const year = yearOf(groups['y'] ?? '');
  const month = Number(groups['m']);
  const day = Number(groups['d']);
  if (year < 1 || month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return null;
  const pad = (value: number, width: number) => String(value).padStart(width, '0');
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
}

/** A month as `YYYY-MM`, from that form, from month and year, or from a date that begins with the year; else null. */
export function parseMonth(text: string): string | null {
  const match =
    /^(?<y>\d{4})[-/.](?<m>\d{1,2})([-/.]\d{1,2})?$/.exec(text.trim()) ??
    /^(?<m>\d{1,2})[-/.](?<y>\d{4})$/.exec(text.trim());
  const month = Number(match?.groups?.['m']);
  if (!(month >= 1 && month <= 12)) return null;
  return `${match?.groups?.['y'] ?? ''}-${String(month).padStart(2, '0')}`;
}

/** How the texts write dates (see `guessFormat`). */
export function guessDateFormat(texts: Iterable<string>): FormatGuess<DateFormat> {
  return guessFormat(texts, DATE_FORMATS, parseDate);
}

function yearOf(digits: string): number {
  const year = Number(digits);
  if (digits.length > 2) return year;
  return year < 69 ? 2000 + year : 1900 + year;
}

function daysIn(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}
