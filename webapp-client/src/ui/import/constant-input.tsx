import { NativeSelect, TextInput } from '@mantine/core';
import type { FieldValue } from '../../import';
import type { FieldSchema } from '../../sync';
import { ReferenceSelect } from '../form/reference-select';
import { wordLabel } from '../records/format';
import { useTidebook } from '../session/tidebook-context';

interface Props {
  readonly field: FieldSchema;
  readonly value: FieldValue;
  readonly onChange: (value: FieldValue) => void;
}

/** One value for all records, in the control that suits the field. */
export function ConstantInput({ field, value, onChange }: Props) {
  const { schema } = useTidebook();
  const label = `Value for ${field.label}`;
  const target = schema.types.find(({ name }) => name === field.references);
  if (target !== undefined) {
    return (
      <ReferenceSelect
        label={label}
        required={false}
        value={String(value)}
        error={null}
        target={target}
        onChange={onChange}
      />
    );
  }
  if (field.type === 'boolean') {
    return (
      <NativeSelect
        aria-label={label}
        value={value === true ? 'yes' : 'no'}
        onChange={(event) => onChange(event.currentTarget.value === 'yes')}
        data={[
          { value: 'yes', label: 'Yes' },
          { value: 'no', label: 'No' },
        ]}
      />
    );
  }
  if (field.oneOf !== undefined) {
    const words = field.oneOf.map((word) => ({
      value: word,
      label: field.format === 'currency' ? word : wordLabel(word),
    }));
    return (
      <NativeSelect
        aria-label={label}
        value={String(value)}
        onChange={(event) => onChange(event.currentTarget.value)}
        data={[{ value: '', label: 'Choose…', disabled: true }, ...words]}
      />
    );
  }
  return (
    <TextInput
      aria-label={label}
      type={field.type === 'date' ? 'date' : field.format === 'month' ? 'month' : 'text'}
      inputMode={field.type === 'decimal' || field.type === 'integer' ? 'decimal' : 'text'}
      value={String(value)}
      onChange={(event) => onChange(event.currentTarget.value)}
      autoComplete="off"
    />
  );
}
