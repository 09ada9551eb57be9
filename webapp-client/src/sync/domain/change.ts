// Twin of org.tidebook.sync.domain.Change.
import type { Stamp } from './stamp';

/** What a change means to do. Both `create` and `update` are an upsert. */
export type ChangeAction = 'create' | 'update' | 'delete';

/** The fields of a record, or some of them, by their wire names. */
export type RecordFields = Readonly<Record<string, unknown>>;

/** One recorded intent on one record, as it is pushed (protocol, 5.1). */
export interface Change {
  /** UUID of the outbox entry: the server applies a change with this id once, however often it comes. */
  readonly id: string;
  readonly entityType: string;
  readonly action: ChangeAction;
  /** UUID of the record. */
  readonly entityId: string;
  /** UUID shared by changes that are applied all or not at all, within one request. */
  readonly group?: string;
  /** Edit stamp. */
  readonly updatedAt: Stamp;
  /** The version that the edit started from; absent or null: it is not checked. */
  readonly baseUpdatedAt?: Stamp | null;
  /** The changed fields only: an absent field stays, null clears. Absent for a deletion. */
  readonly payload?: RecordFields;
}
