// Conflicts that a rule leaves to a person. The edit waits as `conflict` in the outbox, with later edits of its record,
// while all others sync. A decision is a new edit over the server's version, and only over the one that was shown.
import type { ConflictLog } from './conflicts';
import type { OutboxEntry, TidebookDatabase } from './database';
import { type MergedField, type RecordFields, type Stamp, compareFields } from './domain';
import { baseOf, remoteOf, resultOf } from './fold';
import { type LocalRecord, fieldsOf, isDeleted } from './local-record';
import type { ConflictRules } from './conflict-rules';
import type { Metadata } from './metadata';
import type { Outbox } from './outbox';
import type { Platform } from './platform';
import { rebase } from './reconcile';
import type { ServerClock } from './server-clock';
import { issuing } from './stamps';

/** A conflict that waits for a person. */
export interface Review {
  readonly seq: number;
  readonly entityType: string;
  readonly entityId: string;
  /** The version that the edit started from; null where it is not known. */
  readonly base: LocalRecord | null;
  /** The record as the waiting edits have made it; a tombstone where they delete it. */
  readonly mine: LocalRecord;
  /** The server's version; a tombstone where it was deleted, with the fields that this device knew. */
  readonly theirs: LocalRecord;
  /** The fields on which the versions differ, in the order of their names; none where one of them is deleted. */
  readonly fields: readonly MergedField[];
  /** Those that the rule leaves to a person. */
  readonly disputed: readonly string[];
  /** The name of the rule. */
  readonly rule: string;
  /** When the first of the edits was made. */
  readonly since: Stamp;
}

/**
 * - `decided`: it is a new edit now, on its way to the server;
 * - `moved`: the server has yet another version, or the user has gone on editing, which the review shows now; nothing
 *   was written;
 * - `gone`: it was decided elsewhere, in another tab for instance.
 */
export type Decision = 'decided' | 'moved' | 'gone';

/** Which side's value stands. */
export type Side = 'mine' | 'theirs';

export type Reviews = ReturnType<typeof createReviews>;

interface ReviewContext {
  readonly db: TidebookDatabase;
  readonly outbox: Outbox;
  readonly metadata: Metadata;
  readonly clock: ServerClock;
  readonly platform: Platform;
  readonly rules: ConflictRules;
  readonly conflicts: ConflictLog;
}

/** The reviews of one database. */
export function createReviews({ db, outbox, metadata, clock, platform, rules, conflicts }: ReviewContext) {
  const ofStatus = () => db.outbox.where('status').equals('conflict');

  async function write(entry: OutboxEntry, wanted: RecordFields | null): Promise<void> {
    const review = readReview(entry);
    const store = db.entities(entry.entity_type);
    const edited = await issuing({ metadata, clock }, (issue) =>
      rebase(
        { issue, newId: () => platform.uuid(), fieldNames: rules.fieldNames(entry.entity_type) },
        entry,
        review.theirs,
        wanted,
        false,
      ),
    );
    if (edited === null) {
      await db.outbox.delete(entry.seq);
      await (isDeleted(review.theirs) ? store.delete(entry.entity_id) : store.put(review.theirs));
    } else {
      await outbox.requeue(edited, []);
      await store.put(resultOf(edited, review.theirs));
    }
    const result = edited === null ? review.theirs : resultOf(edited, review.theirs);
    const { base, mine: local, theirs: remote, rule } = review;
    await conflicts.log([{ entry, base, local, remote, result, rule, reason: 'reviewed' }]);
  }

  async function decideShown(shown: Review, wanted: RecordFields | null): Promise<Decision> {
    const entry = await db.outbox.get(shown.seq);
    if (entry?.status !== 'conflict') {
      return 'gone';
    }
    const { mine, theirs } = readReview(entry);
    if (theirs.updatedAt !== shown.theirs.updatedAt || mine.updatedAt !== shown.mine.updatedAt) {
      return 'moved';
    }
    await write(entry, wanted);
    return 'decided';
  }

  return {
    /** All that wait, oldest first. */
    async getAll(): Promise<Review[]> {
      return (await ofStatus().sortBy('seq')).map(readReview);
    },

    /** The one of an outbox entry; null if it is decided. */
    async get(seq: number): Promise<Review | null> {
      const entry = await db.outbox.get(seq);
      return entry?.status === 'conflict' ? readReview(entry) : null;
    },

    /** How many wait. */
    count: () => ofStatus().count(),

    /**
     * Decides one.
     *
     * @param shown as the user saw it
     * @param wanted the fields of the record as it is to be; null to delete it
     */
    decide(shown: Review, wanted: RecordFields | null): Promise<Decision> {
      const stores = [db.entities(shown.entityType), db.outbox, db.metadata, db.conflicts];
      return db.transaction('rw', stores, async () => decideShown(shown, wanted));
    },

    /**
     * Decides many alike, all of them in one transaction or none: what both sides changed takes one side's value, what
     * one side alone changed stands.
     *
     * @param shown as the user saw them
     * @returns how many have moved since, so that they still wait
     */
    decideAll(shown: readonly Review[], side: Side): Promise<number> {
      const types = [...new Set(shown.map(({ entityType }) => entityType))];
      const stores = [...types.map((type) => db.entities(type)), db.outbox, db.metadata, db.conflicts];
      return db.transaction('rw', stores, async () => {
        let moved = 0;
        for (const review of shown) {
          const decision = await decideShown(review, suggestion(review, side));
          moved += decision === 'moved' ? 1 : 0;
        }
        return moved;
      });
    },
  };
}

/** The record as a side would have it where both changed it, with what the other side alone changed; null for none. */
export function suggestion({ mine, theirs, fields }: Review, side: Side): RecordFields | null {
  const preferred = side === 'mine' ? mine : theirs;
  if (isDeleted(mine) || isDeleted(theirs)) {
    return isDeleted(preferred) ? null : fieldsOf(preferred);
  }
  const chosen = fields.map(({ name, changedBy, local, remote }) => {
    const isMine = changedBy === 'local' || (changedBy === 'both' && side === 'mine');
    return [name, isMine ? local : remote] as const;
  });
  return { ...fieldsOf(theirs), ...Object.fromEntries(chosen) };
}

function unknownVersion({ entity_id: id, created_at: stamp }: OutboxEntry): LocalRecord {
  return { id, createdAt: stamp, updatedAt: stamp, updatedBy: null, deletedAt: null };
}

function readReview(entry: OutboxEntry): Review {
  const base = baseOf(entry);
  // Where a damaged disk has lost it, the answer to the decision brings the server's version again.
  const theirs = remoteOf(entry) ?? unknownVersion(entry);
  // Without a base nothing is known of the fields that the edit does not name.
  const mine = resultOf(entry, base ?? theirs);
  const live = (record: LocalRecord) => (isDeleted(record) ? null : fieldsOf(record));
  const [mineLive, theirsLive] = [live(mine), live(theirs)];
  const compared =
    mineLive === null || theirsLive === null
      ? []
      : compareFields(base === null ? null : live(base), mineLive, theirsLive);
  return {
    seq: entry.seq,
    entityType: entry.entity_type,
    entityId: entry.entity_id,
    base,
    mine,
    theirs,
    fields: compared.filter(({ changedBy }) => changedBy !== 'same'),
    disputed: entry.disputed ?? [],
    rule: entry.rule ?? '',
    since: entry.created_at,
  };
}
