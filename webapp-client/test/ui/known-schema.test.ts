import { describe, expect, it } from 'vitest';
import { withKnownReferences } from '../../src/ui/session/known-schema';
import { accounts, transactions } from './fixtures';

const namesOf = (schema: ReturnType<typeof withKnownReferences>, index: number) =>
  schema.types[index]?.fields.map((field) => field.name);

describe('the schema that the page shows', () => {
  const invoiceId = {
    name: 'invoiceId',
    label: 'Invoice',
    type: 'reference',
    references: 'invoices',
  } as const;

  it('leaves out a reference to a type that it does not have', () => {
    const schema = { version: 1, types: [{ ...accounts, fields: [...accounts.fields, invoiceId] }] };
    expect(namesOf(withKnownReferences(schema), 0)).toEqual(accounts.fields.map((field) => field.name));
  });

  it('keeps references to its own types, and one without which no record could be saved', () => {
    const required = { ...invoiceId, required: true };
    const schema = {
      version: 1,
      types: [accounts, { ...transactions, fields: [...transactions.fields, required] }],
    };
    expect(namesOf(withKnownReferences(schema), 1)).toContain('accountId');
    expect(namesOf(withKnownReferences(schema), 1)).toContain('invoiceId');
  });
});
