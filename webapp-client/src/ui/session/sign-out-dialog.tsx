import { Alert, Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { Counts, Leave, SyncStatus } from '../../sync';
import { useTidebook } from './tidebook-context';
import { unsentWording } from './unsent-wording';
import { isOnServer } from './use-session-gate';

interface Props {
  /** What is on this device alone; null while nothing is asked. */
  readonly asking: Counts | null;
  readonly onStay: () => void;
  readonly onSignOut: (leave: Leave) => void;
}

/** Asks what becomes of the changes that only this device has, before the user signs out. */
export function SignOutDialog({ asking, onStay, onSignOut }: Props) {
  return (
    <Modal opened={asking !== null} onClose={onStay} title="Sign out with unsent changes?" centered size="lg">
      {asking !== null && <Choices counts={asking} onStay={onStay} onSignOut={onSignOut} />}
    </Modal>
  );
}

interface ChoicesProps {
  readonly counts: Counts;
  readonly onStay: () => void;
  readonly onSignOut: (leave: Leave) => void;
}

function Choices({ counts: asked, onStay, onSignOut }: ChoicesProps) {
  const tidebook = useTidebook();
  const [counts, setCounts] = useState(asked);
  const [state, setState] = useState<'choosing' | 'sending' | 'discarding'>('choosing');
  const [message, setMessage] = useState<string | null>(null);
  const { waiting } = counts;
  // Whoever chooses to stay while it is being sent stays.
  const isGone = useRef(false);
  useEffect(() => {
    isGone.current = false;
    return () => {
      isGone.current = true;
    };
  }, []);

  async function sendFirst(): Promise<void> {
    setState('sending');
    setMessage(null);
    try {
      await tidebook.sync.runSync(tidebook.session.tenant.id);
      const left = await tidebook.counts();
      if (isGone.current) return;
      if (isOnServer(left)) {
        onSignOut('unsent');
        return;
      }
      setCounts(left);
      setMessage(left.waiting > 0 ? whyNotSent(tidebook.sync.getStatus()) : needsYou);
    } catch (thrown) {
      setMessage(thrown instanceof Error ? thrown.message : String(thrown));
    }
    setState('choosing');
  }

  if (state === 'discarding') {
    return (
      <Stack gap="md">
        <Text>{unsentWording(counts)} Once discarded, nothing brings it back.</Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={() => setState('choosing')}>
            Go back
          </Button>
          <Button color="red" onClick={() => onSignOut('nothing')}>
            Discard and sign out
          </Button>
        </Group>
      </Stack>
    );
  }
  return (
    <Stack gap="md">
      <Text>{unsentWording(counts)}</Text>
      <Text>
        Kept, it stays on this device and is sent when you sign in here again. Nobody else sees it until then.
      </Text>
      {message !== null && (
        <Alert color="yellow" role="alert">
          {message}
        </Alert>
      )}
      <Stack gap="xs">
        {waiting > 0 && (
          <Button onClick={() => void sendFirst()} loading={state === 'sending'} data-autofocus>
            Send it, then sign out
          </Button>
        )}
        <Button variant="default" disabled={state === 'sending'} onClick={() => onSignOut('all')}>
          Keep it and sign out
        </Button>
        <Button
          variant="subtle"
          color="red"
          disabled={state === 'sending'}
          onClick={() => setState('discarding')}
        >
          Discard it and sign out
        </Button>
        <Button variant="subtle" onClick={onStay}>
          Stay signed in
        </Button>
      </Stack>
    </Stack>
  );
}

const needsYou = 'The server has all that it takes. What is left needs you: look at it in the sync centre.';

function whyNotSent({ online, problem }: SyncStatus): string {
  if (problem !== null) return problem.message;
  return online
    ? 'Not everything was sent. Try again in a moment.'
    : 'The server cannot be reached just now, so not everything was sent.';
}
