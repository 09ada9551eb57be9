import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import type { OutboxEntry } from '../../sync';
import { useStorageAction } from '../form/use-storage-action';
import { useTidebook } from '../session/tidebook-context';

/** Why the server refused a change, and what the user can do about it. */
export function FailedChange({ entry }: { entry: OutboxEntry }) {
  const { failedChanges } = useTidebook();
  const { busy, failure, run } = useStorageAction();

  return (
    <Stack gap="xs">
      <Text size="sm">{entry.error_message ?? 'The server gave no reason.'}</Text>
      {failure !== null && <Alert color="red">{failure}</Alert>}
      <Group gap="xs">
        <Button size="xs" loading={busy} onClick={() => void run(() => failedChanges.retry(entry.seq))}>
          Try again
        </Button>
        <Button
          size="xs"
          variant="default"
          disabled={busy}
          onClick={() => void run(() => failedChanges.discard(entry.seq))}
        >
          Discard my change
        </Button>
      </Group>
    </Stack>
  );
}
