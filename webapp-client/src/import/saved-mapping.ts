import type { EntityTypeSchema } from '../sync/schema';
import { foldName } from './field-names';
import { fieldKinds, type FieldSource, type Mapping } from './mapping';
import type { Table } from './table';

/** Where mappings are remembered between imports; `localStorage` is one. */
export interface MappingStorage {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
}

/** Remembers the mapping for the next file of this shape. */
export function rememberMapping(
  storage: MappingStorage,
  type: EntityTypeSchema,
  table: Table,
  mapping: Mapping,
): void {
  storage.setItem(storageKey(type, table), JSON.stringify(mapping));
}

/**
 * The mapping last used for a file of this shape, or null. Sources that the type or the table no longer has are
 * left out; something that is no mapping counts as none, since a guess can stand in for it.
 */
export function loadMapping(storage: MappingStorage, type: EntityTypeSchema, table: Table): Mapping | null {
  const saved = parse(storage.getItem(storageKey(type, table)));
  if (!isObject(saved) || !isObject(saved['fields']) || !Array.isArray(saved['keyColumns'])) return null;
  const fields: Record<string, FieldSource> = {};
  for (const field of type.fields) {
    const source = saved['fields'][field.name];
    if (isSource(source, table) && fieldKinds(field).includes(source.kind)) fields[field.name] = source;
  }
  const keyColumns = saved['keyColumns'].filter((column): column is number => isColumn(column, table));
  return { fields, keyColumns };
}

/** Files of one shape: the same column names, or without names the same file name but for its digits. */
function storageKey(type: EntityTypeSchema, table: Table): string {
  const shape = table.header
    ? table.columns.map(({ name }) => foldName(name)).join('|')
    : `${table.columns.length} columns of ${table.fileName.replace(/\d+/g, '#')}`;
  return `tidebook.import.${type.name}.${shape}`;
}

function parse(text: string | null): unknown {
  if (text === null) return null;
  try {
    return JSON.parse(text);
  } catch (damaged) {
    if (damaged instanceof SyntaxError) return null;
    throw damaged;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isColumn(value: unknown, table: Table): value is number {
  return typeof value === 'number' && table.columns[value] !== undefined;
}

function isSource(value: unknown, table: Table): value is FieldSource {
  if (!isObject(value)) return false;
  switch (value['kind']) {
    case 'unset':
      return true;
    case 'constant':
      return ['string', 'number', 'boolean'].includes(typeof value['value']);
    case 'column':
      return isColumn(value['column'], table) && (value['words'] === undefined || isObject(value['words']));
    case 'template':
      return typeof value['text'] === 'string';
    case 'match':
      return typeof value['text'] === 'string' && typeof value['by'] === 'string';
    default:
      return false;
  }
}
