import { Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { formatBytes } from '../records/format';
import { Figure } from './figure';

/** Older browsers tell how much, but not whether it is kept. */
type AskedStorage = Pick<StorageManager, 'estimate'> & Partial<Pick<StorageManager, 'persisted'>>;

interface Used {
  readonly bytes: number | null;
  /** Whether the browser has promised not to delete it when the disk is full. */
  readonly isKept: boolean;
}

/** How much room the browser says that this site takes, and whether it keeps it; nothing where it does not tell. */
export function StorageUsed() {
  const [used, setUsed] = useState<Used | null>(null);
  useEffect(() => {
    // Missing on pages without https, whatever the types say.
    const storage = navigator.storage as AskedStorage | undefined;
    let shown = true;
    async function ask(asked: AskedStorage): Promise<void> {
      const { usage } = await asked.estimate();
      const isKept = (await asked.persisted?.()) ?? false;
      if (shown) setUsed({ bytes: usage ?? null, isKept });
    }
    if (storage !== undefined) {
      ask(storage).catch((thrown: unknown) =>
        console.info('The browser does not tell how much is stored', thrown),
      );
    }
    return () => {
      shown = false;
    };
  }, []);
  if (used?.bytes == null) {
    return null;
  }
  return (
    <Figure label="Stored on this device">
      {formatBytes(used.bytes)}
      <Text span size="xs" c="dimmed" fw={400}>
        {used.isKept ? ' kept by the browser' : ' as long as the disk has room'}
      </Text>
    </Figure>
  );
}
