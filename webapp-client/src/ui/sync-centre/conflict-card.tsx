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

/** One overruled edit: the fields in which the versions differ, and the choice between them. */
export function ConflictCard({ conflict }: { conflict: LoggedConflict }) {
  const { schema } = useTidebook();
  const type = schema.types.find((candidate) => candidate.name === conflict.entity_type);
  // A type that this version of the page does not know cannot be compared field by field.
  return type === undefined ? null : <KnownConflict type={type} conflict={conflict} />;
}

function KnownConflict({ type, conflict }: { type: EntityTypeSchema; conflict: LoggedConflict }) {
  const { conflicts, records } = useTidebook();
  const { local, remote } = conflict;
  const holders = useMemo(
    () => [local, ...(remote === null ? [] : [remote])].map((record) => ({ record })),
    [local, remote],
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

  const textOf = (record: typeof local, field: EntityTypeSchema['fields'][number]) =>
    fieldText({ type, field, record, rowsByType }) || '–';
  const deletedHere = isDeleted(local);
  const deletedThere = remote === null || isDeleted(remote);
  return (
    <Paper withBorder radius="md" p="md">
      <Stack gap="sm">
        <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
          {type.labelOne}: {recordLabel(type, deletedHere && remote !== null ? remote : local)}
        </Text>
        {deletedHere || deletedThere ? (
          <Text size="sm">
            {deletedHere
              ? `You deleted it on ${formatStamp(conflict.local_stamp)}, but it was changed elsewhere after that.`
              : 'You changed it, but it was deleted elsewhere.'}
          </Text>
        ) : (
          <Table.ScrollContainer minWidth={300}>
            <Table verticalSpacing={6} layout="fixed">
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>Field</Table.Th>
                  <Table.Th>Mine, {formatStamp(conflict.local_stamp)}</Table.Th>
                  <Table.Th>In use, {formatStamp(remote.updatedAt)}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {differingFields(type, local, remote).map((field) => (
                  <Table.Tr key={field.name} style={{ overflowWrap: 'anywhere' }}>
                    <Table.Td>{field.label}</Table.Td>
                    <Table.Td>{textOf(local, field)}</Table.Td>
                    <Table.Td>{textOf(remote, field)}</Table.Td>
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
