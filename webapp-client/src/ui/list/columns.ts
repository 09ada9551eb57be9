/** Which fields of a type its list shows, in which order, and how each is aligned. */
import type { EntityTypeSchema, FieldSchema } from '../../sync';
import type { RecordRow } from '../records/record-rows';

/** How wide a column is at least, in rem, and its share of the room beyond that. */
export interface ColumnWidth {
  readonly minRem: number;
  readonly share: number;
}

export interface Column {
  readonly field: FieldSchema;
  readonly align: 'left' | 'right';
  readonly width: ColumnWidth;
}

const maxColumns = 6;

/** What the mark of a waiting or failed change takes of the first column, with its gap, in rem. */
const markRem = 1.5;

/**
 * What names the record comes first, then required dates and months, words, amounts, required references, and what is
 * left of the six columns goes to the others in the schema's order. A currency is shown with its amount, so
 * it has a column of its own only where there is no amount; an optional field has one only where some row has
 * a value for it, or where there are no rows at all. A hash has none: it tells a person nothing.
 */
export function columnsOf(type: EntityTypeSchema, rows: readonly RecordRow[]): Column[] {
  const hasAmount = type.fields.some((field) => field.type === 'decimal');
  return type.fields
    .filter((field) => !(field.format === 'currency' && hasAmount) && !isHash(field) && isUsed(field, rows))
    .map((field, index) => ({ field, index, rank: rankOf(field) }))
    .sort((a, b) => a.rank - b.rank || a.index - b.index)
    .slice(0, maxColumns)
    .map(({ field }) => ({
      field,
      align: field.type === 'decimal' || field.type === 'integer' ? 'right' : 'left',
      width: widthOf(field),
    }));
}

/** A text that a program fills and that is always of one length. */
function isHash({ type, machineFilled, minLength, maxLength }: FieldSchema): boolean {
  return type === 'text' && machineFilled === true && minLength !== undefined && minLength === maxLength;
}

function isUsed({ name, required }: FieldSchema, rows: readonly RecordRow[]): boolean {
  if (required === true || rows.length === 0) return true;
  return rows.some(({ record }) => {
    const value = record[name];
    return value !== undefined && value !== null && value !== '' && value !== false;
  });
}

function rankOf(field: FieldSchema): number {
  if (field.name === 'name' || field.name === 'number') return 0;
  if (field.machineFilled === true) return 9;
  if ((field.type === 'date' || field.format === 'month') && field.required === true) return 1;
  if (field.oneOf !== undefined && field.format !== 'currency') return 2;
  if (field.type === 'decimal') return 3;
  if (field.type === 'reference' && field.required === true) return 4;
  if (field.name === 'description') return 5;
  if (field.multiline === true) return 8;
  return field.type === 'boolean' ? 7 : 6;
}

function widthOf(field: FieldSchema): ColumnWidth {
  if (field.name === 'name' || field.name === 'number') return { minRem: 12, share: 2 };
  if (field.type === 'date' || field.format === 'month') return { minRem: 9, share: 0.6 };
  if (field.type === 'boolean') return { minRem: 6.5, share: 0.3 };
  if (field.format === 'entity_type') return { minRem: 10, share: 0.6 };
  if (field.oneOf !== undefined) return { minRem: 7, share: 0.6 };
  if (field.type === 'decimal') return { minRem: 9.5, share: 0.8 };
  return { minRem: 9, share: 1.3 };
}

/**
 * The widths as a CSS grid template and the least width of a row. Every row is a grid of its own, so nothing
 * in it may depend on a row's content: the columns would not stand beneath each other.
 */
export function gridOf(columns: readonly Column[]): { template: string; minWidth: string } {
  const widths = columns.map(({ width }, index) => ({
    ...width,
    minRem: width.minRem + (index === 0 ? markRem : 0),
  }));
  const tracks = widths.map(({ minRem, share }) => `minmax(${minRem}rem, ${share}fr)`);
  const wholeRem = widths.reduce((sum, { minRem }) => sum + minRem, 0);
  return { template: tracks.join(' '), minWidth: `${wholeRem}rem` };
}
