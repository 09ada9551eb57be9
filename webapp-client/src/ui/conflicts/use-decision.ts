import { useState } from 'react';
import type { RecordFields, Review } from '../../sync';
import { storageFailureWording } from '../form/storage-failure';
import { useTidebook } from '../session/tidebook-context';

export interface DecisionState {
  readonly busy: boolean;
  /** Why nothing was written, in words; null where there is nothing to say. */
  readonly failure: string | null;
  /** Writes the record as it is to be, or deletes it. @returns whether it was decided */
  readonly decide: (wanted: RecordFields | null) => Promise<boolean>;
}

/** Writes a decision on a review, over the version that is shown. */
export function useDecision(review: Review): DecisionState {
  const { reviews } = useTidebook();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);

  async function decide(wanted: RecordFields | null): Promise<boolean> {
    setBusy(true);
    setFailure(null);
    try {
      const decision = await reviews.decide(review, wanted);
      if (decision === 'moved') {
        setFailure('It was changed elsewhere at this very moment. Look at it once more.');
      }
      // Where it was decided elsewhere the page says so by itself.
      return decision === 'decided';
    } catch (thrown) {
      setFailure(storageFailureWording(thrown));
      return false;
    } finally {
      setBusy(false);
    }
  }

  return { busy, failure, decide };
}
