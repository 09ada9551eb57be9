import { describe, expect, it } from 'vitest';
import { accounts } from '../../test/data/books-schema';
import { isKeyDoubtful } from './guess-key';
import type { Mapping } from './mapping';
import { planOf, recordsOf, refusalOf, tableOf } from './test-support';
import { unusedColumns } from './unused-columns';

const mapping: Mapping = {
  fields: {
    name: { kind: 'template', text: 'Payment {2}' },
    kind: { kind: 'constant', value: 'bank' },
    currency: { kind: 'constant', value: 'EUR' },
  },
  keyColumns: [0],
};

describe('a file that is no text', () => {
  it('is refused, whatever its bytes', () => {
    // A linear congruence in place of a random file: the same bytes at every run.
    let state = 7;
    const bytes = Uint8Array.from({ length: 2000 }, () => {
      state = (Math.imul(state, 1103515245) + 12345) >>> 0;
      return (state >> 16) & 0xff;
    });
    expect(refusalOf(bytes)).toMatch(/^This is a binary file, not a table of text\./);
  });

  it('is told from a table with a few stray characters', () => {
    expect(tableOf(`a,b\n1,\u0001\n${'2,x\n'.repeat(50)}`).rows).toHaveLength(51);
  });
});

describe('a first line that declares the delimiter', () => {
  it('is no header, and lines keep their numbers', () => {
    const table = tableOf('sep=;\r\nname;kind, or so\r\nCash;a,b\r\n');
    expect([table.delimiter, table.columns.map(({ name }) => name)]).toEqual([';', ['name', 'kind, or so']]);
    expect(table.rows).toEqual([{ line: 3, cells: ['Cash', 'a,b'] }]);
  });

  it('gives way to the wish of the user', () => {
    expect(tableOf('sep=;\na,b\n1,2\n', { delimiter: ',' }).columns).toHaveLength(2);
  });

  it('with a delimiter that is none of ours leaves the guess', () => {
    expect(tableOf('sep=~\na,b\n1,2\n').columns.map(({ name }) => name)).toEqual(['a', 'b']);
  });
});

describe('columns that no field uses', () => {
  it('are named in the order of the file, but for empty ones', () => {
    const table = tableOf('no,payee,memo,blank\n1,Anna,Rent,\n2,Ben,Tea,\n');
    expect(unusedColumns(table, mapping).map(({ name }) => name)).toEqual(['no', 'memo']);
  });
});

describe('the key of the records', () => {
  it('is doubted where most rows are other versions of what is there', async () => {
    const january = await planOf(accounts, tableOf('no,payee\n1,Anna\n2,Ben\n3,Cleo\n'), mapping);
    const stored = { accounts: recordsOf(january) };
    const february = await planOf(accounts, tableOf('no,payee\n1,Dora\n2,Emil\n3,Cleo\n'), mapping, stored);
    expect(february.counts.changed).toBe(2);
    expect(isKeyDoubtful(february, mapping)).toBe(true);
    expect(isKeyDoubtful(january, mapping)).toBe(false);
    expect(isKeyDoubtful(february, { ...mapping, keyColumns: [] })).toBe(false);
  });
});
