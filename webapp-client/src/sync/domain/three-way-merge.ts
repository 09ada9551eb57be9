// Twin of org.tidebook.sync.domain.ThreeWayMerge.
//
// 1. An absent field and a null one are the same: both say that it is empty.
// 2. A deletion is a change of every field, so of a deletion and an edit one stands whole: the newer, unless the
//    edit changed nothing.
// 3. Where the base is not known, each field that differs counts as changed by both.
import type { RecordFields } from './change';
import type { ConflictContext, ConflictResult } from './conflict';

/** What became of one field. */
export interface MergedField {
  readonly name: string;
  readonly base: unknown;
  readonly local: unknown;
  readonly remote: unknown;
  /** `both` changed it, to different values; `same` where there is nothing to decide. */
  readonly changedBy: 'local' | 'remote' | 'both' | 'same';
}

/** The rule that merging resolvers share. @param isReviewed whether a person decides on a field that both changed */
export function mergeThreeWay(
  context: ConflictContext,
  isReviewed: (field: string) => boolean,
): ConflictResult {
  const { local, remote, base } = context;
  if (local === null || remote === null) {
    return resolveDeletion(context, isReviewed);
  }
  const fields = compareFields(base, local, remote);
  const isLocalNewer = isNewer(context);
  const merged: Record<string, unknown> = {};
  for (const field of fields) {
    const takesLocal = field.changedBy === 'local' || (field.changedBy === 'both' && isLocalNewer);
    const value = takesLocal ? field.local : field.remote;
    if (value !== null) {
      merged[field.name] = value;
    }
  }
  const disputed = disputedOf(fields, isReviewed);
  const review = { needsManualReview: disputed.length > 0, disputedFields: disputed };
  if (isSame(merged, remote)) {
    return { use: 'remote', ...review };
  }
  return isSame(merged, local) ? { use: 'local', ...review } : { use: 'merged', merged, ...review };
}

/** Each field that any of the versions has, in the order of their names. */
export function compareFields(
  base: RecordFields | null,
  local: RecordFields,
  remote: RecordFields,
): MergedField[] {
  const names = new Set([base ?? {}, local, remote].flatMap((version) => Object.keys(version)));
  return [...names].sort().map((name) => {
    const values = { base: base?.[name] ?? null, local: local[name] ?? null, remote: remote[name] ?? null };
    return { name, ...values, changedBy: base === null ? differing(values) : changedBy(values) };
  });
}

type Values = Pick<MergedField, 'base' | 'local' | 'remote'>;

function changedBy({ base, local, remote }: Values): MergedField['changedBy'] {
  if (sameValue(local, remote)) {
    return 'same';
  }
  if (sameValue(local, base)) {
    return 'remote';
  }
  return sameValue(remote, base) ? 'local' : 'both';
}

function differing({ local, remote }: Values): MergedField['changedBy'] {
  return sameValue(local, remote) ? 'same' : 'both';
}

function resolveDeletion(context: ConflictContext, isReviewed: (field: string) => boolean): ConflictResult {
  const { local, remote, base, remoteStamp } = context;
  const edited = local ?? remote;
  if (edited === null || remoteStamp === null) {
    // Both deleted it; or the server never had it, and there is nothing to merge with.
    return { use: remoteStamp === null ? 'local' : 'remote', needsManualReview: false, disputedFields: [] };
  }
  const changed = compareFields(base, edited, base ?? {}).filter(({ changedBy: side }) => side !== 'same');
  if (base !== null && changed.length === 0) {
    return { use: local === null ? 'local' : 'remote', needsManualReview: false, disputedFields: [] };
  }
  const disputedFields = changed.map(({ name }) => name).filter(isReviewed);
  return {
    use: isNewer(context) ? 'local' : 'remote',
    needsManualReview: disputedFields.length > 0,
    disputedFields,
  };
}

function disputedOf(fields: readonly MergedField[], isReviewed: (field: string) => boolean): string[] {
  return fields
    .filter(({ changedBy: side, name }) => side === 'both' && isReviewed(name))
    .map(({ name }) => name);
}

/** A tie goes to remote, as everywhere. */
function isNewer({ localStamp, remoteStamp }: ConflictContext): boolean {
  return remoteStamp === null || localStamp > remoteStamp;
}

function isSame(one: RecordFields, other: RecordFields): boolean {
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...names].every((name) => sameValue(one[name], other[name]));
}

/** Whether two values of a field are the same; absent and null are. Lists and objects compare by their content. */
export function sameValue(one: unknown, other: unknown): boolean {
  const [a, b] = [one ?? null, other ?? null];
  return a === b || (typeof a === 'object' && JSON.stringify(a) === JSON.stringify(b));
}
