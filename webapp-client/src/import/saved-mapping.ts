import type { EntityTypeSchema, FieldSchema } from '../sync/schema';
import { guessDateFormat } from './dates';
import { foldName } from './field-names';
import { textsOf } from './guess-mapping';
import { fieldKinds, type FieldSource, type Mapping } from './mapping';
import type { Table } from './table';

/** Where a user's mappings are remembered between imports. */
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
    if (isSource(source, table) && fieldKinds(field).includes(source.kind))
      fields[field.name] = withFittingFormat(field, source, table);
  }
  const keyColumns = saved['keyColumns'].filter((column): column is number => isColumn(column, table));
  return { fields, keyColumns };
}

/**
 * The source with the format of this file: another one where the remembered one is not what its values show, and
 * none, so that the user is asked, where they show several. Last month's 13/04 says nothing of this month's 05/04.
 */
function withFittingFormat(field: FieldSchema, source: FieldSource, table: Table): FieldSource {
  if (source.kind !== 'column' || field.type !== 'date') return source;
  const { format, candidates, readable } = guessDateFormat(textsOf(table, source.column));
  if (readable === 0) return source;
  const isKept = format !== null && candidates.some((candidate) => candidate === source.dateFormat);
  return isKept ? source : { ...source, dateFormat: format ?? undefined };
}

/** Files of one shape: the same column names, or without names the same file name but for its digits. */
function storageKey(type: EntityTypeSchema, table: Table): string {
  const shape = table.header
    ? table.columns.map(({ name }) => foldName(name)).join('|')
    : `${table.columns.length} columns of ${table.fileName.replace(/\d+/g, '#')}`;
  return `import.${type.name}.${shape}`;
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
    case 'sign':
      return (
        isColumn(value['column'], table) &&
        typeof value['positive'] === 'string' &&
        typeof value['negative'] === 'string'
      );
    case 'template':
      return typeof value['text'] === 'string';
    case 'match':
      return typeof value['text'] === 'string' && typeof value['by'] === 'string';
    default:
      return false;
  }
}
