/** How values are shown: in the user's locale, and decimals never through a floating point number. */

// Each is made when it is first needed: together they cost the first page 14 ms.
const numberFormats = new Map<string, Intl.NumberFormat>();
const dateFormat = once(() => new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeZone: 'UTC' }));
const monthFormat = once(
  () => new Intl.DateTimeFormat(undefined, { month: 'short', year: 'numeric', timeZone: 'UTC' }),
);
const stampFormat = once(
  () => new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' }),
);
const relativeFormat = once(
  () => new Intl.RelativeTimeFormat(undefined, { numeric: 'auto', style: 'short' }),
);
const countFormat = once(() => new Intl.NumberFormat());

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

/** A canonical decimal string as money where a currency is known, else as a plain number. Exact to four digits. */
export function formatAmount(value: string, currency: string | null): string {
  // Intl reads a decimal string digit by digit; the cast is only because its type wants a literal.
  return numberFormat(currency).format(value as Intl.StringNumericLiteral);
}

function numberFormat(currency: string | null): Intl.NumberFormat {
  const key = currency ?? '';
  const known = numberFormats.get(key);
  if (known !== undefined) return known;
  const made = createNumberFormat(currency);
  numberFormats.set(key, made);
  return made;
}

function createNumberFormat(currency: string | null): Intl.NumberFormat {
  if (currency === null || !/^[A-Z]{3}$/.test(currency)) {
    return new Intl.NumberFormat(undefined, { maximumFractionDigits: 4 });
  }
  return new Intl.NumberFormat(undefined, {
    style: 'currency',
    currency,
    currencyDisplay: 'code',
    maximumFractionDigits: 4,
  });
}

/** `YYYY-MM-DD` as a date of the locale; text that is no date is shown as it stands. */
export function formatDate(value: string): string {
  const time = Date.parse(`${value}T00:00:00Z`);
  return Number.isNaN(time) ? value : dateFormat().format(time);
}

/** `YYYY-MM` as a month of the locale; text that is no month is shown as it stands. */
export function formatMonth(value: string): string {
  const time = Date.parse(`${value}-01T00:00:00Z`);
  return Number.isNaN(time) ? value : monthFormat().format(time);
}

/** A stamp as date and time of the locale, to the second. */
export function formatStamp(stamp: string): string {
  const time = Date.parse(stamp);
  return Number.isNaN(time) ? stamp : stampFormat().format(time);
}

/** A stamp as "3 min ago"; up to a minute, also in a future that clocks disagree about, it is "just now". */
export function formatRelative(stamp: string, nowMs: number): string {
  const seconds = Math.round((nowMs - Date.parse(stamp)) / 1000);
  if (!(seconds >= 60)) return 'just now';
  if (seconds < 3600) return relativeFormat().format(-Math.floor(seconds / 60), 'minute');
  if (seconds < 86_400) return relativeFormat().format(-Math.floor(seconds / 3600), 'hour');
  return relativeFormat().format(-Math.floor(seconds / 86_400), 'day');
}

/** A time to wait, in milliseconds, as "in 12 sec.". */
export function formatSeconds(milliseconds: number): string {
  return relativeFormat().format(Math.ceil(milliseconds / 1000), 'second');
}

export function formatCount(count: number): string {
  return countFormat().format(count);
}

/** "1 account", "4,500 accounts": the plural is the type's own label. */
export function countOf(count: number, type: { label: string; labelOne: string }): string {
  return `${formatCount(count)} ${(count === 1 ? type.labelOne : type.label).toLowerCase()}`;
}

/** A word of the schema for people: `bank` → `Bank`, `semi_detached` → `Semi detached`. Codes in capitals stay. */
export function wordLabel(word: string): string {
  const spaced = word.replaceAll('_', ' ');
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}

/** A size in bytes as kB, MB or GB. */
export function formatBytes(bytes: number): string {
  const units = ['kB', 'MB', 'GB'];
  let value = bytes / 1000;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 }).format(value)} ${units[unit] ?? ''}`;
}
