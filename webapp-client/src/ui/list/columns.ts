/** Which fields of a type its list shows, in which order, and how each is aligned. */
import type { EntityTypeSchema, FieldSchema } from '../../sync';

export interface Column {
  readonly field: FieldSchema;
  readonly align: 'left' | 'right';
  /** Share of the width, as a CSS grid track. */
  readonly track: string;
}

const maxColumns = 6;

/**
 * What names the record comes first, then required dates, words, amounts, required references, and what is
 * left of the six columns goes to the others in the schema's order. A currency is shown with its amount, so
 * it has a column of its own only where there is no amount.
 */
export function columnsOf(type: EntityTypeSchema): Column[] {
  const hasAmount = type.fields.some((field) => field.type === 'decimal');
  return type.fields
    .filter((field) => !(field.format === 'currency' && hasAmount))
    .map((field, index) => ({ field, index, rank: rankOf(field) }))
    .sort((a, b) => a.rank - b.rank || a.index - b.index)
    .slice(0, maxColumns)
    .map(({ field }) => ({
      field,
      align: field.type === 'decimal' || field.type === 'integer' ? 'right' : 'left',
      track: trackOf(field),
    }));
}

function rankOf(field: FieldSchema): number {
  if (field.name === 'name' || field.name === 'number') return 0;
  if (field.type === 'date' && field.required === true) return 1;
  if (field.oneOf !== undefined && field.format !== 'currency') return 2;
  if (field.type === 'decimal') return 3;
  if (field.type === 'reference' && field.required === true) return 4;
  if (field.name === 'description') return 5;
  if (field.multiline === true) return 8;
  return field.type === 'boolean' ? 7 : 6;
}

function trackOf(field: FieldSchema): string {
  if (field.name === 'name' || field.name === 'number') return 'minmax(12rem, 2fr)';
  if (field.type === 'date') return 'minmax(7.5rem, 0.8fr)';
  if (field.type === 'boolean') return 'minmax(5.5rem, 0.5fr)';
  if (field.oneOf !== undefined) return 'minmax(7rem, 0.8fr)';
  if (field.type === 'decimal') return 'minmax(9rem, 1fr)';
  return 'minmax(9rem, 1.3fr)';
}
