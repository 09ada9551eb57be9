import { Alert, Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { Answer } from '../../sync';
import { failureWording } from './failure-wording';

interface Props {
  readonly title: string;
  readonly consequence: string;
  /** What the button that does it says. */
  readonly action: string;
  readonly run: () => Promise<Answer<unknown>>;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Asks before something is taken away from someone. */
export function ConfirmDialog({ title, consequence, action, run, onDone, onClose }: Props) {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  async function confirm(): Promise<void> {
    setBusy(true);
    const answer = await run();
    setBusy(false);
    if (answer.kind === 'ok') onDone();
    else setFailure(failureWording(answer));
  }
  return (
    <Modal opened onClose={onClose} title={title} centered>
      <Stack gap="md">
        <Text style={{ overflowWrap: 'anywhere' }}>{consequence}</Text>
        {failure !== null && (
          <Alert color="red" role="alert">
            {failure}
          </Alert>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            Cancel
          </Button>
          <Button color="red.9" loading={busy} onClick={() => void confirm()}>
            {action}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
