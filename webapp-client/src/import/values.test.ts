import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DATE_FORMATS, type DateFormat, guessDateFormat, parseDate, parseMonth } from './dates';
import { guessNumberFormat, type NumberFormat, parseNumber } from './numbers';
import { guessWordTable, parseBoolean, parseWord, wordsOf } from './words';

describe('numbers', () => {
  it.each<[string, NumberFormat, string]>([
    ['1,234.56', '1,234.56', '1234.56'],
    ['1.234,56', '1.234,56', '1234.56'],
    ['1 234,56', '1 234,56', '1234.56'],
    ['1\u00a0234\u202f567,5', '1 234,56', '1234567.5'],
    ["1'234,50", '1 234,56', '1234.5'],
    ["1'234.50", "1'234.56", '1234.5'],
    ['1\u2019234\u2019567.50', "1'234.56", '1234567.5'],
    ['1,23,456.78', '1,234.56', '123456.78'],
    ['1234.56', '1234.56', '1234.56'],
    ['.20', '1234.56', '0.2'],
    ['245.20', '1234.56', '245.2'],
    ['5.', '1234.56', '5'],
    ['007', '1234.56', '7'],
    ['-3.50', '1234.56', '-3.5'],
    ['−3.50', '1234.56', '-3.5'],
    ['3.50-', '1234.56', '-3.5'],
    ['(3.50)', '1234.56', '-3.5'],
    ['-.5', '1234.56', '-0.5'],
    ['-0.00', '1234.56', '0'],
    ['+ 12', '1234.56', '12'],
    ['€ 1.234,56', '1.234,56', '1234.56'],
    ['123456789012345.1234', '1234.56', '123456789012345.1234'],
  ])('%j written like %s is %s', (text, format, value) => {
    expect(parseNumber(text, format)).toBe(value);
  });

  it.each<[string, NumberFormat]>([
    ['1,234.56', '1234.56'],
    ['1.234,56', '1,234.56'],
    ['12,34', '1,234.56'],
    ["1'23.50", "1'234.56"],
    ['1.23.456', '1.234,56'],
    ['abc', '1234.56'],
    ['', '1234.56'],
    ['.', '1234.56'],
    ['-', '1234.56'],
    ['--5', '1234.56'],
    ['1e5', '1234.56'],
    ['0x10', '1234.56'],
    ['NaN', '1234.56'],
    ['12 AED', '1234.56'],
    ['=1+1', '1234.56'],
    ['٣', '1234.56'],
  ])('%j is no number written like %s', (text, format) => {
    expect(parseNumber(text, format)).toBeNull();
  });

  it('written in any format are read back as they were', () => {
    const write: Record<NumberFormat, (whole: string, cents: string) => string> = {
      '1234.56': (whole, cents) => `${whole}.${cents}`,
      '1,234.56': (whole, cents) => `${grouped(whole, ',')}.${cents}`,
      '1.234,56': (whole, cents) => `${grouped(whole, '.')},${cents}`,
      '1 234,56': (whole, cents) => `${grouped(whole, ' ')},${cents}`,
      "1'234.56": (whole, cents) => `${grouped(whole, "'")}.${cents}`,
    };
    const format = fc.constantFrom<NumberFormat>('1234.56', '1,234.56', '1.234,56', '1 234,56', "1'234.56");
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1e12 }),
        fc.integer({ min: 1, max: 9 }),
        format,
        (whole, cent, chosen) => {
          expect(parseNumber(write[chosen](String(whole), `0${cent}`), chosen)).toBe(`${whole}.0${cent}`);
        },
      ),
    );
  });

  it('show their format, and are a question where two formats read different values', () => {
    expect(guessNumberFormat(['245.20', '.80', '', '12']).format).toBe('1234.56');
    expect(guessNumberFormat(['1,234.50', '7']).format).toBe('1,234.56');
    expect(guessNumberFormat(['1.234,50']).format).toBe('1.234,56');
    expect(guessNumberFormat(['1 234,50', '3']).format).toBe('1 234,56');
    expect(guessNumberFormat(['1', '2']).format).toBe('1234.56');
    expect(guessNumberFormat(['1,234', '5,678'])).toMatchObject({ format: null });
    expect(guessNumberFormat(['1.234'])).toMatchObject({ format: null });
    expect(guessNumberFormat(['a', 'b'])).toMatchObject({ format: null, candidates: [] });
  });

  it('show their format in spite of a few that are wrong', () => {
    expect(guessNumberFormat(['1.234,50', 'oops', '2.345,00'])).toMatchObject({
      format: '1.234,56',
      readable: 2,
      filled: 3,
    });
  });
});

describe('dates', () => {
  it.each<[string, DateFormat, string]>([
    ['2026-03-04', 'YYYY-MM-DD', '2026-03-04'],
    ['2026/3/4', 'YYYY-MM-DD', '2026-03-04'],
    ['2026-03-04T23:59:59+02:00', 'YYYY-MM-DD', '2026-03-04'],
    ['2026-03-04 00:00', 'YYYY-MM-DD', '2026-03-04'],
    ['4.3.2026', 'DD.MM.YYYY', '2026-03-04'],
    ['04. 03. 2026', 'DD.MM.YYYY', '2026-03-04'],
    ['04/03/2026', 'DD/MM/YYYY', '2026-03-04'],
    ['04-03-2026', 'DD/MM/YYYY', '2026-03-04'],
    ['03/04/2026', 'MM/DD/YYYY', '2026-03-04'],
    ['3/4/26 1:05 PM', 'MM/DD/YYYY', '2026-03-04'],
    ['20260304', 'YYYYMMDD', '2026-03-04'],
    ['260304', 'YYMMDD', '2026-03-04'],
    ['930101', 'YYMMDD', '1993-01-01'],
    ['29.02.2024', 'DD.MM.YYYY', '2024-02-29'],
  ])('%j written as %s is %s', (text, format, date) => {
    expect(parseDate(text, format)).toBe(date);
  });

  it.each<[string, DateFormat]>([
    ['2026-02-29', 'YYYY-MM-DD'],
    ['1900-02-29', 'YYYY-MM-DD'],
    ['2026-13-01', 'YYYY-MM-DD'],
    ['2026-00-10', 'YYYY-MM-DD'],
    ['2026-04-31', 'YYYY-MM-DD'],
    ['0000-01-01', 'YYYY-MM-DD'],
    ['2026-03/04', 'YYYY-MM-DD'],
    ['13/13/2026', 'MM/DD/YYYY'],
    ['45000', 'YYMMDD'],
    ['yesterday', 'DD.MM.YYYY'],
    ['', 'YYYYMMDD'],
  ])('%j is no date written as %s', (text, format) => {
    expect(parseDate(text, format)).toBeNull();
  });

  it('of the calendar are read back in every format', () => {
    const day = fc.date({ min: new Date('1970-01-01'), max: new Date('2067-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(day, fc.constantFrom(...DATE_FORMATS), (date, format) => {
        const iso = date.toISOString().slice(0, 10);
        const [year = '', month = '', dayOfMonth = ''] = iso.split('-');
        const text = format
          .replace('YYYY', year)
          .replace('YY', year.slice(2))
          .replace('MM', month)
          .replace('DD', dayOfMonth);
        expect(parseDate(text, format)).toBe(iso);
      }),
    );
  });

  it('show their format, and are a question where day and month could change places', () => {
    expect(guessDateFormat(['2015-03-24', '']).format).toBe('YYYY-MM-DD');
    expect(guessDateFormat(['01/02/2026', '25/02/2026']).format).toBe('DD/MM/YYYY');
    expect(guessDateFormat(['01/02/2026', '02/25/2026']).format).toBe('MM/DD/YYYY');
    expect(guessDateFormat(['5/5/2026']).format).toBe('DD/MM/YYYY');
    const open = guessDateFormat(['01/02/2026', '03/04/2026']);
    expect(open).toMatchObject({ format: null, candidates: ['DD/MM/YYYY', 'MM/DD/YYYY'] });
  });
});

describe('words', () => {
  it('are found without regard to case, spaces and dashes', () => {
    expect(parseWord(' Expense ', ['income', 'expense'])).toBe('expense');
    expect(parseWord('Non-Profit', ['non_profit'])).toBe('non_profit');
    expect(parseWord('rent', ['income', 'expense'])).toBeNull();
  });

  it('are found through the table of the user, blanks too, and never to a value that the field lacks', () => {
    const table = { hh: 'household', '': 'other', bad: 'nothing' };
    expect(parseWord('HH', ['household', 'other'], table)).toBe('household');
    expect(parseWord('  ', ['household', 'other'], table)).toBe('other');
    expect(parseWord('bad', ['household', 'other'], table)).toBeNull();
    expect(parseWord('constructor', ['household'], table)).toBeNull();
  });

  it('that begin like one value only are proposed for it', () => {
    expect(guessWordTable(['I', 'exp', 'x', ''], ['income', 'expense'])).toEqual({
      i: 'income',
      exp: 'expense',
    });
    expect(guessWordTable(['in'], ['income', 'invoice'])).toEqual({});
  });

  it('of a column are listed with the most frequent first', () => {
    expect(wordsOf(['LO', 'HH', 'hh', ' '])).toEqual([
      { word: 'HH', folded: 'hh', count: 2 },
      { word: '', folded: '', count: 1 },
      { word: 'LO', folded: 'lo', count: 1 },
    ]);
  });

  it('say yes and no in the usual ways', () => {
    expect(['Yes', 'TRUE', '1', 'x'].map(parseBoolean)).toEqual([true, true, true, true]);
    expect(['No', 'false', '0'].map(parseBoolean)).toEqual([false, false, false]);
    expect(parseBoolean('maybe')).toBeNull();
  });
});

function grouped(whole: string, mark: string): string {
  return whole.replace(/\B(?=(\d{3})+$)/g, mark);
}

describe('months', () => {
  it.each([
    ['2026-11', '2026-11'],
    ['2026-3', '2026-03'],
    ['11/2026', '2026-11'],
    ['3.2026', '2026-03'],
    ['2026-11-01', '2026-11'],
    [' 2026/11 ', '2026-11'],
  ])('%j is %s', (text, month) => {
    expect(parseMonth(text)).toBe(month);
  });

  it.each(['2026-13', '2026-00', '0/2026', '2026', 'Nov 2026', '11/26', '01/11/2026', ''])(
    '%j is none',
    (text) => {
      expect(parseMonth(text)).toBeNull();
    },
  );
});
