import { NativeSelect } from '@mantine/core';
import { type FieldSource, guessSignSource, NUMBER_FORMATS, type Table } from '../../import';
import type { FieldSchema } from '../../sync';
import { wordLabel } from '../records/format';
import classes from './import.module.css';

type SignSource = FieldSource & { kind: 'sign' };

interface Props {
  readonly field: FieldSchema;
  readonly table: Table;
  readonly source: SignSource;
  readonly onChange: (source: FieldSource) => void;
}

/** The column whose sign tells, and the value that stands for each sign. */
export function SignInput({ field, table, source, onChange }: Props) {
  function chooseColumn(column: number) {
    const { numberFormat } = guessSignSource(field, table, column);
    onChange({ ...source, column, numberFormat });
  }

  const words = [
    { value: '', label: 'Choose…', disabled: true },
    ...(field.oneOf ?? []).map((word) => ({ value: word, label: wordLabel(word) })),
  ];
  return (
    <div className={classes.stack}>
      <div className={classes.pair}>
        <NativeSelect
          aria-label={`Column for ${field.label}`}
          value={String(source.column)}
          onChange={(event) => chooseColumn(Number(event.currentTarget.value))}
          data={table.columns.map(({ index, name }) => ({ value: String(index), label: name }))}
        />
        <NativeSelect
          aria-label={`Format for ${field.label}`}
          value={source.numberFormat ?? ''}
          onChange={(event) => {
            const { value } = event.currentTarget;
            onChange({ ...source, numberFormat: NUMBER_FORMATS.find((known) => known === value) });
          }}
          data={[{ value: '', label: 'Written as…', disabled: true }, ...NUMBER_FORMATS]}
          error={source.numberFormat === undefined}
        />
      </div>
      <div className={classes.halves}>
        <NativeSelect
          label="Positive"
          aria-label={`${field.label} where positive`}
          value={source.positive}
          onChange={(event) => onChange({ ...source, positive: event.currentTarget.value })}
          data={words}
        />
        <NativeSelect
          label="Negative"
          aria-label={`${field.label} where negative`}
          value={source.negative}
          onChange={(event) => onChange({ ...source, negative: event.currentTarget.value })}
          data={words}
        />
      </div>
    </div>
  );
}
