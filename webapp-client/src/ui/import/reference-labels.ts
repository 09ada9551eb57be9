import { labelField, type PlannedRow } from '../../import';
import type { EntityTypeSchema } from '../../sync';
import type { StoredRecords } from './use-plan';

/** What the records that the rows point to are called, by id: those on the device and those of the file itself. */
export function referenceLabels(
  type: EntityTypeSchema,
  rows: readonly PlannedRow[],
  stored: StoredRecords,
): ReadonlyMap<string, string> {
  const wanted = new Set<unknown>();
  for (const { name, references } of type.fields) {
    if (references !== undefined) rows.forEach(({ fields }) => wanted.add(fields[name]));
  }
  const labels = new Map<string, string>();
  const ownName = labelField(type);
  for (const { id, fields } of rows) if (wanted.has(id)) labels.set(id, String(fields[ownName] ?? id));
  for (const records of Object.values(stored)) {
    for (const record of records) {
      if (!wanted.has(record.id)) continue;
      const label = ['name', 'number', 'reference', 'description'].map((name) => record[name]).find(isText);
      labels.set(record.id, label ?? record.id.slice(0, 8));
    }
  }
  return labels;
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '';
}
