import { useState } from 'react';
import { storageFailureWording } from './storage-failure';

export interface StorageAction {
  readonly busy: boolean;
  /** Why the last action could not be done on this device, in words; null where it could. */
  readonly failure: string | null;
  readonly run: (action: () => Promise<unknown>) => Promise<void>;
}

/** Does something that writes to this device, and tells while it lasts and why it failed. */
export function useStorageAction(): StorageAction {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);

  async function run(action: () => Promise<unknown>): Promise<void> {
    setBusy(true);
    setFailure(null);
    try {
      await action();
    } catch (thrown) {
      setFailure(storageFailureWording(thrown));
    }
    setBusy(false);
  }

  return { busy, failure, run };
}
