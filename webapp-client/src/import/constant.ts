import type { FieldSchema } from '../sync/schema';
import { parseNumber } from './numbers';

/** A value as it is stored: text, decimal, date and reference are strings. */
export type FieldValue = string | number | boolean;

/** What the user typed as the value of all records, as the field stores it; null where it is blank or no number. */
export function constantValue(field: FieldSchema, typed: FieldValue): FieldValue | null {
  if (typeof typed !== 'string') return typed;
  const text = typed.trim();
  if (text === '') return null;
  if (field.type === 'decimal') return parseNumber(text, '1234.56');
  if (field.type === 'integer') return /^-?\d{1,15}$/.test(text) ? Number(text) : null;
  return text;
}
