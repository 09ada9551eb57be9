// Twin of org.tidebook.sync.domain.ConflictContext, ConflictResult and ConflictResolver.
import type { RecordFields } from './change';
import type { Stamp } from './stamp';

/** Two versions of one record. Local is always the device's, remote the server's. */
export interface ConflictContext {
  readonly entityType: string;
  readonly entityId: string;
  /** Null where the device deleted the record. */
  readonly local: RecordFields | null;
  /** Null where the server has no such record, or deleted it. */
  readonly remote: RecordFields | null;
  /** The version that the local edit started from, where it is known. */
  readonly base: RecordFields | null;
  readonly localStamp: Stamp;
  /** Null where the server never had the record; a deletion has a stamp. */
  readonly remoteStamp: Stamp | null;
}

/** Which version stands. */
export type ConflictResult = OneSide | Merged;

interface OneSide extends Review {
  readonly use: 'local' | 'remote';
}

interface Merged extends Review {
  readonly use: 'merged';
  /** The whole merged record. */
  readonly merged: RecordFields;
}

interface Review {
  /** Whether a person has to look at it; what `use` says holds until then. */
  readonly needsManualReview: boolean;
  /** Names of the fields that a person has to decide on. */
  readonly disputedFields: readonly string[];
}

/** A rule that decides between two versions: pure, synchronous, the same answer for the same context. */
export interface ConflictResolver {
  /** The name by which the rule is chosen, such as `last_write_wins`. */
  readonly strategy: string;
  resolve(context: ConflictContext): ConflictResult;
}
