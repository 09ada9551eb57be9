// What the tests beside this file share; nothing of the application imports it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { books } from '../../test/data/books-schema';
import type { EntityTypeSchema } from '../sync/schema';
import type { Mapping } from './mapping';
import { type ImportPlan, planImport, type Scheduler } from './plan';
import type { StoredRecord } from './record-finder';
import { readTable, type Table, type TableOptions } from './table';

/** A scheduler that never waits. */
export const atOnce: Scheduler = { pause: () => Promise.resolve() };

/** The table of a text; a text that is none fails the test with its message. */
export function tableOf(content: string | Uint8Array, options: TableOptions = {}, name = 'file.csv'): Table {
  const result = readTable({ name, content }, options);
  if (result.kind === 'unreadable') throw new Error(result.message);
  return result.table;
}

/** The sentence with which a file is refused. */
export function refusalOf(content: string | Uint8Array): string {
  const result = readTable({ name: 'file.csv', content });
  return result.kind === 'unreadable' ? result.message : 'It was read as a table.';
}

/** A file beneath `test/data`. */
export function dataFile(path: string): Uint8Array {
  return new Uint8Array(readFileSync(join(import.meta.dirname, '../../test/data', path)));
}

/** A plan against the records on the device. */
export function planOf(
  type: EntityTypeSchema,
  table: Table,
  mapping: Mapping,
  stored: Readonly<Record<string, readonly StoredRecord[]>> = {},
): Promise<ImportPlan> {
  return planImport({ type, types: books, table, mapping, source: table.fileName, stored }, atOnce);
}

/** The plan's records as the device would keep them. */
export function recordsOf(plan: ImportPlan): StoredRecord[] {
  return plan.rows.map(({ id, fields }) => ({ id, ...fields }));
}
