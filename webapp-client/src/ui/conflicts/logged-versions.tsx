import { useMemo } from 'react';
import { isDeleted, type EntityTypeSchema, type FieldSchema, type LoggedConflict } from '../../sync';
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
}

/** All versions of a logged conflict, in the fields that matter: before, mine, theirs, and what stood. */
export function LoggedVersions({ type, conflict, author, withResult = false }: Props) {
  const { base, local, remote, result } = conflict;
  const holders = useMemo(
    () => [local, ...[base, remote, result].filter((it) => it !== null)].map((record) => ({ record })),
    [base, local, remote, result],
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
  ];
  return (
    <Versions
      type={type}
      fields={fieldsThatMatter(type, conflict)}
      columns={columns}
      rowsByType={rowsByType}
    />
  );
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
