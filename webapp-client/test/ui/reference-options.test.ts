import { describe, expect, it } from 'vitest';
import { projectRecords } from '../../src/ui/records/record-rows';
import { foundOptions, maxOptions } from '../../src/ui/form/reference-options';
import { accounts, fastestMs, record } from './fixtures';

const rows = projectRecords(accounts, [
  record('1', { name: 'Old main bank' }),
  record('2', { name: 'Main bank' }),
  record('3', { name: 'Cash', description: 'main till' }),
]).rows;

const labels = (typed: string, chosen = null as null | { value: string; label: string }) =>
  foundOptions(rows, typed, chosen).map((option) => option.label);

describe('the choices of a reference', () => {
  it('begin with those whose label begins with what was typed', () => {
    expect(labels('main')).toEqual(['Main bank', 'Old main bank', 'Cash']);
  });

  it('hold the chosen record whatever was typed', () => {
    expect(labels('cash', { value: '2', label: 'Main bank' })).toEqual(['Main bank', 'Cash']);
  });

  it('are never more than can be read through', () => {
    const many = projectRecords(
      accounts,
      Array.from({ length: 20_000 }, (_, index) => record(String(index), { name: `Account ${index}` })),
    ).rows;
    expect(foundOptions(many, '', null)).toHaveLength(maxOptions);
    expect(foundOptions(many, '99', null)).toHaveLength(maxOptions);
    expect(fastestMs(() => foundOptions(many, '99', null))).toBeLessThan(50);
  });

  it('are never more than can be read through, also where some begin with what was typed and others hold it', () => {
    const many = projectRecords(
      accounts,
      Array.from({ length: 80 }, (_, index) =>
        record(String(index), { name: index % 2 === 0 ? `Rent ${index}` : `All rent ${index}` }),
      ),
    ).rows;
    expect(foundOptions(many, 'rent', null)).toHaveLength(maxOptions);
  });
});
