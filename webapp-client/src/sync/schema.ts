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
  /** A tenant has one record of it at most, whose id is the tenant's: settings, not a list. */
  readonly onePerTenant?: boolean;
  /** Only an owner changes its records; the server rejects what anybody else sends. */
  readonly ownerOnly?: boolean;
  /** How its conflicts are decided where the tenant has not said otherwise; last-write-wins if left out. */
  readonly conflicts?: ConflictStrategy;
  readonly fields: readonly FieldSchema[];
}

/** How conflicts of a type are decided (protocol, 6). */
export interface ConflictStrategy {
  readonly strategy: 'last_write_wins' | 'field_merge' | 'manual_merge';
  /** With `field_merge`: fields that are put to the user where both sides changed them. */
  readonly review?: readonly string[];
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
  readonly format?: 'currency' | 'month' | 'email' | 'entity_type' | 'conflict_strategies';
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
  /** The field of the same record that holds that type, where it is not always the same. */
  readonly referencesTypeIn?: string;
  /** A program fills it, such as the hash of a file: it is shown, and nobody is asked for it. */
  readonly machineFilled?: boolean;
}

/** The type of this name, or null. */
export function entityTypeNamed(schema: Schema, name: string): EntityTypeSchema | null {
  return schema.types.find((type) => type.name === name) ?? null;
}

/** The types that a tenant has many records of, for lists, forms and imports. */
export function listedTypes(schema: Schema): readonly EntityTypeSchema[] {
  return schema.types.filter((type) => type.onePerTenant !== true);
}

/** Whether a person can make a record of the type: what a program has to fill cannot be left empty. */
export function isMadeByHand(type: EntityTypeSchema): boolean {
  return !type.fields.some((field) => field.machineFilled === true && field.required === true);
}

/** The name of the type that a reference of this record points to, or null where that is not said. */
export function referencedType(field: FieldSchema, record: Readonly<Record<string, unknown>>): string | null {
  if (field.referencesTypeIn === undefined) return field.references ?? null;
  const named = record[field.referencesTypeIn];
  return typeof named === 'string' && named !== '' ? named : null;
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
