import type { EntityTypeSchema, LocalRecord } from '../../sync';
import { formatAmount, formatDate, formatMonth } from './format';

/** The fields that can name a record, best first. */
const labelFields = ['name', 'number', 'reference', 'description'];

/**
 * The one line by which a record is known in lists, references and titles: its name or number, else its
 * reference or description, else its date or month and its amount, else a part of its id. Never empty.
 */
export function recordLabel(type: EntityTypeSchema, record: LocalRecord): string {
  for (const name of labelFields) {
    const value = record[name];
    if (typeof value === 'string' && value.trim() !== '') return value.split('\n', 1)[0] ?? value;
  }
  const parts: string[] = [];
  for (const field of type.fields) {
    const value = record[field.name];
    if (typeof value !== 'string' || value === '') continue;
    if (field.type === 'date' && parts.length === 0) parts.push(formatDate(value));
    if (field.format === 'month' && parts.length === 0) parts.push(formatMonth(value));
    if (field.name === 'amount') parts.push(formatAmount(value, currencyOf(type, record)));
  }
  return parts.length > 0 ? parts.join(' · ') : `${type.labelOne} ${record.id.slice(0, 8)}`;
}

/** The ISO 4217 code that the record's amounts are in, or null where its type has no currency. */
export function currencyOf(type: EntityTypeSchema, record: LocalRecord): string | null {
  const field = type.fields.find((candidate) => candidate.format === 'currency');
  const value = field === undefined ? undefined : record[field.name];
  return typeof value === 'string' && value !== '' ? value : null;
}
