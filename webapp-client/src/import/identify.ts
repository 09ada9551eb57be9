import { recordId } from './record-id';
import type { TableRow } from './table';

/** A row with the id that its key gives it. */
export interface IdentifiedRow extends TableRow {
  readonly id: string;
  /** Text that equal rows share. */
  readonly content: string;
}

/** Either the row with its id, or null where its key is blank. */
export type Identify = (row: TableRow) => IdentifiedRow | null;

/**
 * Gives rows their ids, in the order of the file. Without key columns the whole row is the key, with its number
 * among equal rows: two equal payments on one day are two payments.
 */
export function identifier(entityType: string, source: string, keyColumns: readonly number[]): Identify {
  const occurrences = new Map<string, number>();
  return (row) => {
    const cells = row.cells.map((cell) => cell.trim());
    const content = JSON.stringify(cells);
    if (keyColumns.length > 0) {
      const key = keyColumns.map((column) => cells[column] ?? '');
      if (key.every((value) => value === '')) return null;
      return { ...row, content, id: recordId({ entityType, source, key }) };
    }
    const occurrence = (occurrences.get(content) ?? 0) + 1;
    occurrences.set(content, occurrence);
    return { ...row, content, id: recordId({ entityType, source, key: [...cells, `#${occurrence}`] }) };
  };
}
