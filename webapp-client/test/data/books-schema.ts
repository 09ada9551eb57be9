import { listedTypes, type EntityTypeSchema } from '../../src/sync/schema';
import { schema } from './schema';

/** The entity types of the books, as the server describes them. */
export const books: readonly EntityTypeSchema[] = listedTypes(schema);

export const accounts = named('accounts');
export const contacts = named('contacts');
export const categories = named('categories');
export const transactions = named('transactions');

/** The type of this name; a test that asks for one that there is not is a mistake. */
export function named(name: string): EntityTypeSchema {
  const type = schema.types.find((candidate) => candidate.name === name);
  if (type === undefined) throw new Error(`There is no type ${name}.`);
  return type;
}
