// The checks that the server will make, made before an edit is kept, so that a form can say at once
// what is wrong. The server's answer stands: an older client may know fewer rules.
import { type DecimalLimits, DEFAULT_DECIMAL_LIMITS, canonicalDecimal } from './domain';
import type { EntityTypeSchema, FieldSchema } from './schema';

/** What is wrong with one field; the message is a sentence without the field's name. */
export interface FieldError {
  readonly field: string;
  readonly message: string;
}

/** Checks a whole record (all its fields, not only the changed ones). No errors: an empty list. */
export function validateRecord(
  type: EntityTypeSchema,
  record: Readonly<Record<string, unknown>>,
): FieldError[] {
  return type.fields.flatMap((field) => {
    const message = problemWith(field, record[field.name]);
    return message === null ? [] : [{ field: field.name, message }];
  });
}

function problemWith(field: FieldSchema, value: unknown): string | null {
  if (value === undefined || value === null || value === '') {
    return field.required === true ? 'This is needed.' : null;
  }
  switch (field.type) {
    case 'boolean':
      return typeof value === 'boolean' ? null : 'This is yes or no.';
    case 'integer':
      return typeof value === 'number' && Number.isSafeInteger(value)
        ? outOfBounds(field, String(value))
        : 'This is a whole number.';
    case 'decimal':
      return decimalProblem(field, value);
    case 'date':
      return typeof value === 'string' && isDate(value) ? null : 'This is a date, such as 2026-11-22.';
    case 'reference':
    case 'text':
      return typeof value === 'string' ? textProblem(field, value) : 'This is a text.';
  }
}

// NUL and halves of surrogate pairs: the server refuses them, because not every database keeps them.
// eslint-disable-next-line no-control-regex
const UNSTORABLE = /\u0000|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;

const EMAIL = /^[^\s@]+@[^\s@]+$/;

function textProblem(field: FieldSchema, text: string): string | null {
  if (UNSTORABLE.test(text)) {
    return 'This has characters that cannot be stored.';
  }
  if (field.required === true && text.trim() === '') {
    return 'This is needed.';
  }
  if (field.maxLength !== undefined && text.length > field.maxLength) {
    return `This is at most ${String(field.maxLength)} characters long.`;
  }
  if (field.minLength !== undefined && text.length < field.minLength) {
    return `This is at least ${String(field.minLength)} characters long.`;
  }
  if (field.oneOf !== undefined && !field.oneOf.includes(text)) {
    return field.format === 'currency' ? 'This is no currency code.' : 'This is none of the choices.';
  }
  if (field.pattern !== undefined && !new RegExp(`^(?:${field.pattern})$`, 'u').test(text)) {
    return field.format === 'month'
      ? 'This is a month, such as 2026-11.'
      : 'This does not have the right form.';
  }
  if (field.format === 'email' && !EMAIL.test(text)) {
    return 'This is an email address, such as name@example.org.';
  }
  return null;
}

function decimalProblem(field: FieldSchema, value: unknown): string | null {
  const limits = decimalLimits(field);
  const canonical = typeof value === 'string' ? canonicalDecimal(value, limits) : null;
  if (canonical === null) {
    const { integerDigits, fractionDigits } = limits;
    return `This is a number of up to ${String(integerDigits)} digits and ${String(fractionDigits)} decimals.`;
  }
  return outOfBounds(field, canonical);
}

/** How large the decimals of a field may be. */
export function decimalLimits(field: FieldSchema): DecimalLimits {
  return {
    integerDigits: field.integerDigits ?? DEFAULT_DECIMAL_LIMITS.integerDigits,
    fractionDigits: field.fractionDigits ?? DEFAULT_DECIMAL_LIMITS.fractionDigits,
  };
}

function outOfBounds(field: FieldSchema, value: string): string | null {
  if (field.min !== undefined) {
    const order = compareDecimals(value, field.min);
    if (order < 0 || (order === 0 && field.exclusiveMin === true)) {
      return `This is ${field.exclusiveMin === true ? 'more than' : 'at least'} ${field.min}.`;
    }
  }
  if (field.max !== undefined) {
    const order = compareDecimals(value, field.max);
    if (order > 0 || (order === 0 && field.exclusiveMax === true)) {
      return `This is ${field.exclusiveMax === true ? 'less than' : 'at most'} ${field.max}.`;
    }
  }
  return null;
}

/** Compares plain decimals exactly: 19 digits do not fit a number. Negative, zero or positive. */
export function compareDecimals(one: string, other: string): number {
  const places = Math.max(fractionOf(one).length, fractionOf(other).length);
  const difference = scaled(one, places) - scaled(other, places);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

function fractionOf(decimal: string): string {
  return decimal.split('.')[1] ?? '';
}

function scaled(decimal: string, places: number): bigint {
  const [integer = '0'] = decimal.split('.');
  return BigInt(integer + fractionOf(decimal).padEnd(places, '0'));
}

function isDate(text: string): boolean {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (parts === null || parts[1] === '0000') {
    return false;
  }
  const date = new Date(`${text}T00:00:00.000Z`);
  // 30 February would roll over into March.
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
