import { NativeSelect, TextInput } from '@mantine/core';
import type { FieldSource, Table } from '../../import';
import { columnTemplate } from '../../import';
import type { FieldSchema } from '../../sync';
import { useTidebook } from '../session/tidebook-context';
import classes from './import.module.css';

interface Props {
  readonly field: FieldSchema;
  readonly table: Table;
  readonly source: FieldSource & { kind: 'match' };
  readonly onChange: (source: FieldSource) => void;
}

/** The record whose field is the text of a column, or a text with columns in it such as "Account {2}". */
export function MatchInput({ field, table, source, onChange }: Props) {
  const { schema } = useTidebook();
  const referenced = schema.types.find(({ name }) => name === field.references);
  const fields = referenced?.fields.filter(({ type, oneOf }) => type === 'text' && oneOf === undefined) ?? [];
  const column = table.columns.find((candidate) => columnTemplate(candidate) === source.text);
  return (
    <div className={classes.stack}>
      <div className={classes.pair}>
        <NativeSelect
          aria-label={`Column for ${field.label}`}
          value={column === undefined ? '' : String(column.index)}
          onChange={(event) => {
            const chosen = table.columns[Number(event.currentTarget.value)];
            if (chosen !== undefined) onChange({ ...source, text: columnTemplate(chosen) });
          }}
          data={[
            { value: '', label: 'The text below', disabled: true },
            ...table.columns.map(({ index, name }) => ({ value: String(index), label: name })),
          ]}
        />
        <NativeSelect
          aria-label={`Field compared for ${field.label}`}
          value={source.by}
          onChange={(event) => onChange({ ...source, by: event.currentTarget.value })}
          data={fields.map(({ name, label }) => ({ value: name, label: `is the ${label.toLowerCase()}` }))}
        />
      </div>
      <TextInput
        aria-label={`Value for ${field.label}`}
        value={source.text}
        onChange={(event) => onChange({ ...source, text: event.currentTarget.value })}
        description={`The text to look for among the ${referenced?.label.toLowerCase() ?? 'records'}; more may stand around the column`}
        inputWrapperOrder={['input', 'description']}
        autoComplete="off"
      />
    </div>
  );
}
