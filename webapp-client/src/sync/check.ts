// The device proves to itself that it has what the server has, and mends what differs.
//
// 1. Due when everything was pulled anew, a day after the last one, and when the user asks.
// 2. Unless someone asks it waits for a run that had nothing to do: it reads every record.
// 3. A type that differs is pulled again from nothing. Waiting edits stay; what the server does not have goes.
// 4. What was found is kept for the user. A check that is cut off is still due.
import type { Checkpoint } from './metadata';
import { type Stamp, stampToMillis } from './domain';
import { repullTypes } from './resync';
import { type Run, inRunTransaction } from './run';
import { verifyDigests } from './verify';

const CHECK_EVERY_MS = 24 * 60 * 60_000;

/** What a check found. */
export interface DigestCheck {
  /** When, in server time. */
  readonly at: Stamp;
  /**
   * - `equal`: device and server had the same, record by record;
   * - `healed`: types differed and were pulled again;
   * - `different`: they differ even so.
   */
  readonly result: 'equal' | 'healed' | 'different';
  /** The types that differed. */
  readonly types: readonly string[];
}

/**
 * Checks if one is due. It never fails a run: what could not be compared now is compared at a later one.
 *
 * @param before the checkpoint before the run; a run that moved it is no quiet one
 */
export async function checkDigests(run: Run, before: Checkpoint): Promise<void> {
  const { last, isWanted } = await run.metadata.getCheck();
  const nowMs = stampToMillis(run.clock.now());
  const isDue = last === null || nowMs - stampToMillis(last.at) >= CHECK_EVERY_MS;
  const after = await run.metadata.getCheckpoint();
  const isQuiet = before.since !== null && before.since === after.since;
  if (!isWanted && !(isDue && isQuiet)) {
    return;
  }
  const found = await verifyDigests(run);
  if (found.kind === 'equal') {
    await keep(run, 'equal', []);
  } else if (found.kind === 'different') {
    await heal(
      run,
      found.differences.map(({ entityType }) => entityType),
    );
  }
}

async function heal(run: Run, types: readonly string[]): Promise<void> {
  console.warn('The device differs from the server and pulls again:', types.join(', '));
  const outcome = await repullTypes(run, types);
  if (outcome.kind === 'failed') {
    return;
  }
  const again = await verifyDigests(run);
  // Others may have written meanwhile; then the next check tells.
  await keep(run, again.kind === 'different' ? 'different' : 'healed', types);
}

function keep(run: Run, result: DigestCheck['result'], types: readonly string[]): Promise<void> {
  return inRunTransaction(run, [], () => run.metadata.setCheck({ at: run.clock.now(), result, types }));
}
