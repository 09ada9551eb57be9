// Whether the browser has thrown away what this device had. A browser may do so when its disk is full, or for a
// site that was not opened for long. It leaves the cookie with the device's id (protocol, 8), and the server
// knows what that device had done: so an empty device can say what happened instead of just looking empty.
import type { AccountApi, SyncedDevice } from './account-api';
import type { Stamp } from './domain';

/** Data that the browser has thrown away. */
export interface Eviction {
  /** The id under which the device was known before. */
  readonly deviceId: string;
  /** When the server last heard from it: what was changed since and not sent is lost. */
  readonly lastSyncedAt: Stamp;
  /** The highest feed position after a push of it; null if it never pushed. */
  readonly acknowledged: Stamp | null;
}

/** The first opening needs the server: it describes the books, and knows whether this device had them before. */
export class ServerNeededError extends Error {
  override readonly name = 'ServerNeededError';

  constructor() {
    super('The server has to be reached once before the books can be opened.');
  }
}

/**
 * Asks the server whether this browser had data of the user that is not here any more. Only to be asked for books
 * that were never opened in this profile, as far as the profile knows: later its own syncs look like those of then.
 *
 * @returns null where nothing is known of any
 * @throws ServerNeededError if it does not answer
 */
export async function findEviction(account: Pick<AccountApi, 'devices'>): Promise<Eviction | null> {
  const answer = await account.devices();
  switch (answer.kind) {
    case 'ok': {
      const { items, remembered = null } = answer.value;
      const before = items.find(({ id }) => id === remembered);
      return before === undefined ? null : evictionOf(before);
    }
    case 'problem':
      if (isPassing(answer.problem.status)) {
        throw new ServerNeededError();
      }
      // It will not say. Whatever is wrong, the engine meets it too and tells.
      return null;
    case 'unreachable':
    case 'aborted':
      throw new ServerNeededError();
  }
}

/** Whether a server that starts, or has too much to do, may answer otherwise soon (protocol, 9). */
function isPassing(status: number): boolean {
  return status >= 500 || status === 404 || status === 429;
}

function evictionOf({ id, lastSyncedAt, acknowledged }: SyncedDevice): Eviction {
  return { deviceId: id, lastSyncedAt, acknowledged };
}
