import type { EntityTypeSchema, FieldSchema } from '../sync/schema';
import { validateRecord } from '../sync/validate-record';
import { constantValue } from './constant';
import type { FieldSource, Mapping } from './mapping';
import type { Table } from './table';
import { parseTemplate } from './template';

/** A question that the mapping leaves open; with any of them nothing is planned. */
export interface MappingProblem {
  /** The field's name. */
  readonly field: string;
  readonly label: string;
  /** A sentence that says what to do. */
  readonly message: string;
}

/** What is missing or wrong in a mapping, by field, in the order of the fields. */
export function checkMapping(
  type: EntityTypeSchema,
  types: readonly EntityTypeSchema[],
  table: Table,
  mapping: Mapping,
): MappingProblem[] {
  return type.fields.flatMap((field) => {
    const source = mapping.fields[field.name] ?? { kind: 'unset' };
    const message = problemOf(type, types, table, field, source);
    return message === null ? [] : { field: field.name, label: field.label, message };
  });
}

function problemOf(
  type: EntityTypeSchema,
  types: readonly EntityTypeSchema[],
  table: Table,
  field: FieldSchema,
  source: FieldSource,
): string | null {
  switch (source.kind) {
    case 'unset':
      return field.required === true ? 'Every record needs this. Say where it comes from.' : null;
    case 'constant': {
      if (source.value === '') return 'Give the value.';
      const value = constantValue(field, source.value);
      if (value === null) return field.type === 'text' ? 'Give the value.' : 'Write the number like 1234.56.';
      const faults = validateRecord(type, { [field.name]: value }).filter(
        (fault) => fault.field === field.name,
      );
      return faults[0]?.message ?? null;
    }
    case 'column': {
      const column = table.columns[source.column];
      if (column === undefined) return 'Choose a column.';
      const isNumber = field.type === 'decimal' || field.type === 'integer';
      if (isNumber && source.numberFormat === undefined) return `How does "${column.name}" write numbers?`;
      if (field.type === 'date' && source.dateFormat === undefined)
        return `How does "${column.name}" write dates?`;
      return null;
    }
    case 'sign': {
      const column = table.columns[source.column];
      if (column === undefined) return 'Choose a column.';
      if (source.numberFormat === undefined) return `How does "${column.name}" write numbers?`;
      const isKnown = (value: string) => field.oneOf?.includes(value) ?? false;
      return isKnown(source.positive) && isKnown(source.negative) ? null : 'Give the value for each sign.';
    }
    case 'template':
      return templateProblem(source.text, table);
    case 'match': {
      const referenced = types.find(({ name }) => name === field.references);
      const isKnown = referenced?.fields.some(({ name }) => name === source.by) ?? false;
      return isKnown ? templateProblem(source.text, table) : 'Choose the field that is compared.';
    }
  }
}

function templateProblem(text: string, table: Table): string | null {
  if (text.trim() === '') return 'Choose a column.';
  const result = parseTemplate(text, table.columns);
  return result.kind === 'unreadable' ? result.message : null;
}
