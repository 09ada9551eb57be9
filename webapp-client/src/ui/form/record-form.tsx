import { Alert, Button, Group, Paper, SimpleGrid } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import {
  referencedType,
  type EntityTypeSchema,
  type FieldError,
  type FieldSchema,
  type LocalRecord,
} from '../../sync';
import { router } from '../routing/use-router';
import { useTidebook } from '../session/tidebook-context';
import { DeleteDialog } from './delete-dialog';
import { FieldInput } from './field-input';
import type { InputValue } from './form-values';
import classes from './record-form.module.css';
import { useRecordForm } from './use-record-form';

interface Props {
  readonly type: EntityTypeSchema;
  /** The record as it is stored now, or null for a new one. */
  readonly record: LocalRecord | null;
  /** Whether the record was deleted elsewhere while its form was open; `record` is then how it was before. */
  readonly gone?: boolean;
}

/** The inputs of a type's fields, and what can be done with the record. */
export function RecordForm({ type, record, gone = false }: Props) {
  const { schema } = useTidebook();
  const [deleting, setDeleting] = useState(false);
  const form = useRecordForm(type, record, gone);
  const inputs = Object.fromEntries(type.fields.map((field) => [field.name, form.inputOf(field)]));
  const targetOf = (field: FieldSchema) =>
    schema.types.find((other) => other.name === referencedType(field, inputs)) ?? null;
  // Of an unknown type there is nothing to choose from, and nobody types an id.
  const isShown = (field: FieldSchema) => field.referencesTypeIn === undefined || targetOf(field) !== null;
  const toList = () => router.navigate({ kind: 'list', path: type.path });

  function edit(field: FieldSchema, value: InputValue): void {
    form.edit(field, value);
    // What was chosen is no record of the type that is chosen now.
    for (const other of type.fields) if (other.referencesTypeIn === field.name) form.edit(other, '');
  }

  return (
    <>
      <Paper
        component="form"
        noValidate
        withBorder
        radius="md"
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          void form.save().then((saved) => {
            if (saved) toList();
            else focusFirstError();
          });
        }}
      >
        <div className={classes.fields}>
          {form.failure !== null && (
            <Alert color="red" title="This could not be kept on this device" mb="md" role="alert">
              {form.failure}
            </Alert>
          )}
          {form.errors.length > 0 && <ErrorSummary type={type} errors={form.errors} />}
          {gone && !deleting && (
            <Alert color="yellow" mb="md" role="alert">
              It was deleted elsewhere. Save to bring it back.
            </Alert>
          )}
          {form.changedElsewhere.length > 0 && (
            <Alert color="yellow" mb="md" role="status">
              Changed elsewhere meanwhile: {form.changedElsewhere.map(({ label }) => label).join(', ')}.
              Saving keeps what you typed.
            </Alert>
          )}
          <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="lg" verticalSpacing="md">
            {type.fields.filter(isShown).map((field) => (
              <div key={field.name} className={cellClass(field)}>
                <FieldInput
                  field={field}
                  types={schema.types}
                  target={targetOf(field)}
                  value={form.inputOf(field)}
                  error={form.errors.find((error) => error.field === field.name)?.message ?? null}
                  onChange={(value) => edit(field, value)}
                />
              </div>
            ))}
          </SimpleGrid>
        </div>
        <Group className={classes.actions} justify="space-between" wrap="nowrap">
          <Group gap="sm" wrap="nowrap">
            <Button type="submit" loading={form.saving}>
              Save
            </Button>
            <Button variant="default" onClick={toList}>
              Cancel
            </Button>
          </Group>
          {record !== null && !gone && (
            <Button
              variant="subtle"
              color="red.8"
              leftSection={<IconTrash size={16} aria-hidden />}
              onClick={() => setDeleting(true)}
              className={classes.delete}
            >
              Delete
            </Button>
          )}
        </Group>
      </Paper>
      {record !== null && (
        <DeleteDialog
          type={type}
          record={record}
          opened={deleting}
          onClose={() => setDeleting(false)}
          onDeleted={() => {
            form.release();
            toList();
          }}
        />
      )}
    </>
  );
}

function cellClass(field: FieldSchema): string | undefined {
  if (field.multiline === true) return classes.wide;
  return field.type === 'boolean' ? classes.tick : undefined;
}

/** Errors that belong to no input of this form would otherwise be seen by nobody. */
function ErrorSummary({ type, errors }: { type: EntityTypeSchema; errors: readonly FieldError[] }) {
  const others = errors.filter((error) => !type.fields.some((field) => field.name === error.field));
  return (
    <Alert color="red" mb="md" role="alert">
      Not saved yet: please look at the marked fields.
      {others.map((error) => (
        <div key={error.field}>{`${error.field}: ${error.message}`}</div>
      ))}
    </Alert>
  );
}

function focusFirstError(): void {
  // After the paint that marks the inputs.
  requestAnimationFrame(() => document.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
}
