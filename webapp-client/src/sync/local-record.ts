// Records as the device keeps them, which is as they come on the wire, and the merge of protocol 5.1.
import { type RecordFields, type Stamp, sameValue } from './domain';

/** A record with its envelope. Deleted ones stay as tombstones until the server knows. */
export interface LocalRecord {
  readonly id: string;
  readonly createdAt: Stamp;
  /** The edit stamp. */
  readonly updatedAt: Stamp;
  readonly updatedBy: string | null;
  readonly deletedAt: Stamp | null;
  /** The fields of its type, and any that this version of the client does not know. */
  readonly [field: string]: unknown;
}

const ENVELOPE: ReadonlySet<string> = new Set(['id', 'createdAt', 'updatedAt', 'updatedBy', 'deletedAt']);

/** Whether `record` is a tombstone. The server may leave out a null `deletedAt`. */
export function isDeleted(record: LocalRecord): boolean {
  return (record.deletedAt ?? null) !== null;
}

/** The fields without the envelope. */
export function fieldsOf(record: Readonly<Record<string, unknown>>): RecordFields {
  return Object.fromEntries(Object.entries(record).filter(([name]) => !ENVELOPE.has(name)));
}

/** Every field of a record as one that is to be emptied. */
export function emptied(record: Readonly<Record<string, unknown>>): RecordFields {
  return Object.fromEntries(Object.keys(fieldsOf(record)).map((name) => [name, null]));
}

/** What is left of a record without its fields. */
export function envelopeOf({ id, createdAt, updatedAt, updatedBy, deletedAt }: LocalRecord): LocalRecord {
  return { id, createdAt, updatedAt, updatedBy, deletedAt };
}

/**
 * `payload` merged over `record` (RFC 7396): an absent field stays, null clears. Fields hold no objects,
 * so the merge is one level deep. The envelope of `record` is kept.
 */
export function mergePayload(record: LocalRecord, payload: RecordFields): LocalRecord {
  const merged: Record<string, unknown> = { ...record };
  for (const [name, value] of Object.entries(payload)) {
    if (ENVELOPE.has(name)) {
      continue;
    }
    if (value === null) {
      delete merged[name];
    } else {
      merged[name] = value;
    }
  }
  return merged as LocalRecord;
}

/**
 * The smallest payload that turns `before` into `wanted`: only the fields that `wanted` names and that
 * differ. Absent and null are the same.
 */
export function changedFields(before: RecordFields, wanted: Readonly<Record<string, unknown>>): RecordFields {
  const changed: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(wanted)) {
    if (!ENVELOPE.has(name) && value !== undefined && !sameValue(before[name], value)) {
      changed[name] = value;
    }
  }
  return changed;
}

/**
 * What an edit sends of the fields that it wants.
 *
 * @param before the record as the device has it; null for a new one
 * @param fieldNames all fields of its type
 */
export function payloadFor(
  before: LocalRecord | null,
  wanted: Readonly<Record<string, unknown>>,
  fieldNames: readonly string[],
): RecordFields {
  if (before === null) {
    return Object.fromEntries(
      Object.entries(wanted).filter(([, value]) => value !== null && value !== undefined),
    );
  }
  if (isDeleted(before)) {
    // Under its tombstone the server keeps the fields of its last version. Edits that went with the deletion never
    // reached it, so a revival says everything.
    const cleared = Object.fromEntries(fieldNames.map((name) => [name, null]));
    const all = { ...cleared, ...fieldsOf(before), ...wanted };
    return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
  }
  return changedFields(before, wanted);
}

/** Whether two versions hold the same, the envelope included where they have one. */
export function sameRecord(
  one: Readonly<Record<string, unknown>>,
  other: Readonly<Record<string, unknown>>,
): boolean {
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...names].every((name) => sameValue(one[name], other[name]));
}
