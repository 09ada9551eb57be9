import { Alert, Button, Group, Paper, Stack, Table, Text } from '@mantine/core';
import { useMemo, useState } from 'react';
import { isDeleted, type EntityTypeSchema, type LoggedConflict } from '../../sync';
import { storageFailureWording } from '../form/storage-failure';
import { fieldText } from '../list/field-text';
import { formatStamp } from '../records/format';
import { recordLabel } from '../records/record-label';
import { useReferencedRows } from '../records/use-record-rows';
import { useTidebook } from '../session/tidebook-context';
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
              : `Your change to ${fields.map(({ label }) => label).join(', ')} was overruled by one of ${author}. ${ruleWording(conflict.rule)}.`}
        </Text>
        {!deletedHere && !deletedThere && (
          <Table.ScrollContainer minWidth={420}>
            <Table verticalSpacing={6} layout="fixed">
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>Field</Table.Th>
                  {base !== null && <Table.Th>Before</Table.Th>}
                  <Table.Th>Mine, {formatStamp(conflict.local_stamp)}</Table.Th>
                  <Table.Th>
                    In use, by {author}, {formatStamp(remote.updatedAt)}
                  </Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {fields.map((field) => (
                  <Table.Tr key={field.name} style={{ overflowWrap: 'anywhere' }}>
                    <Table.Td>{field.label}</Table.Td>
                    {base !== null && <Table.Td>{textOf(base, field)}</Table.Td>}
                    <Table.Td>
                      <TextDifference text={textOf(local, field)} other={textOf(remote, field)} />
                    </Table.Td>
                    <Table.Td>
                      <TextDifference text={textOf(remote, field)} other={textOf(local, field)} />
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
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

/** The fields of the edit that do not stand; rows of earlier versions do not say which, so there all that differ. */
function overruledFields(type: EntityTypeSchema, { overruled, local, remote }: LoggedConflict) {
  if (remote === null) return [];
  const differing = differingFields(type, local, remote);
  const named = differing.filter(({ name }) => overruled?.includes(name) === true);
  return named.length > 0 ? named : differing;
}
