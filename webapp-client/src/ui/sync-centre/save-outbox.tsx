import { Alert, Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { storageFailureWording } from '../form/storage-failure';
import { downloadText } from '../import/download-text';
import { useTidebook } from '../session/tidebook-context';

/** Saves what has not reached the server as a file, for the day that this device never does. */
export function SaveOutbox() {
  const tidebook = useTidebook();
  const [failure, setFailure] = useState<string | null>(null);

  async function save(): Promise<void> {
    try {
      const name = `tidebook-unsent-${new Date().toISOString().slice(0, 10)}.json`;
      downloadText(name, await tidebook.exportOutbox(), 'application/json');
      setFailure(null);
    } catch (thrown) {
      setFailure(storageFailureWording(thrown));
    }
  }

  return (
    <>
      <Button
        variant="default"
        size="xs"
        w="fit-content"
        leftSection={<IconDownload size={16} aria-hidden />}
        onClick={() => void save()}
      >
        Save unsent changes as a file
      </Button>
      {failure !== null && <Alert color="red">{failure}</Alert>}
    </>
  );
}
