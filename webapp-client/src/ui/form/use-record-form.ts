import { useMemo, useRef, useState } from 'react';
import {
  validateRecord,
  type EntityTypeSchema,
  type FieldError,
  type FieldSchema,
  type LocalRecord,
} from '../../sync';
import { useUnsavedGuard } from '../routing/use-unsaved-guard';
import { useTidebook } from '../session/tidebook-context';
import { localeSeparators } from './decimal-input';
import {
  fieldsChangedElsewhere,
  liveEdits,
  withEdit,
  readEdits,
  valueToInput,
  type EditState,
  type FieldValues,
  type InputValue,
} from './form-values';
import { storageFailureWording } from './storage-failure';

export interface RecordFormState {
  readonly errors: readonly FieldError[];
  /** Why the device could not keep the record, in words, or null. */
  readonly failure: string | null;
  readonly saving: boolean;
  /** The edited fields that were changed elsewhere since they were edited here. */
  readonly changedElsewhere: readonly FieldSchema[];
  readonly inputOf: (field: FieldSchema) => InputValue;
  readonly edit: (field: FieldSchema, value: InputValue) => void;
  /** Checks and keeps the edits; false when something is left to mend. */
  readonly save: () => Promise<boolean>;
  /** Takes the guard against unsaved changes away, before the form is left on purpose. */
  readonly release: () => void;
}

const separators = localeSeparators();
const nothing: FieldValues = {};

/**
 * The state of one record's form; while it is open the record may change underneath (see form-values.ts). Where
 * it is `gone`, deleted elsewhere, `record` is how it was last seen, and saving brings all of that back.
 */
export function useRecordForm(
  type: EntityTypeSchema,
  record: LocalRecord | null,
  gone: boolean,
): RecordFormState {
  const { records } = useTidebook();
  const [{ edits, bases }, setEdits] = useState<EditState>({ edits: {}, bases: {} });
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const [failure, setFailure] = useState<string | null>(null);
  const [saving, setSaving] = useState(false);
  // Submits of one task all come before the button is disabled. A form is saved once; then it is left.
  const isTaken = useRef(false);
  const stored: FieldValues = record ?? nothing;
  const dirty = useMemo(() => liveEdits(type, edits, stored, separators), [type, edits, stored]);
  const guard = useUnsavedGuard(Object.keys(dirty).length > 0);

  async function save(): Promise<boolean> {
    if (isTaken.current) return false;
    const reading = readEdits(type, dirty, separators);
    const unread = new Set(reading.errors.map((error) => error.field));
    const checked = validateRecord(type, { ...stored, ...reading.changes });
    const found = [...reading.errors, ...checked.filter((error) => !unread.has(error.field))];
    setErrors(found);
    setFailure(null);
    if (found.length > 0) return false;
    setSaving(true);
    isTaken.current = true;
    try {
      const input = record === null ? reading.changes : { ...reading.changes, id: record.id };
      await records.save(type.name, input, { lastKnown: gone ? record : null });
    } catch (thrown) {
      isTaken.current = false;
      setFailure(storageFailureWording(thrown));
      return false;
    } finally {
      setSaving(false);
    }
    guard.release();
    return true;
  }

  return {
    errors,
    failure,
    saving,
    changedElsewhere: fieldsChangedElsewhere(type, dirty, bases, stored, separators),
    inputOf: (field) => edits[field.name] ?? valueToInput(field, stored[field.name], separators),
    edit(field, value) {
      const shown = valueToInput(field, stored[field.name], separators);
      setEdits((before) => withEdit(before, field.name, value, shown));
      setErrors((before) => before.filter((error) => error.field !== field.name));
    },
    save,
    release: guard.release,
  };
}
