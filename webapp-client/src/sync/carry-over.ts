// What an older version of the application has left in the outbox, made into what this version and its server
// understand. The schema comes from the server, but only the application knows that `phone` became `phoneNumber`.
//
// 1. Each entry says in which format its payload is. Entries of an older one are carried over when the books are
//    opened, with the record as it is shown, in one transaction.
// 2. What was sent stays as it was sent (architecture, "sealed"): the server may have it. If it turns out that the
//    server refused it, it goes up again, carried over, under a new id.
// 3. An older version that is open in another tab goes on writing its own format: such entries are met, and
//    carried over, when they are about to be sent.
// 4. Records without waiting edits come again from the server: a migration raises their change stamps (protocol, 10).
import type { OutboxEntry, TidebookDatabase } from './database';
import type { RecordFields } from './domain';
import { baseOf, formatOf, isReadable, isRefused, payloadOf, remoteOf } from './fold';
import { type LocalRecord, envelopeOf, fieldsOf } from './local-record';
import type { Metadata } from './metadata';
import type { Outbox } from './outbox';

/** One step from what an older version of the application wrote to what the next one writes. */
export interface CarryOver {
  /** The format that it leads to: 1 for the first step, and one more for each later one. */
  readonly format: number;
  readonly entityType: string;
  /**
   * From all fields of a record or some of them, as a change has them. What it does not know it leaves alone, and
   * so it does with what is in the new form already: it may meet both in one record. A field whose values mean
   * something else from now on, such as another unit, needs a new name.
   */
  readonly fields: (fields: RecordFields) => RecordFields;
}

/** The format that this version of the application writes. */
export function formatAfter(steps: readonly CarryOver[]): number {
  return steps.reduce((format, step) => Math.max(format, step.format), 0);
}

/** Whether the application has changed what the entry's type looks like since it was made. */
export function isOlder(entry: OutboxEntry, steps: readonly CarryOver[]): boolean {
  return isReadable(entry) && stepsFor(entry, steps).length > 0;
}

/** The entry in the format of this version; as it is if it is in it or in a later one. */
export function carried(entry: OutboxEntry, steps: readonly CarryOver[]): OutboxEntry {
  if (!isOlder(entry, steps)) {
    return entry;
  }
  const carry = (fields: RecordFields): string => JSON.stringify(carriedFields(fields, entry, steps));
  const [base, remote] = [baseOf(entry), remoteOf(entry)];
  return {
    ...entry,
    format: formatAfter(steps),
    payload_json: entry.payload_json === null ? null : carry(payloadOf(entry)),
    base_json: base === null ? null : carry(base),
    ...(remote === null || entry.remote_json === undefined ? {} : { remote_json: carry(remote) }),
  };
}

/** The record in the format of this version, given an entry that is in it as it was made. */
export function carriedRecord(
  record: LocalRecord,
  entry: OutboxEntry,
  steps: readonly CarryOver[],
): LocalRecord {
  return { ...envelopeOf(record), ...carriedFields(fieldsOf(record), entry, steps) };
}

function stepsFor(
  entry: Pick<OutboxEntry, 'entity_type' | 'format'>,
  steps: readonly CarryOver[],
): readonly CarryOver[] {
  return steps
    .filter((step) => step.entityType === entry.entity_type && step.format > formatOf(entry))
    .sort((one, other) => one.format - other.format);
}

function carriedFields(fields: RecordFields, entry: OutboxEntry, steps: readonly CarryOver[]): RecordFields {
  return stepsFor(entry, steps).reduce((known, step) => step.fields(known), fields);
}

interface Carrying {
  readonly db: TidebookDatabase;
  readonly outbox: Outbox;
  readonly metadata: Metadata;
  readonly carryOvers: readonly CarryOver[];
}

/** Carries over what waits, if this version is the first one of its format to open the books. */
export async function carryOverAtOpening(books: Carrying): Promise<void> {
  const format = formatAfter(books.carryOvers);
  if ((await books.metadata.getFormat()) < format) {
    await carryOverWaiting(books, null);
  }
}

/**
 * Carries over all entries of an older format that were never sent, or were refused.
 *
 * @param run the number of the run that does it; null outside of runs
 */
export async function carryOverWaiting(
  { db, outbox, metadata, carryOvers }: Carrying,
  run: number | null,
): Promise<void> {
  const types = [...new Set(carryOvers.map((step) => step.entityType))].filter((name) =>
    db.entityTypes.includes(name),
  );
  const stores = types.map((name) => db.entities(name));
  await db.transaction('rw', [...stores, db.outbox, db.metadata], async () => {
    if (run !== null) {
      await metadata.assertRun(run);
    }
    for (const type of types) {
      for (const [id, entries] of await outbox.waitingById(type)) {
        const older = entries.filter((entry) => isOlder(entry, carryOvers));
        const [first] = older;
        const record = await db.entities(type).get(id);
        if (first !== undefined && record !== undefined) {
          await db.entities(type).put(carriedRecord(record, first, carryOvers));
        }
        await db.outbox.bulkPut(
          older.filter((entry) => !isOnItsWay(entry)).map((entry) => carried(entry, carryOvers)),
        );
      }
    }
    await metadata.setFormat(formatAfter(carryOvers));
  });
}

/** Whether the server may have it as it is. */
function isOnItsWay(entry: OutboxEntry): boolean {
  return entry.sealed && !isRefused(entry);
}
