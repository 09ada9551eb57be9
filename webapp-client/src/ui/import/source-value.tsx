import { Checkbox, NativeSelect, TextInput } from '@mantine/core';
import {
  columnTemplate,
  DATE_FORMATS,
  type FieldSource,
  guessColumnSource,
  NUMBER_FORMATS,
  type Table,
} from '../../import';
import type { FieldSchema } from '../../sync';
import { ConstantInput } from './constant-input';
import classes from './import.module.css';
import { MatchInput } from './match-input';
import { SignInput } from './sign-input';

interface Props {
  readonly field: FieldSchema;
  readonly table: Table;
  readonly source: FieldSource;
  readonly onChange: (source: FieldSource) => void;
}

/** The controls that belong to one kind of source. */
export function SourceValue({ field, table, source, onChange }: Props) {
  switch (source.kind) {
    case 'unset':
      return null;
    case 'column':
      return <ColumnInput field={field} table={table} source={source} onChange={onChange} />;
    case 'constant':
      return (
        <ConstantInput
          field={field}
          value={source.value}
          onChange={(value) => onChange({ kind: 'constant', value })}
        />
      );
    case 'template': {
      const example = table.columns.slice(0, 2).map(columnTemplate).join(' and ');
      return (
        <TextInput
          aria-label={`Value for ${field.label}`}
          value={source.text}
          onChange={(event) => onChange({ kind: 'template', text: event.currentTarget.value })}
          description={`Columns stand in braces: ${example}`}
          inputWrapperOrder={['input', 'description']}
          autoComplete="off"
        />
      );
    }
    case 'sign':
      return <SignInput field={field} table={table} source={source} onChange={onChange} />;
    case 'match':
      return <MatchInput field={field} table={table} source={source} onChange={onChange} />;
  }
}

interface ColumnProps extends Omit<Props, 'source'> {
  readonly source: FieldSource & { kind: 'column' };
}

function ColumnInput({ field, table, source, onChange }: ColumnProps) {
  const isNumber = field.type === 'decimal' || field.type === 'integer';
  const formats: readonly string[] = isNumber ? NUMBER_FORMATS : field.type === 'date' ? DATE_FORMATS : [];
  const format = isNumber ? source.numberFormat : source.dateFormat;

  function chooseFormat(value: string) {
    onChange({
      ...source,
      numberFormat: isNumber ? NUMBER_FORMATS.find((known) => known === value) : undefined,
      dateFormat: isNumber ? undefined : DATE_FORMATS.find((known) => known === value),
    });
  }

  return (
    <div className={classes.pair}>
      <NativeSelect
        aria-label={`Value for ${field.label}`}
        value={String(source.column)}
        onChange={(event) => {
          const next = guessColumnSource(field, table, Number(event.currentTarget.value));
          onChange({ ...next, unsigned: source.unsigned });
        }}
        data={table.columns.map(({ index, name }) => ({ value: String(index), label: name }))}
      />
      {formats.length > 0 && (
        <NativeSelect
          aria-label={`Format for ${field.label}`}
          value={format ?? ''}
          onChange={(event) => chooseFormat(event.currentTarget.value)}
          data={[{ value: '', label: 'Written as…', disabled: true }, ...formats]}
          error={format === undefined}
        />
      )}
      {field.type === 'decimal' && (
        <Checkbox
          className={classes.unsigned}
          label="Without its sign"
          aria-label={`${field.label} without its sign`}
          checked={source.unsigned === true}
          onChange={(event) => onChange({ ...source, unsigned: event.currentTarget.checked || undefined })}
        />
      )}
    </div>
  );
}
