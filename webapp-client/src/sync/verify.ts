// Proof that the device has exactly what the server has: both count their records at the same position
// of the feed and compare (protocol, 4). It reads only, so it may run beside everything else.
import { type Digest, NO_RECORDS, type Stamp } from './domain';
import type { Failure } from './http';
import { localDigests } from './local-digests';
import { type SyncDevice, servedTypes } from './run';

/** An entity type of which device and server have not the same. */
export interface Difference {
  readonly entityType: string;
  readonly local: Digest;
  readonly server: Digest;
}

/** What a comparison found. */
export type Verification =
  /** Device and server have the same, record by record. */
  | { readonly kind: 'equal'; readonly at: Stamp; readonly count: number }
  | { readonly kind: 'different'; readonly at: Stamp; readonly differences: readonly Difference[] }
  /** The device stands elsewhere in the feed, so there is nothing to compare: it has to sync first. */
  | { readonly kind: 'elsewhere'; readonly local: Stamp | null; readonly server: Stamp }
  /** The server did not tell. */
  | { readonly kind: 'failed'; readonly failure: Failure };

interface VerifyingDevice extends Pick<SyncDevice, 'api' | 'db' | 'metadata' | 'rules'> {
  /** Gives up waiting for the server. */
  readonly signal?: AbortSignal;
}

/** Compares the types that the checkpoint holds for; others have not come whole yet. */
export async function verifyDigests(device: VerifyingDevice): Promise<Verification> {
  const answer = await device.api.digest(device.signal);
  if (answer.kind !== 'ok') {
    return { kind: 'failed', failure: answer };
  }
  const { updatedAt: at, feed, types } = answer.value;
  const { db, metadata } = device;
  const stores = [...db.entityTypes.map((name) => db.entities(name)), db.outbox, db.metadata];
  return db.transaction('r', stores, async (): Promise<Verification> => {
    const checkpoint = await metadata.getCheckpoint();
    const isThere = checkpoint.since === at && checkpoint.feed === feed && checkpoint.initial === null;
    if (!isThere || (await metadata.isResyncDue())) {
      return { kind: 'elsewhere', local: checkpoint.since, server: at };
    }
    const known = servedTypes(device).filter((name) => checkpoint.types.includes(name));
    const local = await localDigests(db, known);
    const differences = known
      .map((entityType): Difference => {
        const ours = local.get(entityType) ?? NO_RECORDS;
        return { entityType, local: ours, server: types[entityType] ?? NO_RECORDS };
      })
      .filter((it) => it.local.count !== it.server.count || it.local.digest !== it.server.digest);
    if (differences.length > 0) {
      return { kind: 'different', at, differences };
    }
    return { kind: 'equal', at, count: [...local.values()].reduce((sum, { count }) => sum + count, 0) };
  });
}
