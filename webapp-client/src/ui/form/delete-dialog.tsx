import { Alert, Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { EntityTypeSchema, LocalRecord } from '../../sync';
import { recordLabel } from '../records/record-label';
import { useTidebook } from '../session/tidebook-context';
import { storageFailureWording } from './storage-failure';

interface Props {
  readonly type: EntityTypeSchema;
  readonly record: LocalRecord;
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly onDeleted: () => void;
}

/** Asks before a record is deleted. */
export function DeleteDialog({ type, record, opened, onClose, onDeleted }: Props) {
  const { records } = useTidebook();
  const [failure, setFailure] = useState<string | null>(null);
  async function remove(): Promise<void> {
    try {
      await records.remove(type.name, record.id);
    } catch (thrown) {
      setFailure(storageFailureWording(thrown));
      return;
    }
    onDeleted();
  }
  return (
    <Modal opened={opened} onClose={onClose} title={`Delete this ${type.labelOne.toLowerCase()}?`} centered>
      <Stack gap="md">
        <Text style={{ overflowWrap: 'anywhere' }}>
          <b>{recordLabel(type, record)}</b> will be deleted here now, and on your other devices when they
          sync.
        </Text>
        {failure !== null && <Alert color="red">{failure}</Alert>}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            Keep it
          </Button>
          <Button color="red.9" onClick={() => void remove()}>
            Delete
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
