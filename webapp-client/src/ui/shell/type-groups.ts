import { listedTypes, type EntityTypeSchema, type Schema } from '../../sync';

/** A part of the navigation. */
export interface TypeGroup {
  readonly label: string;
  readonly types: readonly EntityTypeSchema[];
}

/** What belongs together, in the order of a day's work. A type that stands nowhere here comes last, under More. */
const groups: readonly { readonly label: string; readonly names: readonly string[] }[] = [
  {
    label: 'Money',
    names: ['accounts', 'transactions', 'invoices', 'bills', 'recurring_invoices', 'budgets', 'categories'],
  },
  { label: 'Property', names: ['properties', 'units', 'buildings', 'projects', 'rental_agreements'] },
  { label: 'People and papers', names: ['contacts', 'documents'] },
];

/** The types that have lists, in groups; a group of which the schema has no type is left out. */
export function typeGroups(schema: Schema): TypeGroup[] {
  const listed = listedTypes(schema);
  const placed = new Set(groups.flatMap(({ names }) => names));
  const known = groups.map(({ label, names }) => ({
    label,
    types: names.flatMap((name) => listed.filter((type) => type.name === name)),
  }));
  const others = { label: 'More', types: listed.filter(({ name }) => !placed.has(name)) };
  return [...known, others].filter(({ types }) => types.length > 0);
}
