import Dexie from 'dexie';
import type { TidebookDatabase } from '../../sync';

export type ChangeMark = 'waiting' | 'overruled' | 'review' | 'failed';
export type ChangeMarks = ReadonlyMap<string, ChangeMark>;

/**
 * The marks of a type's records. Of the changes that wait only keys are read, since after an import there are
 * thousands; the synced ones that the outbox keeps as history are taken off again.
 */
export async function changeMarksOf(db: TidebookDatabase, entityType: string): Promise<ChangeMarks> {
  const [keys, settled, overruled] = await Promise.all([
    db.outbox
      .where('[entity_type+entity_id]')
      .between([entityType, Dexie.minKey], [entityType, Dexie.maxKey])
      .keys(),
    db.outbox.where('status').anyOf('synced', 'failed', 'conflict').toArray(),
    db.conflicts.where('open').equals(1).toArray(),
  ]);
  const open = new Map<string, number>();
  for (const key of keys) {
    const [, entityId] = key as unknown as [string, string];
    open.set(entityId, (open.get(entityId) ?? 0) + 1);
  }
  const ofType = settled.filter((entry) => entry.entity_type === entityType);
  for (const { entity_id: id } of ofType) open.set(id, (open.get(id) ?? 0) - 1);
  const marks = new Map<string, ChangeMark>();
  for (const [id, count] of open) if (count > 0) marks.set(id, 'waiting');
  for (const row of overruled) if (row.entity_type === entityType) marks.set(row.entity_id, 'overruled');
  for (const { status, entity_id: id } of ofType) {
    if (status === 'failed') marks.set(id, 'failed');
    if (status === 'conflict') marks.set(id, 'review');
  }
  return marks;
}
