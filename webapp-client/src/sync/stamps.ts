// Stamps for the edits that this device makes.
import { type Stamp, issueStamp } from './domain';
import type { Metadata } from './metadata';
import type { ServerClock } from './server-clock';

/**
 * Issues stamps in order, each later than the version that is edited; the last one is kept in the transaction around
 * it.
 */
export async function issuing<T>(
  { metadata, clock }: { readonly metadata: Metadata; readonly clock: ServerClock },
  body: (issue: (versionEdited: Stamp | null) => Stamp) => T,
): Promise<T> {
  const before = await metadata.getLastIssued();
  let lastIssued = before;
  const result = body((versionEdited) => {
    lastIssued = issueStamp({ physicalNowMs: clock.nowMs(), lastIssued, versionEdited });
    return lastIssued;
  });
  if (lastIssued !== before) {
    await metadata.setLastIssued(lastIssued);
  }
  return result;
}
