import { payloadOf, type EntityTypeSchema, type LocalRecord, type OutboxEntry } from '../../sync';
import { recordLabel } from '../records/record-label';

const verbs = { create: 'New', update: 'Changed', delete: 'Deleted' } as const;

/** "New account: Main bank". The name is read from the record, or from the change where the record is gone. */
export function changeTitle(
  type: EntityTypeSchema | null,
  entry: Pick<OutboxEntry, 'action' | 'entity_type' | 'entity_id' | 'payload_json' | 'base_json'>,
  record: LocalRecord | null,
): string {
  const verb = verbs[entry.action];
  if (type === null) return `${verb} ${entry.entity_type}: ${entry.entity_id.slice(0, 8)}`;
  const known = record ?? ({ id: entry.entity_id, ...payloadOf(entry) } as unknown as LocalRecord);
  return `${verb} ${type.labelOne.toLowerCase()}: ${recordLabel(type, known)}`;
}

/** The fields that a change touches, by their labels; none for a deletion. */
export function changedFieldLabels(
  type: EntityTypeSchema | null,
  entry: Pick<OutboxEntry, 'payload_json'>,
): string[] {
  return Object.keys(payloadOf(entry)).map(
    (name) => type?.fields.find((field) => field.name === name)?.label ?? name,
  );
}
