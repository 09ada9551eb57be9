import { Alert, Button, Group, Paper, Stack, Text } from '@mantine/core';
import { useMemo, useState, type ReactNode } from 'react';
import { isDeleted, type EntityTypeSchema, type LoggedConflict } from '../../sync';
import { storageFailureWording } from '../form/storage-failure';
import { fieldText } from '../list/field-text';
import { formatStamp } from '../records/format';
import { recordLabel } from '../records/record-label';
import { useReferencedRows } from '../records/use-record-rows';
import { useTidebook } from '../session/tidebook-context';
import classes from './conflicts.module.css';
import { differingFields } from './differing-fields';
import { ruleWording } from './rule-wording';
import { TextDifference } from './text-difference';
import { useNames } from './use-names';

interface Props {
  readonly conflict: LoggedConflict;
  /** Whether the record is named; its own form does it already. */
  readonly isNamed?: boolean;
}

/** One overruled edit: what it said, what is in use instead and why, and the choice between them. */
export function ConflictCard({ conflict, isNamed = true }: Props) {
  const { schema } = useTidebook();
  const type = schema.types.find((candidate) => candidate.name === conflict.entity_type);
  // A type that this version of the page does not know cannot be compared field by field.
  return type === undefined ? null : <KnownConflict type={type} conflict={conflict} isNamed={isNamed} />;
}

function KnownConflict({ type, conflict, isNamed }: Required<Props> & { type: EntityTypeSchema }) {
  const { conflicts, records } = useTidebook();
  const nameOf = useNames();
  const { base, local, remote } = conflict;
  const holders = useMemo(
    () => [local, ...[base, remote].filter((it) => it !== null)].map((record) => ({ record })),
    [base, local, remote],
  );
  const rowsByType = useReferencedRows(type, holders);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);

  async function decide(action: () => Promise<void>): Promise<void> {
    setBusy(true);
    setFailure(null);
    try {
      await action();
    } catch (thrown) {
      setFailure(storageFailureWording(thrown));
    }
    setBusy(false);
  }

  const textOf = (record: typeof base, field: EntityTypeSchema['fields'][number]) =>
    (record === null ? '' : fieldText({ type, field, record, rowsByType })) || '–';
  const deletedHere = isDeleted(local);
  const deletedThere = remote === null || isDeleted(remote);
  const author = nameOf(remote?.updatedBy);
  const fields = overruledFields(type, conflict);
  return (
    <Paper withBorder radius="md" p="md" component="section" aria-label="An overruled edit">
      <Stack gap="sm">
        {isNamed && (
          <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
            {type.labelOne}: {recordLabel(type, deletedHere && remote !== null ? remote : local)}
          </Text>
        )}
        <Text size="sm">
          {deletedHere
            ? `You deleted it on ${formatStamp(conflict.local_stamp)}, but ${author} changed it.`
            : deletedThere
              ? `You changed it on ${formatStamp(conflict.local_stamp)}, but it was deleted by ${author}.`
              : `Your change to ${fields.map(({ label }) => label).join(', ')} was overruled by a change of ${author}. ${ruleWording(conflict.rule)}.`}
        </Text>
        {!deletedHere && !deletedThere && (
          <dl className={classes.list}>
            {fields.map((field) => (
              <div key={field.name} className={classes.field}>
                <dt className={classes.name}>{field.label}</dt>
                <dd className={classes.versions}>
                  <Version caption="Before">{base === null ? 'Not known' : textOf(base, field)}</Version>
                  <Version caption={`Mine, ${formatStamp(conflict.local_stamp)}`}>
                    <TextDifference text={textOf(local, field)} other={textOf(remote, field)} />
                  </Version>
                  <Version caption={`In use, by ${author}, ${formatStamp(remote.updatedAt)}`}>
                    <TextDifference text={textOf(remote, field)} other={textOf(local, field)} />
                  </Version>
                </dd>
              </div>
            ))}
          </dl>
        )}
        {failure !== null && <Alert color="red">{failure}</Alert>}
        <Group gap="xs">
          <Button
            size="xs"
            loading={busy}
            onClick={() => void decide(() => conflicts.restore(conflict.seq, records))}
          >
            Restore mine
          </Button>
          <Button
            size="xs"
            variant="default"
            disabled={busy}
            onClick={() => void decide(() => conflicts.dismiss(conflict.seq))}
          >
            Keep the one in use
          </Button>
        </Group>
      </Stack>
    </Paper>
  );
}

function Version({ caption, children }: { caption: string; children: ReactNode }) {
  return (
    <span className={classes.version}>
      <span className={classes.who}>{caption}</span>
      {children}
    </span>
  );
}

/** The fields of the edit that do not stand; rows of earlier versions do not say which, so there all that differ. */
function overruledFields(type: EntityTypeSchema, { overruled, local, remote }: LoggedConflict) {
  if (remote === null) return [];
  const differing = differingFields(type, local, remote);
  const named = differing.filter(({ name }) => overruled?.includes(name) === true);
  return named.length > 0 ? named : differing;
}
