import { describe, expect, it } from 'vitest';
import { dataFile, refusalOf, tableOf } from './test-support';

const bytes = (...parts: (string | number[])[]) =>
  new Uint8Array(
    parts.flatMap((part) => (typeof part === 'string' ? [...new TextEncoder().encode(part)] : part)),
  );

const utf16 = (text: string, mark: boolean) =>
  new Uint8Array(Uint16Array.from(`${mark ? '\uFEFF' : ''}${text}`, (letter) => letter.charCodeAt(0)).buffer);

const cells = (...args: Parameters<typeof tableOf>) => tableOf(...args).rows.map((row) => row.cells);

describe('the text of a file', () => {
  it('is read as UTF-8 with and without a byte order mark', () => {
    const plain = tableOf(bytes('name,city\nJiří,Plzeň\n'));
    const marked = tableOf(bytes([0xef, 0xbb, 0xbf], 'name,city\nJiří,Plzeň\n'));
    expect(plain.columns.map(({ name }) => name)).toEqual(['name', 'city']);
    expect(marked).toEqual(plain);
    expect(plain.encoding).toBe('utf-8');
  });

  it('is read as UTF-16 by its byte order mark, and without one by its zero bytes', () => {
    for (const mark of [true, false]) {
      const table = tableOf(utf16('name,city\nJiří,Plzeň\n', mark));
      expect(table.encoding).toBe('utf-16le');
      expect(table.rows[0]?.cells).toEqual(['Jiří', 'Plzeň']);
    }
  });

  it('that is no UTF-8 is read as windows-1252, unless the user knows better', () => {
    const content = bytes('name,city\nM', [0xfc], 'ller,K', [0xf6], 'ln\n');
    expect(cells(content)).toEqual([['Müller', 'Köln']]);
    expect(tableOf(content).encoding).toBe('windows-1252');
    expect(cells(bytes('name,n\nJi', [0xf8, 0xed], ',1\n'), { encoding: 'windows-1250' })).toEqual([
      ['Jiří', '1'],
    ]);
  });

  it('forced into the wrong character set is reported line by line', () => {
    const table = tableOf(bytes('name,n\nM', [0xfc], 'ller,1\nPlain,2\n'), { encoding: 'utf-8' });
    expect(table.problems.map(({ line }) => line)).toEqual([2]);
    expect(table.rows).toHaveLength(1);
  });
});

describe('a file that is no table', () => {
  it('is refused with what it is and what to do', () => {
    expect(refusalOf(dataFile('ofx/checking.ofx'))).toContain('bank statement in OFX format');
    expect(refusalOf(bytes([0x50, 0x4b, 3, 4, 20, 0]))).toContain('Excel');
    expect(refusalOf(bytes('%PDF-1.7'))).toContain('PDF');
    expect(refusalOf('!Type:Bank\nD01/02/2026\n')).toContain('QIF');
    expect(refusalOf('<?xml version="1.0"?><a/>')).toContain('XML');
    expect(refusalOf('[{"name": "Cash"}]')).toContain('JSON');
  });

  it('is refused as empty when it holds nothing but blanks', () => {
    for (const content of ['', '\uFEFF', '\n\n', '  \r\n\t\n'])
      expect(refusalOf(content)).toBe('The file is empty.');
    expect(refusalOf(new Uint8Array())).toBe('The file is empty.');
  });

  it('is refused when the delimiter makes thousands of columns', () => {
    expect(refusalOf(','.repeat(5000) + 'x')).toContain('more than 1000 columns');
  });
});

describe('the delimiter', () => {
  it.each([
    ['\t', 'a\tb, c\t1,5\nd\te, f\t2,5\n'],
    [';', 'name;amount;tax\nx;1,5;0,3\ny;2,5;0,4\n'],
    [';', '1,5;2,5;3,5\n1,6;2,6;3,6\n'],
    ['|', 'a|b\nc|d\n'],
    [',', 'a,b;c,d\ne,f,g\n'],
    [',', 'only one column\nof text\n'],
    [',', '"x;y;z",1\n"x;y",2\n'],
  ])('%j is found', (delimiter, text) => {
    expect(tableOf(text).delimiter).toBe(delimiter);
  });

  it('can be chosen by the user', () => {
    expect(cells('a;b,c\n', { delimiter: ',', header: false })).toEqual([['a;b', 'c']]);
  });
});

describe('the first line', () => {
  it('is a header when it has names and the values below are of another kind', () => {
    expect(tableOf('id,name\n1,Cash\n').header).toBe(true);
    expect(tableOf('1,Cash\n2,Bank\n').header).toBe(false);
    expect(tableOf('Rent,income\nRepairs,expense\nFees,income\n').header).toBe(false);
    expect(tableOf('name,name\nx,y\n').header).toBe(false);
  });

  it('is a header when the user says so', () => {
    const table = tableOf('1,Cash\n2,Bank\n', { header: true });
    expect(table.columns.map(({ name }) => name)).toEqual(['1', 'Cash']);
    expect(table.rows).toEqual([{ line: 2, cells: ['2', 'Bank'] }]);
  });

  it('names columns so that no two are alike and none is empty', () => {
    const table = tableOf('name,Name,,name\n1,2,3,4\n', { header: true });
    expect(table.columns.map(({ name }) => name)).toEqual(['name', 'Name (2)', 'Column 3', 'name (3)']);
  });

  it('alone is a table without records', () => {
    const table = tableOf('name,kind,currency\n');
    expect(table).toMatchObject({ header: true, rows: [], problems: [] });
  });
});

describe('quotation marks', () => {
  it('frame values with delimiters, quotes and line breaks, and lines keep their numbers', () => {
    const table = tableOf('name,note\n"A, ""B""","two\nlines"\nC,d\n');
    expect(table.rows).toEqual([
      { line: 2, cells: ['A, "B"', 'two\nlines'] },
      { line: 4, cells: ['C', 'd'] },
    ]);
  });

  it('opened and never closed are reported with their line, and the lines before are read', () => {
    const table = tableOf('name,note\nA,b\nC,"d\nE,f\nG,h\n');
    expect(table.rows.map(({ line }) => line)).toEqual([2]);
    expect(table.problems).toHaveLength(1);
    expect(table.problems[0]).toMatchObject({ line: 3 });
    expect(table.problems[0]?.message).toContain('never closed, so everything from here to line 5');
  });

  it('opened in the header are reported too', () => {
    const table = tableOf('name,"note\nA,b\n', { header: true });
    expect(table.problems.map(({ line }) => line)).toEqual([1]);
  });

  it('closed before the value ends are reported with the lines that they tie together', () => {
    const table = tableOf('name,note\nA,"b" c\nD,"e"\nF,g\n');
    expect(table.problems.map(({ line }) => line)).toEqual([2]);
    expect(table.problems[0]?.message).toContain('Lines 2 to 3 cannot be told apart');
    expect(table.rows.map(({ line }) => line)).toEqual([4]);
  });

  it('are plain characters where the user says so', () => {
    expect(cells('name\tsize\n"A" nail\t5"\n', { quotes: false })).toEqual([['"A" nail', '5"']]);
  });
});

describe('lines', () => {
  it('with too few or too many values are reported, with empty ones at the end they are not', () => {
    const table = tableOf('a,b,c\n1,2,3\n1,2\n1,2,3,4\n1,2,3,,\n');
    expect(table.problems.map(({ line, message }) => [line, message])).toEqual([
      [3, 'This line has 2 values where 3 are expected.'],
      [4, 'This line has 4 values where 3 are expected.'],
    ]);
    expect(table.rows.map(({ line }) => line)).toEqual([2, 5]);
  });

  it('that are blank are passed over and still counted', () => {
    expect(tableOf('a,b\n\n1,2\n,\n3,4\n\n').rows.map(({ line }) => line)).toEqual([3, 5]);
  });

  it('may end in any of the three ways, mixed', () => {
    expect(cells('a,b\r\n1,2\n3,4\r5,6')).toEqual([
      ['1', '2'],
      ['3', '4'],
      ['5', '6'],
    ]);
  });

  it('with NUL characters are reported', () => {
    const table = tableOf('a,b\n1,x\0y\n2,z\n');
    expect(table.problems).toEqual([expect.objectContaining({ line: 2 })]);
    expect(table.problems[0]?.message).toContain('NUL');
  });

  it('of ten megabytes are one long value, and its problem is shown short', () => {
    const table = tableOf(`a,b\n${'x'.repeat(10_000_000)}\n1,2\n`);
    expect(table.rows).toHaveLength(1);
    expect(table.problems[0]?.value).toHaveLength(81);
  });
});
