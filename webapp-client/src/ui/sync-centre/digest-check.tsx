import { Alert, Button, Group, Text } from '@mantine/core';
import { IconShieldCheck } from '@tabler/icons-react';
import { useState } from 'react';
import type { DigestCheck as Check, Schema } from '../../sync';
import { storageFailureWording } from '../form/storage-failure';
import { formatStamp } from '../records/format';
import { useLive } from '../records/use-live';
import { useTidebook } from '../session/tidebook-context';
import { PullAgain } from './pull-again';

const NOT_NOW =
  'They could not be compared just now: the server does not answer, or others are writing. It is tried again by itself.';

/** Whether this device has what the server has, record by record, and a way to ask. */
export function DigestCheck() {
  const tidebook = useTidebook();
  const { schema } = tidebook;
  const live = useLive(() => tidebook.lastCheck(), [tidebook]);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function compare(): Promise<void> {
    setBusy(true);
    try {
      setProblem((await tidebook.check()) === null ? NOT_NOW : null);
    } catch (thrown) {
      setProblem(storageFailureWording(thrown));
    }
    setBusy(false);
  }

  const last = live.kind === 'ready' ? live.value : null;
  return (
    <>
      <Group justify="space-between" gap="sm">
        <Text size="sm" c={last?.result === 'different' ? 'red' : 'dimmed'} flex="1 1 16rem">
          {live.kind === 'ready' && checkSentence(last, schema)}
        </Text>
        <Group gap="xs">
          <Button
            variant="default"
            size="xs"
            leftSection={<IconShieldCheck size={16} aria-hidden />}
            loading={isBusy}
            onClick={() => void compare()}
          >
            Compare with the server
          </Button>
          <PullAgain />
        </Group>
      </Group>
      {problem !== null && <Alert color="yellow">{problem}</Alert>}
    </>
  );
}

function checkSentence(check: Check | null, schema: Schema): string {
  if (check === null) {
    return 'Not compared with the server yet. That is done once a day.';
  }
  const names = check.types.map((name) => schema.types.find((type) => type.name === name)?.label ?? name);
  const when = formatStamp(check.at);
  switch (check.result) {
    case 'equal':
      return `On ${when} this device had exactly what the server had.`;
    case 'healed':
      return `On ${when} this device differed from the server and was put right: ${names.join(', ')}.`;
    case 'different':
      return `On ${when} this device still differed from the server after it was put right: ${names.join(', ')}. Tell whoever runs the server.`;
  }
}
