// Reading and writing the books on the device.
//
// 1. A write is one transaction: the stamp, the record and its outbox entry stand or fall together.
// 2. Only the changed fields become the payload, so an older client never wipes a field it does not know.
// 3. What comes from the server goes through `upsertEntity` or apply-page.ts and never enters the outbox.
import type { OutboxEntry, TidebookDatabase } from './database';
import { type Stamp, canonicalDecimal, issueStamp, maxStamp, nextStamp } from './domain';
import { type Edit, newEntry } from './fold';
import { type LocalRecord, fieldsOf, isDeleted, mergePayload, payloadFor } from './local-record';
import type { Metadata } from './metadata';
import type { Outbox, WaitingById } from './outbox';
import type { Platform } from './platform';
import { type Schema, entityTypeNamed } from './schema';
import type { ServerClock } from './server-clock';
import { issuing } from './stamps';
import { decimalLimits } from './validate-record';

/** Rows that an import writes before it tells how far it is. */
const CHUNK = 1_000;

export interface RecordsContext {
  readonly platform: Platform;
  readonly clock: ServerClock;
  readonly schema: Schema;
  readonly outbox: Outbox;
  readonly metadata: Metadata;
}

/** What to write: fields by their wire names. Without `id`, or with an unknown one, it is a new record. */
export type RecordInput = Readonly<{ id?: string } & Record<string, unknown>>;

export interface SaveOptions {
  /** The new version is to be later than this one too. */
  readonly newerThan?: Stamp;
  /**
   * The last version that was known of a record that this device no longer has: it is brought back with all of its
   * fields, and the rules hold for it as for any other edit, since others may have brought it back already.
   */
  readonly lastKnown?: LocalRecord | null;
}

export interface SaveManyOptions {
  /** What to do with a row whose record exists: leave it alone (the default) or write the changed fields. */
  readonly existing?: 'skip' | 'update';
  /** Called after each chunk, inside the transaction: it must not wait for anything. */
  readonly onProgress?: (done: number, total: number) => void;
}

export interface SaveManyOutcome {
  readonly created: number;
  readonly updated: number;
  /** Rows whose record was there already, or that would have changed nothing. */
  readonly skipped: number;
}

export type Records = ReturnType<typeof createRecords>;

/** The records of one database. */
export function createRecords(db: TidebookDatabase, context: RecordsContext) {
  const { platform, clock, schema, outbox, metadata } = context;
  const { userId } = db.owner;

  function inWriteTransaction<T>(entityType: string, body: () => Promise<T>): Promise<T> {
    return db.transaction('rw', [db.entities(entityType), db.outbox, db.metadata], body);
  }

  /** Puts edits of different records in the outbox; called within the transaction that writes the records. */
  function queueForSync(
    edits: readonly Edit[],
    waiting: WaitingById,
  ): Promise<(Omit<OutboxEntry, 'seq'> | null)[]> {
    return outbox.enqueue(edits, waiting);
  }

  /** What writing `input` means for the record as it is; null where nothing changes. */
  function editOf(
    entityType: string,
    input: RecordInput,
    before: LocalRecord | null,
    issue: (versionEdited: Stamp | null) => Stamp,
    newerThan: Stamp | null,
  ): Edit | null {
    const wanted = canonicalFields(schema, entityType, input);
    const fieldNames = entityTypeNamed(schema, entityType)?.fields.map(({ name }) => name) ?? [];
    const payload = payloadFor(before, wanted, fieldNames);
    if (before !== null && !isDeleted(before) && Object.keys(payload).length === 0) {
      return null;
    }
    const stamp = issue(
      before === null ? newerThan : maxStamp(before.updatedAt, newerThan ?? before.updatedAt),
    );
    const envelope = {
      id: before?.id ?? input.id ?? platform.uuid(),
      createdAt: before?.createdAt ?? stamp,
      updatedAt: stamp,
      updatedBy: userId,
      deletedAt: null,
    };
    const after = mergePayload({ ...before, ...envelope }, payload);
    return { entityType, action: before === null ? 'create' : 'update', before, after, payload };
  }

  /**
   * Writes edits of different records and their outbox entries.
   *
   * @returns the records as they are now
   */
  async function writeEdits(
    entityType: string,
    edits: readonly Edit[],
    waiting: WaitingById,
  ): Promise<LocalRecord[]> {
    const entries = await queueForSync(edits, waiting);
    const records = edits.map(({ after }, index): LocalRecord => {
      // The server takes the stamp of a creation as `createdAt`, and folding has just moved that stamp.
      return entries[index]?.action === 'create' ? { ...after, createdAt: after.updatedAt } : after;
    });
    await db.entities(entityType).bulkPut(records);
    return records;
  }

  async function getEntityById(entityType: string, id: string): Promise<LocalRecord | undefined> {
    return db.entities(entityType).get(id);
  }

  return {
    queueForSync,

    /** One record, also a tombstone; undefined if this device has none of that id. */
    getEntityById,

    /**
     * Creates or updates a record. Fields that are left out stay as they are, null clears. If nothing
     * changes, nothing is written. Values are taken as they are but for decimals, which are made
     * canonical: check them first with `validateRecord`.
     */
    save(entityType: string, input: RecordInput, options: SaveOptions = {}): Promise<LocalRecord> {
      return inWriteTransaction(entityType, async () => {
        const { lastKnown = null } = options;
        const stored = input.id === undefined ? null : await getEntityById(entityType, input.id);
        const before = stored ?? (lastKnown === null ? null : asTombstone(lastKnown));
        const edit = await issuing(context, (issue) =>
          editOf(entityType, input, before, issue, options.newerThan ?? null),
        );
        if (edit === null) {
          return before as LocalRecord;
        }
        const waiting = await outbox.waitingById(entityType, edit.after.id);
        return (await writeEdits(entityType, [edit], waiting))[0] as LocalRecord;
      });
    },

    /** Deletes a record: a tombstone until the server knows, nothing at all if the server never had it. */
    remove(entityType: string, id: string): Promise<void> {
      return inWriteTransaction(entityType, async () => {
        const before = await getEntityById(entityType, id);
        if (before === undefined || isDeleted(before)) {
          return;
        }
        const stamp = await issuing(context, (issue) => issue(before.updatedAt));
        const after = { ...before, updatedAt: stamp, updatedBy: userId, deletedAt: stamp };
        const deletion = { entityType, action: 'delete', before, after, payload: {} } as const;
        const [entry] = await queueForSync([deletion], await outbox.waitingById(entityType, id));
        await (entry === null ? db.entities(entityType).delete(id) : db.entities(entityType).put(after));
      });
    },

    /**
     * Writes many rows, all of them or, if anything fails or the tab is closed, none: one transaction,
     * whatever their number. Of rows with the same id the first counts, or with `existing: 'update'`
     * all of them, merged in order.
     */
    saveMany(
      entityType: string,
      rows: readonly RecordInput[],
      options: SaveManyOptions = {},
    ): Promise<SaveManyOutcome> {
      const { existing = 'skip', onProgress } = options;
      const inputs = oneRowPerId(rows, existing, () => platform.uuid());
      return inWriteTransaction(entityType, async () => {
        let [created, updated] = [0, 0];
        // Read when a row first needs it; whatever this transaction adds is of other records.
        let waiting: WaitingById | null = null;
        for (let start = 0; start < inputs.length; start += CHUNK) {
          const chunk = inputs.slice(start, start + CHUNK);
          const known = await db.entities(entityType).bulkGet(chunk.map((row) => row.id));
          const fresh = chunk.filter((_, index) => known[index] === undefined);
          await addNew(entityType, fresh);
          created += fresh.length;
          const edits = await issuing(context, (issue) =>
            chunk.flatMap((row, index) => {
              const before = known[index];
              const mayWrite = before !== undefined && (existing === 'update' || isDeleted(before));
              return mayWrite ? (editOf(entityType, row, before, issue, null) ?? []) : [];
            }),
          );
          if (edits.length > 0) {
            waiting ??= await outbox.waitingById(entityType);
            await writeEdits(entityType, edits, waiting);
            updated += edits.length;
          }
          onProgress?.(Math.min(start + CHUNK, inputs.length), inputs.length);
        }
        return { created, updated, skipped: rows.length - created - updated };
      });
    },

    /** Takes a version from the server as it is. It never enters the outbox. */
    async upsertEntity(entityType: string, record: LocalRecord): Promise<void> {
      await db.entities(entityType).put(record);
    },

    /** Everything on this device, by type, whose edit stamp is later than `since`; tombstones too. */
    async loadStateChanges(since: Stamp): Promise<Record<string, LocalRecord[]>> {
      const changes: Record<string, LocalRecord[]> = {};
      for (const entityType of db.entityTypes) {
        const records = await db.entities(entityType).toArray();
        changes[entityType] = records.filter((record) => record.updatedAt > since);
      }
      return changes;
    },
  };

  /** New records have nothing waiting before them, so they need neither reading nor folding. */
  async function addNew(entityType: string, rows: readonly (RecordInput & { id: string })[]): Promise<void> {
    if (rows.length === 0) {
      return;
    }
    const first = issueStamp({ physicalNowMs: clock.nowMs(), lastIssued: await metadata.getLastIssued() });
    let stamp = first;
    const records: LocalRecord[] = [];
    const entries = rows.map((row) => {
      stamp = records.length === 0 ? first : nextStamp(stamp);
      const payload = payloadFor(null, canonicalFields(schema, entityType, row), []);
      const envelope = { id: row.id, createdAt: stamp, updatedAt: stamp, updatedBy: userId, deletedAt: null };
      const after = { ...envelope, ...payload };
      records.push(after);
      const edit: Edit = { entityType, action: 'create', before: null, after, payload };
      return newEntry(edit, outbox.origin());
    });
    await db.entities(entityType).bulkAdd(records);
    await db.outbox.bulkAdd(entries);
    await metadata.setLastIssued(stamp);
  }
}

function asTombstone(record: LocalRecord): LocalRecord {
  return { ...record, deletedAt: record.deletedAt ?? record.updatedAt };
}

function oneRowPerId(
  rows: readonly RecordInput[],
  existing: 'skip' | 'update',
  newId: () => string,
): (RecordInput & { id: string })[] {
  const byId = new Map<string, RecordInput & { id: string }>();
  for (const row of rows) {
    const id = row.id ?? newId();
    const earlier = byId.get(id);
    if (earlier === undefined) {
      byId.set(id, { ...row, id });
    } else if (existing === 'update') {
      byId.set(id, { ...earlier, ...row, id });
    }
  }
  return [...byId.values()];
}

/** The fields to write, decimals in the one form in which the device and the server keep them. */
function canonicalFields(schema: Schema, entityType: string, input: RecordInput): Record<string, unknown> {
  const fields: Record<string, unknown> = { ...fieldsOf(input) };
  for (const field of entityTypeNamed(schema, entityType)?.fields ?? []) {
    const value = fields[field.name];
    if (field.type === 'decimal' && typeof value === 'string') {
      fields[field.name] = canonicalDecimal(value, decimalLimits(field)) ?? value;
    }
  }
  return fields;
}
