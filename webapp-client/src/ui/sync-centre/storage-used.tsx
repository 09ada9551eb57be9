import { useEffect, useState } from 'react';
import { formatBytes } from '../records/format';
import { Figure } from './figure';

/** How much room the browser says that this site takes; nothing where it does not tell. */
export function StorageUsed() {
  const [bytes, setBytes] = useState<number | null>(null);
  useEffect(() => {
    // Missing on pages without https, whatever the types say.
    const storage = navigator.storage as StorageManager | undefined;
    let shown = true;
    storage?.estimate().then(
      ({ usage }) => {
        if (shown) setBytes(usage ?? null);
      },
      (thrown: unknown) => console.info('The browser does not tell how much is stored', thrown),
    );
    return () => {
      shown = false;
    };
  }, []);
  return bytes === null ? null : <Figure label="Stored on this device">{formatBytes(bytes)}</Figure>;
}
