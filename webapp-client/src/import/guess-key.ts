import { foldName } from './field-names';
import type { Mapping } from './mapping';
import type { ImportPlan } from './plan';
import type { Column, Table } from './table';

const KEY_NAME = /(^| )(id|no|nr|number|key|code|reference|ref|iban|uuid)$/;

/**
 * The column that names each record: one that is called like a number or id, or the first one, if it is filled in
 * every row and nowhere the same twice. Dates and amounts are no keys, even where they happen to differ.
 */
export function guessKeyColumns(table: Table): number[] {
  const named = table.header ? table.columns.filter(({ name }) => KEY_NAME.test(foldName(name))) : [];
  const candidates = [...named, ...table.columns.slice(0, 1)];
  const key = candidates.find((column) => isKey(table, column));
  return key === undefined ? [] : [key.index];
}

/**
 * Whether the key seems to name other records than those of the last import: most rows have the key of a record with
 * other values, as when each month's statement is numbered from 1.
 */
export function isKeyDoubtful({ rows, counts }: ImportPlan, { keyColumns }: Mapping): boolean {
  return keyColumns.length > 0 && counts.changed > rows.length / 2;
}

function isKey(table: Table, { index }: Column): boolean {
  const values = new Set<string>();
  for (const { cells } of table.rows) {
    const value = (cells[index] ?? '').trim();
    const isDateOrAmount =
      /^\d{1,4}[-./]\d{1,2}[-./]\d{1,4}/.test(value) || /^[-+(]?[\d ,.']*[.,]\d{1,2}\)?$/.test(value);
    if (value === '' || isDateOrAmount || values.has(value)) return false;
    values.add(value);
  }
  return values.size > 0;
}
