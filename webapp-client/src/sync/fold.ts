// What a new edit does to the outbox: a pure decision over the entries of its record that still wait.
//
// A record has at most one sealed entry, then at most one open (unsealed) one, where none is of those that are never
// folded; a failed entry is open.
// 1. An edit folds into an open entry: create + update = create, create + delete = nothing.
// 2. A sealed entry is on its way under its id, so an edit becomes a new entry behind it.
// 3. A failed entry was refused for good under its id, so an edit that folds into it gets a new id.
// 4. So does one that a person has to decide on, but it goes on waiting for that, with all that folds into it. Where it
//    is a deletion, an edit of what the others have made of the record takes it back.
// 5. Where the others' version stands beside the edits, a field that is set from their value back to that of the base
//    is a change like any other: their value is its base from then on.
// 6. Grouped entries are never folded: they stand or fall as they were made.
// 7. Nor are entries that cannot be read: what is left of them stays as it is, for the user to see.
// 8. Nor are entries that a later version of the application wrote: this one does not know their format.
import type { NewOutboxEntry, OutboxEntry } from './database';
import { type ChangeAction, type RecordFields, sameValue } from './domain';
import { type LocalRecord, changedFields, emptied, fieldsOf, isDeleted, mergePayload } from './local-record';

/** One edit of one record, as the outbox sees it. */
export interface Edit {
  readonly entityType: string;
  readonly action: ChangeAction;
  /** The record after the edit; a tombstone for a deletion. */
  readonly after: LocalRecord;
  /** The record before it as this device had it; null for a new one. */
  readonly before: LocalRecord | null;
  /** The changed fields; empty for a deletion. */
  readonly payload: RecordFields;
}

export type FoldDecision =
  /** A new entry, behind all others. */
  | { readonly kind: 'add'; readonly entry: NewOutboxEntry }
  /** The entry takes the place of `removed`, at the position of the first. */
  | { readonly kind: 'replace'; readonly removed: readonly OutboxEntry[]; readonly entry: OutboxEntry }
  /** The server never had the record and never will: nothing is left to push. */
  | { readonly kind: 'vanish'; readonly removed: readonly OutboxEntry[] };

export interface EntryOrigin {
  readonly tenantId: string;
  readonly userId: string;
  /** For an entry that is new to the server. */
  readonly newId: string;
  /** The format in which this version of the application writes payloads; 0 if left out. */
  readonly format?: number;
}

/** Decides where `edit` goes, given the waiting entries of its record in order. */
export function foldEdit(waiting: readonly OutboxEntry[], edit: Edit, origin: EntryOrigin): FoldDecision {
  const removed = openEntries(waiting, origin.format ?? 0);
  const [first] = removed;
  if (first === undefined) {
    return { kind: 'add', entry: newEntry(edit, origin) };
  }
  const change = { action: edit.action, payload: saidAnew(first, edit) };
  const changes = isTakenBack(first, edit) ? [change] : [...removed.map(changeOf), change];
  const whole = changes.reduce<EntryChange | null>(
    (one, next) => compose(one, next, first, edit.after),
    null,
  );
  if (whole === null) {
    return { kind: 'vanish', removed };
  }
  const { checked_base: _, ...open } = isTakenBack(first, edit)
    ? overRemote(first)
    : { ...first, ...overTheirs(first, setBack(waiting[0], baseOf(first), edit)) };
  const entry: OutboxEntry = {
    ...open,
    action: whole.action,
    payload_json: payloadJson(whole.action, whole.payload),
    id: removed.some(isRefused) ? origin.newId : first.id,
    updated_at: edit.after.updatedAt,
    status: removed.some(isInReview) ? 'conflict' : 'pending',
    sealed: false,
    retry_count: 0,
    error_message: null,
  };
  return { kind: 'replace', removed, entry };
}

/**
 * What an edit says over `first`. One that brings a record back names all of its fields as the tombstone has them: where
 * that waits for a decision, what the user had typed before stands in none of them.
 */
function saidAnew(first: OutboxEntry, { before, payload }: Edit): RecordFields {
  if (!isInReview(first) || before === null || !isDeleted(before)) {
    return payload;
  }
  const typed = payloadOf(first);
  const isCopied = ([name, value]: [string, unknown]): boolean =>
    name in typed && sameValue(value, before[name]);
  return Object.fromEntries(Object.entries(payload).filter((field) => !isCopied(field)));
}

/** Whether the user edits what the others have made of a record whose deletion here waits for a decision. */
function isTakenBack(first: OutboxEntry, edit: Edit): boolean {
  return isInReview(first) && first.action === 'delete' && edit.action !== 'delete';
}

function overRemote({ remote_json, ...entry }: OutboxEntry): OutboxEntry {
  return remote_json === undefined ? entry : { ...entry, base_json: remote_json, remote_json };
}

/**
 * What stands in the others' version where the edit sets it back to what the base has, although the user saw theirs.
 *
 * @param met the first entry of the record, which has their version beside it
 * @param base what the edit would be compared with
 */
function setBack(
  met: OutboxEntry | undefined,
  base: LocalRecord | null,
  { before, payload }: Pick<Edit, 'before' | 'payload'>,
): RecordFields {
  const theirs = met?.remote_json === undefined ? null : remoteOf(met);
  if (theirs === null || isDeleted(theirs) || base === null || isDeleted(base) || before === null) {
    return {};
  }
  const isSetBack = ([name, value]: [string, unknown]): boolean =>
    sameValue(value, base[name]) &&
    sameValue(before[name], theirs[name]) &&
    !sameValue(theirs[name], base[name]);
  const names = Object.entries(payload)
    .filter(isSetBack)
    .map(([name]) => name);
  return Object.fromEntries(names.map((name) => [name, theirs[name] ?? null]));
}

function overTheirs(entry: OutboxEntry, fields: RecordFields): Pick<OutboxEntry, 'base_json'> {
  const base = Object.keys(fields).length === 0 ? null : baseOf(entry);
  return { base_json: base === null ? entry.base_json : JSON.stringify(mergePayload(base, fields)) };
}

/** The base of all `waiting` edits as one: where a later one has set theirs back, what it started from. */
export function baseOfAll(waiting: readonly OutboxEntry[]): LocalRecord | null {
  const [first, ...behind] = waiting;
  const base = first === undefined ? null : baseOf(first);
  return behind.reduce((seen, entry) => {
    const edit = { before: baseOf(entry), payload: payloadOf(entry) };
    return seen === null ? null : mergePayload(seen, setBack(first, seen, edit));
  }, base);
}

/** The entries that may still be changed: those from the first open one on. */
function openEntries(waiting: readonly OutboxEntry[], format: number): readonly OutboxEntry[] {
  const firstOpen = waiting.findIndex((entry) => !entry.sealed || isRefused(entry));
  const open = firstOpen === -1 ? [] : waiting.slice(firstOpen);
  const isAsItIs = (entry: OutboxEntry): boolean =>
    entry.group_id !== null || formatOf(entry) > format || !isReadable(entry);
  return open.some(isAsItIs) ? [] : open;
}

/** Whether the server has answered that it does not take the entry as it is, so that it may be changed. */
export function isRefused(entry: OutboxEntry): boolean {
  return entry.status === 'failed' || isInReview(entry);
}

/** Whether a person has to decide on the entry. */
export function isInReview(entry: OutboxEntry): boolean {
  return entry.status === 'conflict';
}

interface EntryChange {
  readonly action: ChangeAction;
  readonly payload: RecordFields;
}

function changeOf(entry: OutboxEntry): EntryChange {
  return { action: entry.action, payload: payloadOf(entry) };
}

/** Two changes of one record as one; null for nothing at all. */
function compose(
  one: EntryChange | null,
  next: EntryChange,
  first: OutboxEntry,
  after: LocalRecord,
): EntryChange | null {
  if (one === null) {
    return next;
  }
  if (next.action === 'delete') {
    // A creation that has met a record of the server's under its id is no secret of this device any more.
    const isUnknown = one.action === 'create' && remoteOf(first) === null;
    return isUnknown ? null : { action: 'delete', payload: {} };
  }
  if (one.action === 'delete') {
    const base = baseOf(first);
    if (base === null || isDeleted(base)) {
      return { action: 'update', payload: next.payload };
    }
    // Taken back: the fields changed before the deletion count again, so all is compared with the base. A field that
    // was cleared is not in the record any more.
    return { action: 'update', payload: changedFields(base, { ...emptied(base), ...fieldsOf(after) }) };
  }
  return { action: one.action, payload: { ...one.payload, ...next.payload } };
}

/** The entry of an edit that nothing waits before. */
export function newEntry(edit: Edit, { tenantId, userId, newId, format = 0 }: EntryOrigin): NewOutboxEntry {
  return {
    id: newId,
    tenant_id: tenantId,
    user_id: userId,
    entity_type: edit.entityType,
    action: edit.action,
    entity_id: edit.after.id,
    payload_json: payloadJson(edit.action, edit.payload),
    base_json: edit.before === null ? null : JSON.stringify(edit.before),
    created_at: edit.after.updatedAt,
    updated_at: edit.after.updatedAt,
    synced_at: null,
    status: 'pending',
    retry_count: 0,
    error_message: null,
    sealed: false,
    group_id: null,
    ...(format === 0 ? {} : { format }),
  };
}

/** The format of an entry's payload. */
export function formatOf(entry: Pick<OutboxEntry, 'format'>): number {
  return entry.format ?? 0;
}

/** The changed fields of an entry; none for a deletion, and of an entry that cannot be read. */
export function payloadOf(entry: Pick<OutboxEntry, 'payload_json'>): RecordFields {
  return objectIn(entry.payload_json) ?? {};
}

/** The version that the entry started from; null for none, and where it cannot be read. */
export function baseOf(entry: Pick<OutboxEntry, 'base_json'>): LocalRecord | null {
  return objectIn(entry.base_json) as LocalRecord | null;
}

/** The server's version as far as this device knows; null where the server has none. */
export function remoteOf(entry: Pick<OutboxEntry, 'base_json' | 'remote_json'>): LocalRecord | null {
  return entry.remote_json === undefined
    ? baseOf(entry)
    : (objectIn(entry.remote_json) as LocalRecord | null);
}

/**
 * Whether what the edit says can be read; a damaged disk or a strange program may have left something else. A base
 * that cannot be read counts as one that is not known.
 */
export function isReadable({ action, payload_json }: Pick<OutboxEntry, 'action' | 'payload_json'>): boolean {
  return action === 'delete' || objectIn(payload_json) !== null;
}

function objectIn(json: string | null): RecordFields | null {
  try {
    const value: unknown = json === null ? null : JSON.parse(json);
    return typeof value === 'object' && !Array.isArray(value) ? (value as RecordFields | null) : null;
  } catch {
    return null;
  }
}

function payloadJson(action: ChangeAction, payload: RecordFields): string | null {
  return action === 'delete' ? null : JSON.stringify(payload);
}

/**
 * The record that an entry makes of the version before it. A tombstone keeps its fields on the device,
 * so that the deletion can be taken back.
 */
export function resultOf(entry: OutboxEntry, before: LocalRecord | null): LocalRecord {
  const envelope = {
    id: entry.entity_id,
    createdAt: before?.createdAt ?? entry.updated_at,
    updatedAt: entry.updated_at,
    updatedBy: entry.user_id,
    deletedAt: entry.action === 'delete' ? entry.updated_at : null,
  };
  return mergePayload({ ...before, ...envelope }, payloadOf(entry));
}

/** The record over `base` with all of `entries` made again in order; null if nothing is left of it. */
export function rebuild(base: LocalRecord | null, entries: readonly OutboxEntry[]): LocalRecord | null {
  return entries.reduce<LocalRecord | null>((record, entry) => resultOf(entry, record), base);
}
