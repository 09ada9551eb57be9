import { Alert, Button, Group, Paper, Stack, Table, Text } from '@mantine/core';
import { useMemo, useState } from 'react';
import { fieldsOf, isDeleted, type EntityTypeSchema, type Review } from '../../sync';
import { fieldText } from '../list/field-text';
import { formatStamp } from '../records/format';
import { useReferencedRows } from '../records/use-record-rows';
import { differingFields } from './differing-fields';
import { hasMoved } from './fields-review';
import { MovedAlert } from './moved-alert';
import { useDecision } from './use-decision';
import { useNames } from './use-names';

interface Props {
  readonly type: EntityTypeSchema;
  readonly review: Review;
  /** Whether nobody had deleted the record when it was shown first. */
  readonly isDeletedSince: boolean;
  readonly onDecided: () => void;
}

/** One side has deleted the record, the other one has edited it. */
export function DeletionReview({ type, review, isDeletedSince, onDecided }: Props) {
  const { base, mine, theirs } = review;
  const { busy, failure, decide } = useDecision(review);
  const [shown, setShown] = useState(review);
  const [isMoved, setMoved] = useState(isDeletedSince);
  if (shown !== review) {
    setShown(review);
    if (hasMoved(shown, review)) setMoved(true);
  }
  const nameOf = useNames();
  const isMineDeleted = isDeleted(mine);
  const isBothDeleted = isMineDeleted && isDeleted(theirs);
  const edited = isMineDeleted ? theirs : mine;
  const holders = useMemo(
    () => [edited, ...(base === null ? [] : [base])].map((record) => ({ record })),
    [edited, base],
  );
  const rowsByType = useReferencedRows(type, holders);
  const changed = base === null ? type.fields : differingFields(type, base, edited);
  const author = nameOf(theirs.updatedBy);
  const one = type.labelOne.toLowerCase();

  async function keep(wanted: Parameters<typeof decide>[0]): Promise<void> {
    if (await decide(wanted)) onDecided();
  }

  return (
    <Paper withBorder radius="md" p="lg">
      <Stack gap="md">
        <Text>
          {isBothDeleted
            ? `You deleted this ${one} on ${formatStamp(mine.updatedAt)}; ${author} had deleted it on ${formatStamp(theirs.updatedAt)}.`
            : isMineDeleted
              ? `You deleted this ${one} on ${formatStamp(mine.updatedAt)}; ${author} changed it on ${formatStamp(theirs.updatedAt)}.`
              : `You changed this ${one} on ${formatStamp(mine.updatedAt)}; ${author} deleted it on ${formatStamp(theirs.updatedAt)}.`}
        </Text>
        <Table layout="fixed" verticalSpacing={6}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Field</Table.Th>
              <Table.Th>Before</Table.Th>
              <Table.Th>As changed</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {changed.map((field) => (
              <Table.Tr key={field.name} style={{ overflowWrap: 'anywhere' }}>
                <Table.Td>{field.label}</Table.Td>
                <Table.Td>
                  {base === null ? '–' : fieldText({ type, field, record: base, rowsByType }) || '–'}
                </Table.Td>
                <Table.Td>{fieldText({ type, field, record: edited, rowsByType }) || '–'}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
        {isMoved && <MovedAlert>Look again before you decide.</MovedAlert>}
        {failure !== null && (
          <Alert color="red" role="alert">
            {failure}
          </Alert>
        )}
        <Group gap="sm">
          {!isBothDeleted && (
            <Button loading={busy} onClick={() => void keep(fieldsOf(edited))}>
              Keep it as changed
            </Button>
          )}
          <Button variant="default" disabled={busy} onClick={() => void keep(null)}>
            Delete it
          </Button>
        </Group>
      </Stack>
    </Paper>
  );
}
