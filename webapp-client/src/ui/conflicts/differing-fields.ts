import type { EntityTypeSchema, FieldSchema, LocalRecord } from '../../sync';

/** The fields in which two versions of a record differ; an absent value and null are the same. */
export function differingFields(type: EntityTypeSchema, one: LocalRecord, other: LocalRecord): FieldSchema[] {
  return type.fields.filter(({ name }) => (one[name] ?? null) !== (other[name] ?? null));
}
