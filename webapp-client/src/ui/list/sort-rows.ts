import { referencedType, type FieldSchema } from '../../sync';
import { compareCanonicalDecimals } from '../records/compare-canonical-decimals';
import type { RecordRow } from '../records/record-rows';
import type { RowsByType } from './search-rows';

export interface Sort {
  readonly field: string;
  readonly descending: boolean;
}

type Compare<T> = (a: T, b: T) => number;

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

/**
 * The rows in the order of one field: text as the locale sorts it with numbers in it by value, decimals by
 * value, references by the label shown. Rows without a value come last in either direction; equal ones are
 * in the order of their ids, so that the order never depends on the order of the store.
 */
export function sortRows(
  rows: readonly RecordRow[],
  field: FieldSchema,
  descending: boolean,
  rowsByType: RowsByType,
): RecordRow[] {
  const keyed: { key: string | number; row: RecordRow }[] = [];
  const empty: RecordRow[] = [];
  for (const row of rows) {
    const key = sortKey(row, field, rowsByType);
    if (key === null) empty.push(row);
    else keyed.push({ key, row });
  }
  const compare = compareFor(field) as Compare<string | number>;
  const sign = descending ? -1 : 1;
  keyed.sort((a, b) => sign * compare(a.key, b.key) || compareIds(a.row, b.row));
  return [...keyed.map(({ row }) => row), ...empty.sort(compareIds)];
}

function sortKey(row: RecordRow, field: FieldSchema, rowsByType: RowsByType): string | number | null {
  const value = row.record[field.name];
  if (value === undefined || value === null || value === '') return null;
  if (field.type === 'reference' && typeof value === 'string') {
    return rowsByType.get(referencedType(field, row.record) ?? '')?.rowsById.get(value)?.label ?? null;
  }
  if (typeof value === 'boolean') return value ? 1 : 0;
  return typeof value === 'number' || typeof value === 'string' ? value : null;
}

function compareFor(field: FieldSchema): Compare<string> | Compare<number> {
  switch (field.type) {
    case 'integer':
    case 'boolean':
      return (a: number, b: number) => a - b;
    case 'decimal':
      return compareCanonicalDecimals;
    case 'date':
      return (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
    case 'text':
    case 'reference':
      return (a: string, b: string) => collator.compare(a, b);
  }
}

function compareIds(a: RecordRow, b: RecordRow): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
