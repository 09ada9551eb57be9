import type { Schema } from '../../sync';

/**
 * The schema without optional references to types that it does not have: there is nothing to choose from, and
 * nobody types an id. What such a field holds stays in the record, since only edited fields are written.
 */
export function withKnownReferences(schema: Schema): Schema {
  const names = new Set(schema.types.map((type) => type.name));
  const types = schema.types.map((type) => ({
    ...type,
    fields: type.fields.filter(
      ({ references, required }) => references === undefined || required === true || names.has(references),
    ),
  }));
  return { ...schema, types };
}
