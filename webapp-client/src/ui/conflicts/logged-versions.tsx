import { useMemo } from 'react';
import {
  isDeleted,
  type EntityTypeSchema,
  type FieldSchema,
  type LocalRecord,
  type LoggedConflict,
} from '../../sync';
import { formatStamp } from '../records/format';
import { useReferencedRows } from '../records/use-record-rows';
import { differingFields } from './differing-fields';
import { Versions, type Column } from './versions';

interface Props {
  readonly type: EntityTypeSchema;
  readonly conflict: LoggedConflict;
  /** Who made the other version. */
  readonly author: string;
  /** Whether what stood after it is shown too: where it is neither side's. */
  readonly withResult?: boolean;
  /** The record as it is, null for none: shown where it is not any more what stood. Left out where nobody asks. */
  readonly now?: LocalRecord | null | undefined;
}

/** All versions of a logged conflict, in the fields that matter: before, mine, theirs, and what stood. */
export function LoggedVersions({ type, conflict, author, withResult = false, now }: Props) {
  const { base, local, remote, result } = conflict;
  const holders = useMemo(
    () =>
      [local, base, remote, result, now ?? null].flatMap((record) => (record === null ? [] : [{ record }])),
    [base, local, remote, result, now],
  );
  const rowsByType = useReferencedRows(type, holders);
  const deletedHere = isDeleted(local);
  const deletedThere = remote === null || isDeleted(remote);
  const mine: Column = deletedHere
    ? { caption: `Deleted by you, ${formatStamp(conflict.local_stamp)}`, record: null }
    : {
        caption: `Mine, ${formatStamp(conflict.local_stamp)}`,
        record: local,
        other: deletedThere ? base : remote,
      };
  const theirs: Column = deletedThere
    ? { caption: `Deleted by ${author}`, record: null }
    : {
        caption: `By ${author}, ${formatStamp(remote.updatedAt)}`,
        record: remote,
        other: deletedHere ? base : local,
      };
  const columns = [
    { caption: 'Before', record: base },
    mine,
    theirs,
    ...(withResult && result !== null && !isDeleted(result)
      ? [{ caption: 'What stood', record: result }]
      : []),
    ...nowColumn(type, result, now),
  ];
  const changedSince =
    now == null || isDeleted(now) || result === null ? [] : differingFields(type, result, now);
  const fields = fieldsThatMatter(type, conflict);
  return (
    <Versions
      type={type}
      fields={type.fields.filter((field) => fields.includes(field) || changedSince.includes(field))}
      columns={columns}
      rowsByType={rowsByType}
    />
  );
}

/** What has become of the record since, if anything. */
function nowColumn(
  type: EntityTypeSchema,
  result: LocalRecord | null,
  now: LocalRecord | null | undefined,
): Column[] {
  if (now === undefined) return [];
  const isGone = now === null || isDeleted(now);
  const wasGone = result === null || isDeleted(result);
  if (isGone) return wasGone ? [] : [{ caption: 'Deleted since', record: null }];
  const isSame = !wasGone && differingFields(type, result, now).length === 0;
  return isSame ? [] : [{ caption: `Now, ${formatStamp(now.updatedAt)}`, record: now }];
}

/** Those that do not stand, where that is known; else all in which the versions differ. */
function fieldsThatMatter(
  type: EntityTypeSchema,
  { base, local, remote, overruled }: LoggedConflict,
): FieldSchema[] {
  const isGone = remote === null || isDeleted(remote) || isDeleted(local);
  if (isGone) {
    const edited = isDeleted(local) ? remote : local;
    if (edited === null) return [];
    const before = base ?? { ...edited, ...Object.fromEntries(type.fields.map(({ name }) => [name, null])) };
    return differingFields(type, before, edited);
  }
  const differing = differingFields(type, local, remote);
  const named = differing.filter(({ name }) => overruled?.includes(name) === true);
  return named.length > 0 ? named : differing;
}

/** The fields of an overruled edit that do not stand, by their labels. */
export function overruledLabels(type: EntityTypeSchema, conflict: LoggedConflict): string {
  return fieldsThatMatter(type, conflict)
    .map(({ label }) => label)
    .join(', ');
}
