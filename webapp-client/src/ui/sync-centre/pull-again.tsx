import { Alert, Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { storageFailureWording } from '../form/storage-failure';
import { useTidebook } from '../session/tidebook-context';

const NOT_WHOLE =
  'It has not come to its end: the server does not answer, or others are writing. It goes on by itself.';

/** Lets the device pull everything anew, when asked twice: it takes a while on a slow line. */
export function PullAgain() {
  const tidebook = useTidebook();
  const [isAsking, setAsking] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);

  async function pull(): Promise<void> {
    setAsking(false);
    try {
      const found = await tidebook.pullAgain();
      setFailure(found === null ? NOT_WHOLE : null);
    } catch (thrown) {
      setFailure(storageFailureWording(thrown));
    }
  }

  return (
    <>
      <Button variant="default" size="xs" onClick={() => setAsking(true)}>
        Pull everything again
      </Button>
      {failure !== null && <Alert color="red">{failure}</Alert>}
      <Modal opened={isAsking} onClose={() => setAsking(false)} title="Pull everything again?" centered>
        <Stack gap="md">
          <Text>
            All records come from the server anew, which takes a while on a slow line. What you changed and
            have not sent stays. Without a connection it begins when there is one.
          </Text>
          <Group justify="flex-end">
            <Button variant="default" onClick={() => setAsking(false)} data-autofocus>
              Cancel
            </Button>
            <Button onClick={() => void pull()}>Pull everything</Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}
