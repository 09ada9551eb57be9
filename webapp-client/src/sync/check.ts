// The device proves to itself that it has what the server has, and mends what differs.
//
// 1. Due after everything was pulled anew, a day after the last one, and when the user asks.
// 2. The first one waits for a run that had nothing to do: it reads every record.
// 3. A type that differs is pulled again from nothing. Edits that wait or failed stay; what the server does
//    not have goes.
// 4. What was found is kept for the user. A check that is cut off, or that others' writing disturbed, is
//    still due; a healing that is cut off is not begun again within the hour unless someone asks.
import { type Stamp, stampToMillis } from './domain';
import { type CheckState, type Checkpoint, RunReplacedError, type WantedCheck } from './metadata';
import { repullTypes } from './resync';
import { type Run, inRunTransaction } from './run';
import { verifyDigests } from './verify';

const HOUR_MS = 60 * 60_000;
const CHECK_EVERY_MS = 24 * HOUR_MS;

/** What a check found. */
export interface DigestCheck {
  /** When, in server time. */
  readonly at: Stamp;
  /**
   * - `equal`: device and server had the same, record by record;
   * - `healed`: they have the same after types were pulled again;
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
  try {
    const state = await run.metadata.getCheck();
    if (state.wanted !== null || (await isDue(run, before, state))) {
      await check(run, state);
    }
  } catch (error) {
    if (error instanceof RunReplacedError || run.signal.aborted) {
      throw error;
    }
    console.error('The device could not be compared with the server', error);
  }
}

async function isDue(run: Run, before: Checkpoint, { last, healingSince }: CheckState): Promise<boolean> {
  const nowMs = stampToMillis(run.clock.now());
  if (healingSince !== null && nowMs - stampToMillis(healingSince) < HOUR_MS) {
    return false;
  }
  if (last !== null) {
    return nowMs - stampToMillis(last.at) >= CHECK_EVERY_MS;
  }
  const after = await run.metadata.getCheckpoint();
  return before.since !== null && before.since === after.since;
}

async function check(run: Run, { wanted, healing }: CheckState): Promise<void> {
  if (wanted === 'pull') {
    await heal(run, (await run.metadata.getCheckpoint()).types, healing, wanted);
    return;
  }
  const found = await verifyDigests(run);
  if (found.kind === 'equal') {
    await keepEqual(run, healing, wanted);
  } else if (found.kind === 'different') {
    const types = found.differences.map(({ entityType }) => entityType);
    console.error('The device differs from the server and pulls again:', types.join(', '));
    await heal(run, types, [...new Set([...healing, ...types])].sort(), wanted);
  }
}

/**
 * @param differed the types that a comparison has found to differ
 * @param wanted what was asked for when it began; what is asked for meanwhile stays due
 */
async function heal(
  run: Run,
  types: readonly string[],
  differed: readonly string[],
  wanted: WantedCheck | null,
): Promise<void> {
  await inRunTransaction(run, [], () => run.metadata.setHealing(run.clock.now(), differed));
  const outcome = await repullTypes(run, types);
  if (outcome === 'elsewhere' || outcome.kind === 'failed') {
    return;
  }
  if (wanted === 'pull') {
    // Where others write all the time the comparison may have to wait. Nothing is pulled again for that.
    await inRunTransaction(run, [], () => run.metadata.wantCheck('compare'));
  }
  const due = wanted === 'pull' ? 'compare' : wanted;
  const found = await verifyDigests(run);
  if (found.kind === 'equal') {
    await keepEqual(run, differed, due);
  } else if (found.kind === 'different') {
    const types = found.differences.map(({ entityType }) => entityType);
    await keep(run, { result: 'different', types }, due);
  }
}

function keepEqual(run: Run, differed: readonly string[], wanted: WantedCheck | null): Promise<void> {
  return keep(run, { result: differed.length === 0 ? 'equal' : 'healed', types: differed }, wanted);
}

/** @param wanted what it answers; another thing that was asked for meanwhile stays due */
function keep(run: Run, found: Omit<DigestCheck, 'at'>, wanted: WantedCheck | null): Promise<void> {
  return inRunTransaction(run, [], () => run.metadata.setCheck({ at: run.clock.now(), ...found }, wanted));
}
