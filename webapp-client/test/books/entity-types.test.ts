import { describe, expect, expectTypeOf, it } from 'vitest';
import type { EntityTypeName, EntityTypes, IdOf } from '../../src/books/entity-types';
import { schema } from '../data/schema';

describe('the generated types', () => {
  it('say what a record of each type holds', () => {
    expectTypeOf<EntityTypes['transactions']['kind']>().toEqualTypeOf<'income' | 'expense' | 'transfer'>();
    expectTypeOf<EntityTypes['documents']['ownerType']>().toEqualTypeOf<EntityTypeName | null | undefined>();
    expectTypeOf<EntityTypes['rental_agreements']['dueDay']>().toEqualTypeOf<number | null | undefined>();
    expectTypeOf<EntityTypes['invoices']['contactId']>().toEqualTypeOf<IdOf<'contacts'>>();
    expectTypeOf<EntityTypeName>()
      .extract<'budgets' | 'sync_settings'>()
      .toEqualTypeOf<'budgets' | 'sync_settings'>();
  });

  it('are of the types that the schema describes', () => {
    expect(schema.types.map(({ name }) => name)).toContain('recurring_invoices' satisfies EntityTypeName);
    expect(schema.types).toHaveLength(15);
  });
});
