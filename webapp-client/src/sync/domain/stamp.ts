// Twin of org.tidebook.sync.domain.Stamp; both pass conformance/stamp-*.json.

/**
 * A point in time, to the microsecond, from 1970 to 9999, as canonical text: ISO 8601, UTC, exactly
 * six fraction digits, `2026-11-22T08:30:00.123004Z`. Text order is time order, so stamps are compared
 * with `<` and `>`, and IndexedDB sorts them rightly as they are.
 */
export type Stamp = string;

/** A text or a number that is no stamp. The message is a sentence without the value. */
export class StampError extends RangeError {
  override readonly name = 'StampError';
}

/** The first stamp. As `since` it asks for everything. */
export const EPOCH: Stamp = '1970-01-01T00:00:00.000000Z';

/** The last stamp. Nothing comes after it: `nextStamp` of it throws. */
export const LAST_STAMP: Stamp = '9999-12-31T23:59:59.999999Z';

const LAST_MILLIS = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

const CANONICAL =
  /^(?:19[7-9][0-9]|[2-9][0-9]{3})-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]\.[0-9]{6}Z$/;

const EXTENDED = isoForm('-', ':');
const BASIC = isoForm('', '');

function isoForm(dash: string, colon: string): RegExp {
  const date = `([0-9]{4})${dash}([0-9]{2})${dash}([0-9]{2})`;
  const time = `([0-9]{2})${colon}([0-9]{2})(?:${colon}([0-9]{2})(?:[.,]([0-9]+))?)?`;
  const offset = '(?:[Zz]|([+-])([0-9]{2})(?::?([0-9]{2}))?)';
  return new RegExp(`^${date}[Tt]${time}${offset}$`);
}

/** Whether `text` is a stamp in canonical form. */
export function isStamp(text: string): boolean {
  if (!CANONICAL.test(text)) {
    return false;
  }
  const day = Number(text.slice(8, 10));
  return day <= 28 || day <= daysInMonth(Number(text.slice(0, 4)), Number(text.slice(5, 7)));
}

/**
 * Reads a date and time with an offset and gives it in canonical form.
 *
 * Read are the ISO 8601 calendar forms, extended (`2026-11-22T08:30:00.5+07:00`) and basic
 * (`20261122T083000Z`), with these liberties: seconds may be absent; the fraction of a second has any
 * number of digits after `.` or `,` and is cut to six; `t` and `z` may be small; the offset is `Z`,
 * `±hh`, `±hhmm` or `±hh:mm` up to 23:59, and `-00:00` is zero; `24:00` is the end of its day.
 * Not read: anything without an offset, week and ordinal dates, other than four digits for the year,
 * a fraction of anything but seconds, and second 60, which these stamps, like Unix time, do not have.
 *
 * @throws StampError when it is unreadable, before 1970 or after 9999 (in UTC)
 */
export function parseStamp(text: string): Stamp {
  if (isStamp(text)) {
    return text;
  }
  const parts = EXTENDED.exec(text) ?? BASIC.exec(text);
  if (parts === null) {
    throw unreadable();
  }
  const part = (group: number): number => Number(parts[group] ?? '0');
  const [year, month, day] = [part(1), part(2), part(3)];
  const [hour, minute, second] = [part(4), part(5), part(6)];
  const micros = Number((parts[7] ?? '').slice(0, 6).padEnd(6, '0'));
  const [offsetHour, offsetMinute] = [part(9), part(10)];
  const isEndOfDay = hour === 24 && minute === 0 && second === 0 && micros === 0;
  if (
    month < 1 ||
    month > 12 ||
    day < 1 ||
    day > daysInMonth(year, month) ||
    (hour > 23 && !isEndOfDay) ||
    minute > 59 ||
    second > 59 ||
    offsetHour > 23 ||
    offsetMinute > 59
  ) {
    throw unreadable();
  }
  // Date.UTC takes the years 0 to 99 for 1900 to 1999. No offset reaches 1970 from before 1969.
  if (year < 1969) {
    throw outOfRange();
  }
  const offsetMinutes = (parts[8] === '-' ? -1 : 1) * (offsetHour * 60 + offsetMinute);
  const ms = Date.UTC(year, month - 1, day, hour, minute - offsetMinutes, second, Math.floor(micros / 1000));
  return stampOf(ms, micros % 1000);
}

/** The stamp after `stamp`: one microsecond later. @throws StampError after the last one */
export function nextStamp(stamp: Stamp): Stamp {
  const { ms, micros } = partsOf(stamp);
  return micros === 999 ? stampOf(ms + 1, 0) : stampOf(ms, micros + 1);
}

/** The latest of the stamps given. */
export function maxStamp(first: Stamp, ...others: readonly Stamp[]): Stamp {
  return others.reduce((latest, stamp) => (stamp > latest ? stamp : latest), first);
}

/** The stamp of a time in milliseconds since 1970, as clocks give it; a fraction is cut. @throws StampError */
export function stampFromMillis(ms: number): Stamp {
  return stampOf(Math.floor(ms), 0);
}

/** The milliseconds since 1970, without the microseconds within the last one. */
export function stampToMillis(stamp: Stamp): number {
  return partsOf(stamp).ms;
}

/** The stamp of a whole number of microseconds since 1970. @throws StampError */
export function stampFromMicros(micros: bigint | number): Stamp {
  if (typeof micros === 'number' && !Number.isSafeInteger(micros)) {
    throw outOfRange();
  }
  const whole = BigInt(micros);
  if (whole < 0n) {
    throw outOfRange();
  }
  return stampOf(Number(whole / 1000n), Number(whole % 1000n));
}

/** The microseconds since 1970, a bigint because they do not fit a number after the year 2255. */
export function stampToMicros(stamp: Stamp): bigint {
  const { ms, micros } = partsOf(stamp);
  return BigInt(ms) * 1000n + BigInt(micros);
}

/** Milliseconds since 1970 and the microseconds within the last of them: each exact as a number. */
function partsOf(stamp: Stamp): { ms: number; micros: number } {
  if (!isStamp(stamp)) {
    throw unreadable();
  }
  return { ms: Date.parse(`${stamp.slice(0, 23)}Z`), micros: Number(stamp.slice(23, 26)) };
}

function stampOf(ms: number, micros: number): Stamp {
  // Written so that NaN is out of range too.
  if (!(ms >= 0 && ms <= LAST_MILLIS)) {
    throw outOfRange();
  }
  return `${new Date(ms).toISOString().slice(0, 23)}${String(micros).padStart(3, '0')}Z`;
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) {
    return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  }
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

function unreadable(): StampError {
  return new StampError('A stamp is a date and time with an offset, such as 2026-11-22T08:30:00.123004Z.');
}

function outOfRange(): StampError {
  return new StampError('A stamp lies between the beginning of 1970 and the end of 9999, in UTC.');
}
