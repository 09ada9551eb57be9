import type { EntityTypeSchema, FieldSchema } from '../sync/schema';
import { guessDateFormat } from './dates';
import { nameLikeness } from './field-names';
import { guessKeyColumns } from './guess-key';
import type { FieldSource, Mapping } from './mapping';
import { guessNumberFormat } from './numbers';
import type { Column, Table } from './table';
import { columnTemplate } from './template';
import { guessWordTable, parseWord } from './words';

/** A table of more words than this is not what a user wants to fill in. */
const LONGEST_WORD_LIST = 30;

/**
 * A first mapping: columns go to the fields that are named like them, and a required field that is left over
 * takes the only column whose values can be nothing else. What is not plain stays unset, for the user to say.
 */
export function guessMapping(
  type: EntityTypeSchema,
  types: readonly EntityTypeSchema[],
  table: Table,
): Mapping {
  const columnByField = byName(type, table);
  const free = new Set(table.columns.filter((column) => ![...columnByField.values()].includes(column)));
  for (const field of type.fields) {
    if (field.required !== true || columnByField.has(field.name)) continue;
    const [fitting, ...others] = [...free].filter((column) =>
      fitsByContent(field, textsOf(table, column.index)),
    );
    if (fitting === undefined || others.length > 0) continue;
    columnByField.set(field.name, fitting);
    free.delete(fitting);
  }
  const fields: Record<string, FieldSource> = {};
  for (const field of type.fields) {
    const column = columnByField.get(field.name);
    if (column !== undefined) fields[field.name] = guessSource(field, types, table, column);
  }
  return { fields, keyColumns: guessKeyColumns(table) };
}

/** The source of a field when the user chooses a column for it, with the format that its values show. */
export function guessColumnSource(
  field: FieldSchema,
  table: Table,
  column: number,
): FieldSource & { kind: 'column' } {
  const texts = textsOf(table, column);
  if (field.type === 'decimal' || field.type === 'integer') {
    return { kind: 'column', column, numberFormat: guessNumberFormat(texts).format ?? undefined };
  }
  if (field.type === 'date')
    return { kind: 'column', column, dateFormat: guessDateFormat(texts).format ?? undefined };
  if (hasWordTable(field)) return { kind: 'column', column, words: guessWordTable(texts, field.oneOf ?? []) };
  return { kind: 'column', column };
}

/** The source of a choice by the sign of a column; of income and expense the sign is plain, of others the user says it. */
export function guessSignSource(
  field: FieldSchema,
  table: Table,
  column: number,
): FieldSource & { kind: 'sign' } {
  const numberFormat = guessNumberFormat(textsOf(table, column)).format ?? undefined;
  const known = (value: string) => (field.oneOf?.includes(value) === true ? value : '');
  return { kind: 'sign', column, numberFormat, positive: known('income'), negative: known('expense') };
}

/** Whether the field takes one of a few values, so that a table of words is worth showing. Currency codes need none. */
export function hasWordTable(field: FieldSchema): boolean {
  return field.oneOf !== undefined && field.oneOf.length <= LONGEST_WORD_LIST && field.format !== 'currency';
}

/** The field by which records of a type are usually known. */
export function labelField(type: EntityTypeSchema | undefined): string {
  const texts = type?.fields.filter((field) => field.type === 'text' && field.oneOf === undefined) ?? [];
  const named = texts.find(({ name }) => name === 'name') ?? texts.find(({ name }) => name === 'reference');
  return (named ?? texts.find(({ required }) => required === true) ?? texts[0])?.name ?? '';
}

/** All values of one column. */
export function textsOf(table: Table, column: number): string[] {
  return table.rows.map(({ cells }) => cells[column] ?? '');
}

function guessSource(
  field: FieldSchema,
  types: readonly EntityTypeSchema[],
  table: Table,
  column: Column,
): FieldSource {
  if (field.type !== 'reference') return guessColumnSource(field, table, column.index);
  const referenced = types.find(({ name }) => name === field.references);
  return { kind: 'match', text: columnTemplate(column), by: labelField(referenced) };
}

/** The best pairs of field and column by name, each used once. */
function byName(type: EntityTypeSchema, table: Table): Map<string, Column> {
  const pairs = table.header
    ? type.fields.flatMap((field) =>
        table.columns.map((column) => ({ field, column, likeness: nameLikeness(field, column.name) })),
      )
    : [];
  const columnByField = new Map<string, Column>();
  const taken = new Set<Column>();
  for (const { field, column, likeness } of pairs.sort((a, b) => b.likeness - a.likeness)) {
    if (likeness === 0 || taken.has(column) || columnByField.has(field.name)) continue;
    columnByField.set(field.name, column);
    taken.add(column);
  }
  return columnByField;
}

function fitsByContent(field: FieldSchema, texts: readonly string[]): boolean {
  const filled = texts.filter((text) => text.trim() !== '');
  if (filled.length === 0) return false;
  if (field.type === 'date') return guessDateFormat(filled).readable === filled.length;
  if (field.type === 'decimal') {
    const hasCents = filled.some((text) => /[.,]\d{1,2}\D*$/.test(text));
    return hasCents && guessNumberFormat(filled).readable === filled.length;
  }
  const { oneOf } = field;
  return oneOf !== undefined && filled.every((text) => parseWord(text, oneOf) !== null);
}
