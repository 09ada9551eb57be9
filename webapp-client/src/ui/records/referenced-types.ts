import { referencedType, type EntityTypeSchema, type LocalRecord } from '../../sync';

/** Whatever has a record, such as a row of a list. */
export interface RecordHolder {
  readonly record: LocalRecord;
}

/** The names of the types that the fields of these records point to, each once, in alphabetical order. */
export function referencedTypes(type: EntityTypeSchema, holders: readonly RecordHolder[]): string[] {
  const names = new Set<string>();
  for (const field of type.fields) {
    if (field.references !== undefined) names.add(field.references);
    if (field.referencesTypeIn === undefined) continue;
    for (const { record } of holders) {
      const name = referencedType(field, record);
      if (name !== null) names.add(name);
    }
  }
  return [...names].sort();
}
