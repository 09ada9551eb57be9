import { Checkbox, Select, Textarea, TextInput } from '@mantine/core';
import type { EntityTypeSchema, FieldSchema } from '../../sync';
import { wordLabel } from '../records/format';
import type { InputValue } from './form-values';
import { ReferenceSelect } from './reference-select';

/** From so many choices on a select is searched rather than read through. */
const searchableFrom = 10;

interface Props {
  readonly field: FieldSchema;
  /** All types, for a field that names one of them. */
  readonly types: readonly EntityTypeSchema[];
  /** The type that a reference points to; null for other fields, and where the schema lacks it. */
  readonly target: EntityTypeSchema | null;
  readonly value: InputValue;
  readonly error: string | null;
  readonly onChange: (value: InputValue) => void;
}

/** The input that suits a field's type. Numbers are text inputs, so that nothing passes through a float. */
export function FieldInput({ field, types, target, value, error, onChange }: Props) {
  const required = field.required === true;
  const text = typeof value === 'string' ? value : '';
  // `required` itself would let the browser stop the form with a bubble of its own.
  const common = { label: field.label, withAsterisk: required, 'aria-required': required, error };

  if (field.machineFilled === true) {
    return <TextInput {...common} withAsterisk={false} value={text} readOnly variant="filled" />;
  }
  if (field.type === 'boolean') {
    return (
      <Checkbox
        label={field.label}
        checked={value === true}
        error={error}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
    );
  }
  if (field.type === 'reference' && target !== null) {
    return (
      <ReferenceSelect
        label={field.label}
        required={required}
        value={text}
        error={error}
        target={target}
        onChange={onChange}
      />
    );
  }
  if (field.oneOf !== undefined) {
    return (
      <Select
        {...common}
        data={field.oneOf.map((word) => ({ value: word, label: choiceLabel(field, word, types) }))}
        value={text === '' ? null : text}
        onChange={(word) => onChange(word ?? '')}
        searchable={field.oneOf.length >= searchableFrom}
        clearable={!required}
        clearButtonProps={{ 'aria-label': `Clear ${field.label.toLowerCase()}` }}
        maxDropdownHeight={280}
        nothingFoundMessage="Nothing found"
      />
    );
  }
  const onText = (event: { currentTarget: { value: string } }) => onChange(event.currentTarget.value);
  if (field.multiline === true) {
    return <Textarea {...common} value={text} onChange={onText} autosize minRows={3} maxRows={14} />;
  }
  return (
    <TextInput
      {...common}
      value={text}
      onChange={onText}
      type={inputType(field)}
      {...inputMode(field)}
      autoComplete="off"
    />
  );
}

function choiceLabel(field: FieldSchema, word: string, types: readonly EntityTypeSchema[]): string {
  if (field.format === 'currency') return word;
  const named = field.format === 'entity_type' ? types.find(({ name }) => name === word) : undefined;
  return named?.labelOne ?? wordLabel(word);
}

function inputType(field: FieldSchema): 'date' | 'month' | 'email' | 'text' {
  if (field.type === 'date') return 'date';
  if (field.format === 'month') return 'month';
  return field.format === 'email' ? 'email' : 'text';
}

function inputMode(field: FieldSchema): { inputMode?: 'decimal' | 'numeric' } {
  if (field.type === 'decimal') return { inputMode: 'decimal' };
  return field.type === 'integer' ? { inputMode: 'numeric' } : {};
}
