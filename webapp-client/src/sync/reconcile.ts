// A version from the server meets edits that wait: a pure decision (protocol, 6).
//
// 1. Last-write-wins decides about each edit for itself, as the server does.
// 2. Any other rule decides about all edits of the record that are not on their way as one: that is what folding
//    would have made of them. What comes of it is a new edit, over the server's version.
// 3. While one is on its way, its answer decides. Until then it keeps its base, and the server's version beside it.
// 4. Grouped edits stand or fall as they were made, and what cannot be read or is of a later format cannot be
//    merged: there the newer stamp decides, whatever the rule.
import type { OutboxEntry } from './database';
import {
  type ConflictContext,
  type ConflictResolver,
  type ConflictResult,
  FieldMergeResolver,
  LastWriteWinsResolver,
  type RecordFields,
  type Stamp,
  compareFields,
  maxStamp,
} from './domain';
import type { Overruled } from './conflicts';
import {
  baseOf,
  baseOfAll,
  formatOf,
  isInReview,
  isReadable,
  isRefused,
  payloadOf,
  rebuild,
  remoteOf,
  resultOf,
} from './fold';
import {
  type LocalRecord,
  changedFields,
  emptied,
  envelopeOf,
  fieldsOf,
  isDeleted,
  payloadFor,
} from './local-record';

export interface Meeting {
  readonly remote: LocalRecord;
  /** The entries of the record in order. */
  readonly waiting: readonly OutboxEntry[];
  readonly resolver: ConflictResolver;
  /** The one of them that the server has just refused for the sake of `remote`; null where `remote` came by itself. */
  readonly answered: Answered | null;
  /** Whether the server was restored from a backup: an older version than the base is no edit of anybody. */
  readonly isRestored?: boolean;
  /** All fields of the type. */
  readonly fieldNames: readonly string[];
  /** The format of the payloads of this version. */
  readonly format: number;
  /** Issues the stamp of a new edit, later than the version given. */
  readonly issue: (newerThan: Stamp) => Stamp;
  readonly newId: () => string;
}

export interface Answered {
  readonly seq: number;
  readonly status: 'superseded' | 'conflict';
}

export interface Reconciled {
  /** What the device keeps: the remote version with the edits that stand made again over it. */
  readonly record: LocalRecord;
  /** The edits that stand or wait for a decision, as they are now. */
  readonly kept: readonly OutboxEntry[];
  /** The edits that are gone from the outbox. */
  readonly dropped: readonly OutboxEntry[];
  /** What the log hears of. */
  readonly outcomes: readonly Omit<Overruled, 'reason'>[];
}

const LAST_WRITE_WINS = new LastWriteWinsResolver();

/** Decides what becomes of the edits of a record now that the server has another version of it. */
export function reconcile(meeting: Meeting): Reconciled {
  const { waiting, resolver, format, isRestored = false, remote } = meeting;
  const [first] = waiting;
  if (first === undefined || !waiting.every((entry) => canMerge(entry, format))) {
    return decideEach(meeting);
  }
  if (isRestored && isOlder(remote, baseOf(first))) {
    return bringForward(meeting, first);
  }
  if (resolver.strategy === LAST_WRITE_WINS.strategy) {
    return decideEach(meeting);
  }
  return mustWait(meeting, first) ? postpone(meeting, first) : mergeAll(meeting, first);
}

function mustWait({ waiting, answered, remote }: Meeting, first: OutboxEntry): boolean {
  if (waiting.some((entry) => entry.seq !== answered?.seq && entry.sealed && !isRefused(entry))) {
    return true;
  }
  return answered === null && !isInReview(first) && isFrom(remote, baseOf(first));
}

function isOlder(remote: LocalRecord, base: LocalRecord | null): boolean {
  return base !== null && remote.updatedAt < base.updatedAt;
}

/** Whether a merge can be made of the entry: not of a member of a group, nor of what this version cannot read. */
export function canMerge(entry: OutboxEntry, format: number): boolean {
  return entry.group_id === null && isReadable(entry) && formatOf(entry) <= format;
}

function isFrom(remote: LocalRecord, base: LocalRecord | null): boolean {
  return base !== null && remote.updatedAt === base.updatedAt && remote.updatedBy === base.updatedBy;
}

function decideEach(meeting: Meeting): Reconciled {
  const { remote, waiting, answered, newId } = meeting;
  const kept: OutboxEntry[] = [];
  const dropped: OutboxEntry[] = [];
  const outcomes: Omit<Overruled, 'reason'>[] = [];
  let before = waiting[0] === undefined ? null : baseOf(waiting[0]);
  let seen = before;
  let record = withKnownFields(remote, before);
  let stood: OutboxEntry | null = null;
  for (const entry of waiting) {
    const over = decided(entry, record);
    if (!isReadable(entry)) {
      kept.push(over);
      continue;
    }
    const base = before;
    const local = resultOf(entry, before);
    before = local;
    const isAnswered = entry.seq === answered?.seq;
    const isOwn = isEcho(remote, entry);
    if (!isAnswered && (isOwn || localWins(remote, entry, local))) {
      if (isOwn) {
        seen = local;
      } else if (entry.status !== 'failed') {
        stood ??= entry;
      }
      kept.push(isInReview(entry) ? { ...over, id: newId(), status: 'pending' } : over);
      record = resultOf(entry, record);
    } else if (isAnswered && answered?.status === 'conflict' && localWins(remote, entry, local)) {
      // It went up with a base, by a rule that has changed since.
      const { checked_base: _, ...unchecked } = over;
      stood ??= entry;
      kept.push({ ...unchecked, id: newId(), status: 'pending', sealed: false });
      record = resultOf(entry, record);
    } else {
      dropped.push(entry);
      outcomes.push({ entry, base, local, remote, result: remote, rule: LAST_WRITE_WINS.strategy });
    }
  }
  const isOne = dropped.every((entry) => entry.group_id === null) && (stood !== null || dropped.length > 1);
  const first = dropped[0] ?? stood;
  if (isOne && first !== null && before !== null) {
    // One edit in the log, as the user sees it: what a later one has replaced is not overruled, and what others had
    // made of the record may be written over.
    const rule = LAST_WRITE_WINS.strategy;
    const entry = asOne(first, waiting.filter(isReadable), seen);
    const outcome = { entry, base: seen, local: before, remote, result: record, rule };
    return { record, kept, dropped, outcomes: [outcome] };
  }
  return { record, kept, dropped, outcomes };
}

/** The entry without what belongs to a request or to a review of it. */
function bare(entry: OutboxEntry): OutboxEntry {
  const {
    remote_json: _1,
    checked_base: _2,
    disputed: _3,
    rule: _4,
    asked_at: _5,
    asked_of: _6,
    ...edit
  } = entry;
  return edit;
}

/** The entry over the version that is the base now, with nothing left of what waited for a decision. */
function decided(entry: OutboxEntry, base: LocalRecord): OutboxEntry {
  const { checked_base } = entry;
  const known = { ...bare(entry), base_json: JSON.stringify(base) };
  return checked_base === undefined ? known : { ...known, checked_base };
}

/**
 * The restored server has a version from before the base: everything that this device knows of the record goes up
 * again with the edits.
 */
function bringForward(meeting: Meeting, first: OutboxEntry): Reconciled {
  const { remote, waiting } = meeting;
  const base = baseOf(first);
  const edit = asOne(first, waiting, base);
  const local = resultOf(edit, base);
  const seen = withKnownFields(remote, base);
  const rebased = rebase(meeting, edit, seen, isDeleted(local) ? null : fieldsOf(local), false);
  if (rebased === null) {
    return { record: remote, kept: [], dropped: waiting, outcomes: [] };
  }
  const record = resultOf(rebased, seen);
  // Nobody is asked any more between the two of a review. The other one may be nowhere else.
  const theirs = isInReview(first) ? remoteOf(first) : null;
  const rule = first.rule ?? LAST_WRITE_WINS.strategy;
  const outcomes =
    theirs === null ? [] : [{ entry: edit, base, local, remote: theirs, result: record, rule }];
  return { record, kept: [rebased], dropped: waiting.slice(1), outcomes };
}

/** Nothing is decided: an edit is on its way, or the version is the one that it started from. */
function postpone({ remote, waiting }: Meeting, first: OutboxEntry): Reconciled {
  const base = baseOf(first);
  const { remote_json: _, ...known } = first;
  const kept = isFrom(remote, base) ? known : { ...known, remote_json: JSON.stringify(remote) };
  const record = rebuild(withKnownFields(remote, base), waiting) ?? remote;
  return { record, kept: [kept, ...waiting.slice(1)], dropped: [], outcomes: [] };
}

function mergeAll(meeting: Meeting, first: OutboxEntry): Reconciled {
  const { remote, waiting, resolver } = meeting;
  const base = baseOfAll(waiting);
  const edit = { ...asOne(first, waiting, base), base_json: base === null ? null : JSON.stringify(base) };
  const seen = withKnownFields(remote, base);
  // Without a base nothing is known of the fields that the edit does not name.
  const local = resultOf(edit, base ?? seen);
  const result = resolved(
    resolver,
    buildConflictContext(edit.entity_type, edit.entity_id, { local, remote, base }),
  );
  const standing = standingOf(result, edit, seen);
  const others = waiting.slice(1);
  if (result.needsManualReview) {
    const inReview: OutboxEntry = {
      ...edit,
      status: 'conflict',
      remote_json: JSON.stringify(seen),
      disputed: result.disputedFields,
      rule: resolver.strategy,
      asked_at: edit.updated_at,
      asked_of: identityOf(resolver),
    };
    return { record: standing, kept: [inReview], dropped: others, outcomes: [] };
  }
  const wanted = isDeleted(standing) ? null : fieldsOf(standing);
  const mayKeepId = result.use === 'local' && !first.sealed && first.status === 'pending';
  const rebased = rebase(meeting, edit, seen, wanted, mayKeepId);
  const record = rebased === null ? remote : resultOf(rebased, seen);
  const outcome = { entry: edit, base, local, remote, result: record, rule: resolver.strategy };
  return rebased === null
    ? { record, kept: [], dropped: waiting, outcomes: [outcome] }
    : { record, kept: [rebased], dropped: others, outcomes: [outcome] };
}

/** A rule of a team's own that fails is no reason to hold up all other records: then a person decides. */
function resolved(resolver: ConflictResolver, context: ConflictContext): ConflictResult {
  try {
    const result = resolver.resolve(context);
    const problem = problemIn(result);
    if (problem !== null) {
      throw new Error(problem);
    }
    return result;
  } catch (error) {
    console.error(`The rule ${resolver.strategy} failed for a record of ${context.entityType}`, error);
    const { base, local, remote } = context;
    const differing = compareFields(base, local ?? {}, remote ?? {}).filter((it) => it.changedBy !== 'same');
    return { use: 'remote', needsManualReview: true, disputedFields: differing.map(({ name }) => name) };
  }
}

/** What is wrong with the answer of a rule, which may have been written without types. */
function problemIn(result: unknown): string | null {
  const { use, merged } = (result ?? {}) as { use?: unknown; merged?: unknown };
  if (use !== 'local' && use !== 'remote' && use !== 'merged') {
    return 'It does not say which version to use.';
  }
  const isOfNothing = use === 'merged' && (typeof merged !== 'object' || merged === null);
  return isOfNothing ? 'It says that the record is merged, and not of what.' : null;
}

/** Tells rules apart that may ask about different fields. */
export function identityOf(resolver: ConflictResolver): string {
  return resolver instanceof FieldMergeResolver
    ? [resolver.strategy, ...resolver.reviewed].join(' ')
    : resolver.strategy;
}

/** The versions of a record as a rule sees them: fields without the envelope, null for a deleted one. */
export function buildConflictContext(
  entityType: string,
  entityId: string,
  { local, remote, base }: { local: LocalRecord; remote: LocalRecord | null; base: LocalRecord | null },
): ConflictContext {
  return {
    entityType,
    entityId,
    local: liveFields(local),
    remote: liveFields(remote),
    base: liveFields(base),
    localStamp: local.updatedAt,
    remoteStamp: remote?.updatedAt ?? null,
  };
}

function liveFields(record: LocalRecord | null): RecordFields | null {
  return record === null || isDeleted(record) ? null : fieldsOf(record);
}

/** All waiting edits of a record as one, at the place of the first and with the stamp of the last. */
function asOne(first: OutboxEntry, waiting: readonly OutboxEntry[], base: LocalRecord | null): OutboxEntry {
  const last = waiting.at(-1) as OutboxEntry;
  const edit = bare(first);
  const isGone = last.action === 'delete';
  const wasGone = waiting.slice(0, -1).some((entry) => entry.action === 'delete');
  const payload = wasGone
    ? allChanges(base, rebuild(base, waiting))
    : (Object.assign({}, ...waiting.map(payloadOf)) as RecordFields);
  return {
    ...edit,
    // The server has the record, whoever made it.
    action: isGone ? 'delete' : 'update',
    payload_json: isGone ? null : JSON.stringify(payload),
    updated_at: last.updated_at,
    sealed: false,
  };
}

/** What turns `base` into `wanted`, fields that are to be emptied included. */
function allChanges(base: RecordFields | null, wanted: RecordFields | null): RecordFields {
  return changedFields(base ?? {}, { ...emptied(base ?? {}), ...fieldsOf(wanted ?? {}) });
}

/** The record that the decision stands for. */
function standingOf(result: ConflictResult, edit: OutboxEntry, remote: LocalRecord): LocalRecord {
  switch (result.use) {
    case 'local':
      return resultOf(edit, remote);
    case 'remote':
      return remote;
    case 'merged':
      return { ...envelopeOf(resultOf(edit, remote)), deletedAt: null, ...result.merged };
  }
}

/**
 * The edit that makes `wanted` of the server's version; null where that is what it is already.
 *
 * @param wanted the fields that are to stand; null for a deletion
 * @param mayKeepId whether the edit was never sent: it stays the one that it is, if it is newer than `remote`
 */
export function rebase(
  { issue, newId, fieldNames }: Pick<Meeting, 'issue' | 'newId' | 'fieldNames'>,
  edit: OutboxEntry,
  remote: LocalRecord,
  wanted: RecordFields | null,
  mayKeepId: boolean,
): OutboxEntry | null {
  const isGone = wanted === null;
  if (isGone && isDeleted(remote)) {
    return null;
  }
  const payload = isGone ? null : payloadFor(remote, { ...emptied(remote), ...wanted }, fieldNames);
  if (payload !== null && !isDeleted(remote) && Object.keys(payload).length === 0) {
    return null;
  }
  const staysAsItIs = mayKeepId && edit.updated_at > remote.updatedAt;
  const kept = bare(edit);
  return {
    ...kept,
    id: staysAsItIs ? edit.id : newId(),
    action: isGone ? 'delete' : 'update',
    payload_json: payload === null ? null : JSON.stringify(payload),
    base_json: JSON.stringify(remote),
    updated_at: staysAsItIs ? edit.updated_at : issue(maxStamp(remote.updatedAt, edit.updated_at)),
    // What the server refused for another reason waits for its correction as before.
    status: edit.status === 'failed' ? 'failed' : 'pending',
    sealed: false,
  };
}

/** Whether `remote` is what the entry itself made: its answer was lost, nobody else's edit is in it. */
export function isEcho(remote: LocalRecord, entry: OutboxEntry): boolean {
  return remote.updatedAt === entry.updated_at && remote.updatedBy === entry.user_id;
}

function localWins(remote: LocalRecord, entry: OutboxEntry, local: LocalRecord): boolean {
  const versions = { local, remote, base: baseOf(entry) };
  const context = buildConflictContext(entry.entity_type, entry.entity_id, versions);
  return LAST_WRITE_WINS.resolve(context).use === 'local';
}

/** A tombstone travels without its fields; until the server sends them again, those known here serve. */
function withKnownFields(remote: LocalRecord, known: LocalRecord | null): LocalRecord {
  return isDeleted(remote) && known !== null ? { ...fieldsOf(known), ...remote } : remote;
}
