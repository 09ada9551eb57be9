import { Alert, Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { storageFailureWording } from '../form/storage-failure';
import { useTidebook } from '../session/tidebook-context';

/** Saves what has not reached the server as a file, for the day that this device never does. */
export function SaveOutbox() {
  const tidebook = useTidebook();
  const [failure, setFailure] = useState<string | null>(null);

  async function save(): Promise<void> {
    try {
      download(
        await tidebook.exportOutbox(),
        `tidebook-unsent-${new Date().toISOString().slice(0, 10)}.json`,
      );
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

function download(text: string, name: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
