// The way back when the server says that the checkpoint is no good (410, protocol 4): everything is
// pulled anew, waiting edits stay, and the last page's transaction settles what did not come.
//
// The same is due when a device that has pushed pulls for the first time.
//
// Two causes, two meanings of "did not come":
// - the device was away for longer than tombstones are kept: the record was deleted meanwhile;
// - the server was restored from a backup (another feed, or a position before the checkpoint): the
//   record was made or changed after the backup, and this device brings it back with its own stamp, where its
//   user may change it; else another device does.
//
// Which ids came is held in memory: a resync that is cut off begins again. Until its last page the old
// checkpoint stays, and so does the mark that a resync is due.
import { applyPage, groupByRecord } from './apply-page';
import { recordKey } from './batch';
import type { ConflictReason, NewOutboxEntry, OutboxEntry } from './database';
import { EPOCH } from './domain';
import { deletedElsewhere } from './deleted-elsewhere';
import { checkpointAfter, countRecords, requestPage } from './downstream';
import { isInReview, isReadable, isRefused, newEntry, rebuild, remoteOf } from './fold';
import { type LocalRecord, changedFields, emptied, fieldsOf, isDeleted } from './local-record';
import { type Checkpoint, GLOBAL } from './metadata';
import { DONE, type Run, type StepOutcome, servedTypes } from './run';
import type { PullPage } from './state-api';

/**
 * An initial pull leaves tombstones out, so it says nothing about records that this device pushed before
 * it ever pulled. The position of a tenant without any change counts as nothing too (protocol, 4).
 */
export async function isFirstPullTooLittle(run: Run, { since }: Checkpoint): Promise<boolean> {
  return (since === null || since === EPOCH) && (await hasRecords(run));
}

async function hasRecords({ db }: Run): Promise<boolean> {
  for (const entityType of db.entityTypes) {
    if ((await db.entities(entityType).limit(1).count()) > 0) {
      return true;
    }
  }
  return false;
}

/** Pulls everything and settles the rest. The mark is taken off by the last transaction. */
export async function resync(run: Run): Promise<StepOutcome> {
  const old = await run.metadata.getCheckpoint();
  const came = new Map<string, Set<string>>();
  return pullAnew<never>(run, null, (page, next) => storePage(run, page, old, next, came));
}

/**
 * Pulls some types again from nothing and takes away what did not come. Records with edits that wait or
 * failed are left alone: what became of them comes with the next pull, from the checkpoint, which stays.
 * Versions of this user that the server does not know go to the conflict log.
 *
 * @returns `elsewhere` if the server was restored meanwhile: the next pull finds that out and settles it
 */
export async function repullTypes(run: Run, wanted: readonly string[]): Promise<StepOutcome | 'elsewhere'> {
  const served = servedTypes(run);
  const types = wanted.filter((name) => served.includes(name));
  const checkpoint = await run.metadata.getCheckpoint();
  const came = new Map<string, Set<string>>();
  return pullAnew<'elsewhere'>(run, types, async (page) => {
    if (isRestored(page, checkpoint)) {
      return 'elsewhere';
    }
    note(page, came);
    await applyPage(run, page.entities, {
      alsoTypes: page.hasMore ? [] : types,
      keepClean: (type, records) => takeAll(run, type, records),
      commit: () => (page.hasMore ? Promise.resolve() : removeMissing(run, came, types)),
    });
  });
}

/**
 * Pulls from nothing, page by page.
 *
 * @param types null for all
 * @param store stores a page, with the checkpoint after it; what it answers ends the pull and is its outcome
 */
async function pullAnew<End>(
  run: Run,
  types: readonly string[] | null,
  store: (page: PullPage, next: Checkpoint) => Promise<End | void>,
): Promise<StepOutcome | End> {
  let next: Checkpoint = { since: null, feed: null, initial: null, types: types ?? servedTypes(run) };
  let done = 0;
  for (;;) {
    const answer = await requestPage(run, next, types);
    if (answer.kind !== 'ok') {
      return { kind: 'failed', failure: answer };
    }
    const page = answer.value;
    next = checkpointAfter(page, next);
    const end = await store(page, next);
    if (end !== undefined) {
      return end;
    }
    if (!page.hasMore) {
      return DONE;
    }
    done += countRecords(page.entities);
    run.onProgress({ phase: 'pull', done, total: null });
  }
}

async function takeAll(
  run: Run,
  entityType: string,
  records: readonly LocalRecord[],
): Promise<readonly LocalRecord[]> {
  const known = await run.db.entities(entityType).bulkGet(records.map((record) => record.id));
  await run.conflicts.log(
    records.flatMap((remote, index) => {
      const local = known[index];
      return local !== undefined && local.updatedAt > remote.updatedAt && isOwn(run, local)
        ? [replaced(run, entityType, local, remote)]
        : [];
    }),
  );
  return records;
}

async function removeMissing(
  run: Run,
  came: ReadonlyMap<string, ReadonlySet<string>>,
  types: readonly string[],
): Promise<void> {
  const waiting = await waitingByKey(run);
  for (const entityType of types) {
    const store = run.db.entities(entityType);
    const { clean } = await missingOf(run, entityType, came, waiting);
    const own = (await store.bulkGet(clean)).filter((it) => it !== undefined && isOwn(run, it));
    await run.conflicts.log(
      own.map((it) => {
        return replaced(run, entityType, it as LocalRecord, null);
      }),
    );
    await store.bulkDelete(clean);
  }
}

/** For the log: a version of this user in whose place the server has another one, or none. */
function replaced(run: Run, entityType: string, local: LocalRecord, remote: LocalRecord | null) {
  const { strategy: rule } = run.rules.getConflictResolver(entityType);
  const reason: ConflictReason = remote === null ? 'deleted-elsewhere' : 'remote-wins';
  const entry = pushAgain(run, entityType, local, remote);
  return { entry, base: null, local, remote, result: remote, rule, reason };
}

function isOwn(run: Run, record: LocalRecord): boolean {
  return record.updatedBy === run.db.owner.userId && !isDeleted(record);
}

function note(page: PullPage, came: Map<string, Set<string>>): void {
  for (const [entityType, records] of Object.entries(page.entities)) {
    const ids = came.get(entityType) ?? new Set();
    records.forEach((record) => ids.add(record.id));
    came.set(entityType, ids);
  }
}

function storePage(
  run: Run,
  page: PullPage,
  old: Checkpoint,
  next: Checkpoint,
  came: Map<string, Set<string>>,
): Promise<void> {
  note(page, came);
  const wasRestored = isRestored(page, old);
  return applyPage(run, page.entities, {
    alsoTypes: page.hasMore ? [] : run.db.entityTypes,
    isRestored: wasRestored,
    ...(wasRestored ? { keepClean: (type, records) => pushNewerAgain(run, type, records) } : {}),
    commit: async () => {
      if (!page.hasMore) {
        await settleMissing(run, came, wasRestored);
        await run.metadata.setCheckpoint(next, GLOBAL, { pulled_at: run.clock.now() });
        await run.metadata.setResyncDue(false);
        await run.metadata.forgetCheck();
      }
    },
  });
}

function isRestored(page: PullPage, old: Checkpoint): boolean {
  const position = page.initial ?? page.updatedAt;
  return (old.feed !== null && old.feed !== page.feed) || (old.since !== null && position < old.since);
}

/**
 * Clean records that came older than they are here go up again, where this user may change them: others do it else.
 *
 * @returns those that take the remote version
 */
async function pushNewerAgain(
  run: Run,
  entityType: string,
  records: readonly LocalRecord[],
): Promise<readonly LocalRecord[]> {
  if (!run.mayWrite(entityType)) {
    return records;
  }
  const known = await run.db.entities(entityType).bulkGet(records.map((record) => record.id));
  const isNewerHere = (remote: LocalRecord, index: number) =>
    (known[index]?.updatedAt ?? '') > remote.updatedAt;
  const again = records.flatMap((remote, index) => {
    const local = known[index];
    return local !== undefined && isNewerHere(remote, index)
      ? [pushAgain(run, entityType, local, remote)]
      : [];
  });
  await run.db.outbox.bulkAdd(again);
  return records.filter((remote, index) => !isNewerHere(remote, index));
}

/** The record as a change of its own stamp, over what the server has of it. */
function pushAgain(
  run: Run,
  entityType: string,
  local: LocalRecord,
  remote: LocalRecord | null,
): NewOutboxEntry {
  const wanted = { ...emptied(remote ?? {}), ...fieldsOf(local) };
  const action = isDeleted(local) ? 'delete' : remote === null ? 'create' : 'update';
  const payload = action === 'delete' ? {} : changedFields(remote ?? {}, wanted);
  const edit = { entityType, action, after: local, before: remote, payload } as const;
  return newEntry(edit, { ...run.db.owner, newId: run.platform.uuid() });
}

async function settleMissing(
  run: Run,
  came: ReadonlyMap<string, ReadonlySet<string>>,
  wasRestored: boolean,
): Promise<void> {
  const waiting = await waitingByKey(run);
  for (const entityType of run.db.entityTypes) {
    const store = run.db.entities(entityType);
    const { missing, clean } = await missingOf(run, entityType, came, waiting);
    if (wasRestored && run.mayWrite(entityType)) {
      const records = (await store.bulkGet(clean)).filter((record) => record !== undefined);
      await bringBack(run, entityType, records);
    } else {
      await store.bulkDelete(clean);
    }
    const anew: OutboxEntry[] = [];
    for (const id of missing) {
      const entries = waiting.get(recordKey({ entity_type: entityType, entity_id: id })) ?? [];
      const [first] = entries;
      if (first?.action === 'create') {
        anew.push(...pushAnew(run, first));
      } else if (first !== undefined) {
        // Where the user has yet to decide, other devices bring the record back, or it goes to the log.
        const isOpen = entries.some(isInReview);
        await (wasRestored && !isOpen ? pushWhole(run, entries) : deletedElsewhere(run, entries));
      }
    }
    // Not one by one: a transaction ends where a hundred steps in a row ask nothing of it.
    await run.db.outbox.bulkPut(anew);
  }
}

async function waitingByKey(run: Run): Promise<Map<string, OutboxEntry[]>> {
  return groupByRecord((await run.outbox.getWaiting(Number.POSITIVE_INFINITY)) ?? []);
}

/** The ids that are here and did not come; `clean` are those of them without an edit that waits or failed. */
async function missingOf(
  run: Run,
  entityType: string,
  came: ReadonlyMap<string, ReadonlySet<string>>,
  waiting: ReadonlyMap<string, readonly OutboxEntry[]>,
): Promise<{ missing: string[]; clean: string[] }> {
  const ids = await run.db.entities(entityType).toCollection().primaryKeys();
  const missing = ids.filter((id) => came.get(entityType)?.has(id) !== true);
  const clean = missing.filter((id) => !waiting.has(recordKey({ entity_type: entityType, entity_id: id })));
  return { missing, clean };
}

/**
 * A creation that was sent may have been applied, and its record deleted since: under its id it would be
 * answered as the first time, and the device would believe that the record is there. Under a new id the
 * server judges it anew. (See decision 050 of the project.)
 */
function pushAnew(run: Run, creation: OutboxEntry): OutboxEntry[] {
  return creation.sealed && !isRefused(creation)
    ? [{ ...creation, id: run.platform.uuid(), sealed: false }]
    : [];
}

/** What waits for a record that the restored server lacks becomes the whole record. */
async function pushWhole(run: Run, entries: readonly OutboxEntry[]): Promise<void> {
  const [first] = entries as [OutboxEntry, ...OutboxEntry[]];
  const readable = entries.filter(isReadable);
  const record = rebuild(remoteOf(first), readable);
  // What cannot be read stays for the user to see.
  await run.db.outbox.bulkDelete(readable.map((entry) => entry.seq));
  if (record !== null) {
    await bringBack(run, first.entity_type, [record]);
  }
}

/** Records that the server has never heard of: to it they are made now, with the stamps they have. */
async function bringBack(run: Run, entityType: string, records: readonly LocalRecord[]): Promise<void> {
  await run.db.outbox.bulkAdd(records.map((record) => pushAgain(run, entityType, record, null)));
  await run.db.entities(entityType).bulkPut(records.map((it) => ({ ...it, createdAt: it.updatedAt })));
}
