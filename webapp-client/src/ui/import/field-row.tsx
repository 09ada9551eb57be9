import { NativeSelect, Text } from '@mantine/core';
import { useMemo } from 'react';
import {
  columnTemplate,
  fieldKinds,
  type FieldSource,
  guessColumnSource,
  guessSignSource,
  hasWordTable,
  labelField,
  sampleTexts,
  type SourceKind,
  type Table,
} from '../../import';
import type { FieldSchema } from '../../sync';
import { useTidebook } from '../session/tidebook-context';
import classes from './import.module.css';
import { SourceValue } from './source-value';
import { WordTableInput } from './word-table-input';

const KIND_NAMES: Readonly<Record<SourceKind, string>> = {
  unset: 'Not in the file',
  column: 'A column',
  constant: 'The same value for all',
  sign: 'The sign of a column',
  template: 'A text with columns in it',
  match: 'A matching record',
};

interface Props {
  readonly field: FieldSchema;
  readonly table: Table;
  readonly source: FieldSource;
  /** What is wrong with the source, or null. */
  readonly problem: string | null;
  readonly onChange: (source: FieldSource) => void;
}

/** One field: where it comes from, the column or value, and examples of what that gives. */
export function FieldRow({ field, table, source, problem, onChange }: Props) {
  const { schema } = useTidebook();
  const samples = useMemo(() => sampleTexts(source, table, 3), [source, table]);

  function choose(kind: SourceKind) {
    const referenced = schema.types.find(({ name }) => name === field.references);
    onChange(startOf(kind, field, table, labelField(referenced)));
  }

  return (
    <div className={classes.field} role="group" aria-label={field.label} id={fieldRowId(field.name)}>
      <Text fw={600} className={classes.fieldLabel}>
        {field.label}
        {field.required === true && <span className={classes.asterisk}> *</span>}
      </Text>
      <NativeSelect
        aria-label={`Source for ${field.label}`}
        value={source.kind}
        onChange={(event) => choose(event.currentTarget.value as SourceKind)}
        data={fieldKinds(field).map((kind) => ({ value: kind, label: KIND_NAMES[kind] }))}
      />
      <div className={classes.fieldValue}>
        <SourceValue field={field} table={table} source={source} onChange={onChange} />
        {source.kind === 'column' && hasWordTable(field) && (
          <WordTableInput field={field} table={table} source={source} onChange={onChange} />
        )}
        {samples.length > 0 && (
          <Text size="xs" c="dimmed" className={classes.samples}>
            {samples.join(' · ')}
          </Text>
        )}
        {problem !== null && (
          <Text size="sm" className={classes.problem}>
            {problem}
          </Text>
        )}
      </div>
    </div>
  );
}

/** The id of a field's row, by which it is found when it needs an answer. */
export function fieldRowId(field: string): string {
  return `import-field-${field}`;
}

/** What a source begins with when its kind is chosen. */
function startOf(kind: SourceKind, field: FieldSchema, table: Table, by: string): FieldSource {
  const [first] = table.columns;
  switch (kind) {
    case 'unset':
      return { kind };
    case 'column':
      return guessColumnSource(field, table, first?.index ?? 0);
    case 'sign':
      return guessSignSource(field, table, first?.index ?? 0);
    case 'constant':
      return { kind, value: field.type === 'boolean' ? false : '' };
    case 'template':
      return { kind, text: first === undefined ? '' : `${field.label} ${columnTemplate(first)}` };
    case 'match':
      return { kind, text: first === undefined ? '' : columnTemplate(first), by };
  }
}
