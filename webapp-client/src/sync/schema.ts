// The entity types as the server describes them (`GET /api/state/schema`). Everything generic in the
// client, from the local stores to lists and forms, is derived from this document.

/** The whole document. */
export interface Schema {
  readonly version: number;
  readonly types: readonly EntityTypeSchema[];
}

/** One kind of record. */
export interface EntityTypeSchema {
  /** Plural, snake_case: the name on the wire and of the local store. */
  readonly name: string;
  /** Kebab-case, in addresses. */
  readonly path: string;
  readonly label: string;
  readonly labelOne: string;
  readonly fields: readonly FieldSchema[];
}

export type FieldType = 'text' | 'integer' | 'decimal' | 'boolean' | 'date' | 'reference';

/** One field. Optional members are left out where they do not hold. */
export interface FieldSchema {
  /** camelCase, as on the wire. */
  readonly name: string;
  readonly label: string;
  readonly type: FieldType;
  readonly required?: boolean;
  readonly minLength?: number;
  /** In UTF-16 units. */
  readonly maxLength?: number;
  readonly multiline?: boolean;
  readonly pattern?: string;
  readonly format?: 'currency' | 'email';
  readonly oneOf?: readonly string[];
  readonly integerDigits?: number;
  readonly fractionDigits?: number;
  /** Bounds of numbers, as text so that decimals stay exact. */
  readonly min?: string;
  readonly max?: string;
  readonly exclusiveMin?: boolean;
  readonly exclusiveMax?: boolean;
  /** The entity type that a reference points to. */
  readonly references?: string;
}

/** The type of this name, or null. */
export function entityTypeNamed(schema: Schema, name: string): EntityTypeSchema | null {
  return schema.types.find((type) => type.name === name) ?? null;
}

/** Whether what came from the network or an old cache can serve as a schema. */
export function isSchema(value: unknown): value is Schema {
  const types = (value as { types?: unknown } | null)?.types;
  return (
    Array.isArray(types) &&
    types.every((type: { name?: unknown; fields?: unknown } | null) => {
      return typeof type?.name === 'string' && Array.isArray(type.fields);
    })
  );
}
