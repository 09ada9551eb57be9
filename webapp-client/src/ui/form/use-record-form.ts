import { useEffect, useMemo, useRef, useState } from 'react';
import {
  validateRecord,
  type EntityTypeSchema,
  type FieldError,
  type FieldSchema,
  type LocalRecord,
} from '../../sync';
import { router } from '../routing/use-router';
import { useTidebook } from '../session/tidebook-context';
import { localeSeparators } from './decimal-input';
import {
  liveEdits,
  readEdits,
  valueToInput,
  type Edits,
  type FieldValues,
  type InputValue,
} from './form-values';
import { storageFailureWording } from './storage-failure';

export interface RecordFormState {
  readonly errors: readonly FieldError[];
  /** Why the device could not keep the record, in words, or null. */
  readonly failure: string | null;
  readonly saving: boolean;
  readonly inputOf: (field: FieldSchema) => InputValue;
  readonly edit: (field: FieldSchema, value: InputValue) => void;
  /** Checks and keeps the edits; false when something is left to mend. */
  readonly save: () => Promise<boolean>;
  /** Takes the guard against unsaved changes away, before the form is left on purpose. */
  readonly release: () => void;
}

const separators = localeSeparators();
const nothing: FieldValues = {};

/** The state of one record's form; while it is open the record may change underneath (see form-values.ts). */
export function useRecordForm(type: EntityTypeSchema, record: LocalRecord | null): RecordFormState {
  const { records } = useTidebook();
  const [edits, setEdits] = useState<Edits>({});
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const [failure, setFailure] = useState<string | null>(null);
  const [saving, setSaving] = useState(false);
  const stored: FieldValues = record ?? nothing;
  const dirty = useMemo(() => liveEdits(type, edits, stored, separators), [type, edits, stored]);
  const guard = useUnsavedGuard(Object.keys(dirty).length > 0);

  async function save(): Promise<boolean> {
    const reading = readEdits(type, dirty, separators);
    const unread = new Set(reading.errors.map((error) => error.field));
    const checked = validateRecord(type, { ...stored, ...reading.changes });
    const found = [...reading.errors, ...checked.filter((error) => !unread.has(error.field))];
    setErrors(found);
    setFailure(null);
    if (found.length > 0) return false;
    setSaving(true);
    try {
      await records.save(
        type.name,
        record === null ? reading.changes : { id: record.id, ...reading.changes },
      );
    } catch (thrown) {
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
    inputOf: (field) => edits[field.name] ?? valueToInput(field, stored[field.name], separators),
    edit(field, value) {
      setEdits((before) => ({ ...before, [field.name]: value }));
      setErrors((before) => before.filter((error) => error.field !== field.name));
    },
    save,
    release: guard.release,
  };
}

/** Holds moves within the page, and asks the browser to hold others, while something is unsaved. */
function useUnsavedGuard(unsaved: boolean): { release: () => void } {
  const state = useRef({ unsaved, released: false });
  useEffect(() => {
    state.current.unsaved = unsaved;
  }, [unsaved]);
  useEffect(() => {
    const isUnsaved = () => state.current.unsaved && !state.current.released;
    const onBeforeUnload = (event: BeforeUnloadEvent) => {
      if (isUnsaved()) event.preventDefault();
    };
    const unguard = router.guard(isUnsaved);
    window.addEventListener('beforeunload', onBeforeUnload);
    return () => {
      unguard();
      window.removeEventListener('beforeunload', onBeforeUnload);
    };
  }, []);
  return {
    release: () => {
      state.current.released = true;
    },
  };
}
