// What the page makes of the types that the server really has.
import { describe, expect, it } from 'vitest';
import { isMadeByHand, listedTypes, referencedType } from '../../src/sync';
import { columnsOf } from '../../src/ui/list/columns';
import { fieldText } from '../../src/ui/list/field-text';
import { searchRows } from '../../src/ui/list/search-rows';
import { sortRows } from '../../src/ui/list/sort-rows';
import { formatAmount, formatMonth } from '../../src/ui/records/format';
import { projectRecords } from '../../src/ui/records/record-rows';
import { recordLabel } from '../../src/ui/records/record-label';
import { referencedTypes } from '../../src/ui/records/referenced-types';
import { typeGroups } from '../../src/ui/shell/type-groups';
import { named } from '../data/books-schema';
import { schema } from '../data/schema';
import { record } from './fixtures';

const [budgets, documents, properties] = [named('budgets'), named('documents'), named('properties')];
const fieldOf = (type: typeof documents, name: string) => {
  const field = type.fields.find((candidate) => candidate.name === name);
  if (field === undefined) throw new Error(`no field ${name}`);
  return field;
};

describe('the navigation', () => {
  it('has every type once but the settings, in named groups', () => {
    const groups = typeGroups(schema);
    expect(groups.map(({ label }) => label)).toEqual(['Money', 'Property', 'People and papers']);
    const names = groups.flatMap(({ types }) => types.map(({ name }) => name));
    expect([...names].sort()).toEqual(listedTypes(schema).map(({ name }) => name));
    expect(names).not.toContain('sync_settings');
    expect(names[0]).toBe('accounts');
  });

  it('puts a type that it does not know last', () => {
    const meters = { ...properties, name: 'meters', label: 'Meters' };
    const groups = typeGroups({ ...schema, types: [meters, ...schema.types] });
    expect(groups.at(-1)).toEqual({ label: 'More', types: [meters] });
  });
});

describe('a document', () => {
  const house = record('house', { name: 'Harbour House' });
  const rows = projectRecords(documents, [
    record('a', { name: 'Plan', ownerType: 'properties', ownerId: 'house', size: 5_000_000 }),
    record('b', { name: 'Photo' }),
    record('c', { name: 'Deed', ownerType: 'properties', ownerId: 'elsewhere' }),
  ]).rows;
  const rowsByType = new Map([['properties', projectRecords(properties, [house])]]);

  it('is not made by hand, as the other types are', () => {
    const made = listedTypes(schema).filter((type) => !isMadeByHand(type));
    expect(made).toEqual([documents]);
  });

  it('belongs to a record of the type that it names', () => {
    expect(referencedTypes(documents, rows)).toEqual(['properties']);
    expect(referencedTypes(documents, [])).toEqual([]);
    expect(referencedType(fieldOf(documents, 'ownerId'), { ownerType: 'units' })).toBe('units');
  });

  it('shows, finds and sorts by the name of what it belongs to', () => {
    const field = fieldOf(documents, 'ownerId');
    const texts = rows.map((row) => fieldText({ type: documents, field, record: row.record, rowsByType }));
    expect(texts).toEqual(['Harbour House', '', 'Not on this device']);
    expect(searchRows(documents, rows, 'harbour', rowsByType).map(({ id }) => id)).toEqual(['a']);
    expect(sortRows(rows, field, false, rowsByType).map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  });

  it('has what a program filled in behind everything else, and its hash not at all', () => {
    const names = columnsOf(documents, []).map((column) => column.field.name);
    expect(names).toEqual(['name', 'ownerType', 'ownerId', 'mediaType', 'size']);
  });
});

describe('a budget', () => {
  const budget = record('a', { period: '2026-11', amount: '500', currency: 'EUR' });

  it('is called by its month and amount', () => {
    expect(recordLabel(budgets, budget)).toBe(`${formatMonth('2026-11')} · ${formatAmount('500', 'EUR')}`);
    expect(formatMonth('soon')).toBe('soon');
  });

  it('begins with the month in a list', () => {
    expect(columnsOf(budgets, [])[0]?.field.name).toBe('period');
  });
});
