/**
 * What a form holds: the record as it stands in the store and, apart from it, the inputs that were edited.
 * An input that was not edited shows the stored value, so it follows a change from another device; an edited
 * one keeps what was typed.
 */
import type { EntityTypeSchema, FieldError, FieldSchema } from '../../sync';
import { decimalToInput, parseDecimalInput, type DecimalSeparators } from './decimal-input';

/** What an input holds: text as typed, or a tick. */
export type InputValue = string | boolean;
export type Edits = Readonly<Record<string, InputValue>>;
/** The edits, and beside each the input as it stood when it was first edited. */
export interface EditState {
  readonly edits: Edits;
  readonly bases: Edits;
}
export type FieldValues = Readonly<Record<string, unknown>>;

/** The stored value as its input shows it; an empty field is an empty text or no tick. */
export function valueToInput(field: FieldSchema, value: unknown, separators: DecimalSeparators): InputValue {
  if (field.type === 'boolean') return value === true;
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string') return '';
  return field.type === 'decimal' ? decimalToInput(value, separators) : value;
}

/** What an input's text means: the value for the record (null clears the field), or why it cannot be read. */
export type InputReading = { kind: 'value'; value: unknown } | { kind: 'unreadable'; message: string };

export function inputToValue(
  field: FieldSchema,
  input: InputValue,
  separators: DecimalSeparators,
): InputReading {
  if (typeof input === 'boolean') return { kind: 'value', value: input };
  // A name with a space behind it is never meant; the lines of a note stay as they were typed.
  const text = field.multiline === true ? input : input.trim();
  if (text.trim() === '') return { kind: 'value', value: null };
  switch (field.type) {
    case 'decimal': {
      const value = parseDecimalInput(text, separators);
      if (value === null) {
        return { kind: 'unreadable', message: `Enter a number, such as 1234${separators.decimal}50.` };
      }
      return { kind: 'value', value };
    }
    case 'integer':
      if (!/^[+-]?\d{1,15}$/.test(text)) return { kind: 'unreadable', message: 'Enter a whole number.' };
      return { kind: 'value', value: Number(text) };
    case 'text':
    case 'boolean':
    case 'date':
    case 'reference':
      return { kind: 'value', value: text };
  }
}

/** The edits that differ from the stored record; an input set back to what is stored is no edit. */
export function liveEdits(
  type: EntityTypeSchema,
  edits: Edits,
  stored: FieldValues,
  separators: DecimalSeparators,
): Edits {
  const fields = type.fields.filter((field) => {
    const input = edits[field.name];
    return input !== undefined && input !== valueToInput(field, stored[field.name], separators);
  });
  return Object.fromEntries(fields.map((field) => [field.name, edits[field.name] as InputValue]));
}

/** The edits with one more; an input set back to `shown`, what is stored, is followed again like any other. */
export function withEdit(
  { edits, bases }: EditState,
  name: string,
  value: InputValue,
  shown: InputValue,
): EditState {
  if (value === shown) {
    return { edits: without(edits, name), bases: without(bases, name) };
  }
  return { edits: { ...edits, [name]: value }, bases: { [name]: shown, ...bases } };
}

function without(inputs: Edits, name: string): Edits {
  return Object.fromEntries(Object.entries(inputs).filter(([other]) => other !== name));
}

/** The edited fields whose stored value is no longer the one that was edited. */
export function fieldsChangedElsewhere(
  type: EntityTypeSchema,
  edits: Edits,
  bases: Edits,
  stored: FieldValues,
  separators: DecimalSeparators,
): FieldSchema[] {
  return type.fields.filter((field) => {
    const base = bases[field.name];
    if (base === undefined || edits[field.name] === undefined) return false;
    return base !== valueToInput(field, stored[field.name], separators);
  });
}

export interface FormReading {
  /** The edited fields alone, for saving: what was not touched is never written back. */
  readonly changes: Record<string, unknown>;
  readonly errors: readonly FieldError[];
}

/** Reads the edited inputs; an input that cannot be read is an error at its field and no change. */
export function readEdits(type: EntityTypeSchema, edits: Edits, separators: DecimalSeparators): FormReading {
  const changes: Record<string, unknown> = {};
  const errors: FieldError[] = [];
  for (const field of type.fields) {
    const input = edits[field.name];
    if (input === undefined) continue;
    const reading = inputToValue(field, input, separators);
    if (reading.kind === 'value') changes[field.name] = reading.value;
    else errors.push({ field: field.name, message: reading.message });
  }
  return { changes, errors };
}
