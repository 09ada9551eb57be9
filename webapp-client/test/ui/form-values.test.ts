import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalDecimal } from '../../src/sync';
import { decimalToInput, localeSeparators, parseDecimalInput } from '../../src/ui/form/decimal-input';
import { inputToValue, liveEdits, readEdits, valueToInput } from '../../src/ui/form/form-values';
import { accounts, transactions } from './fixtures';

const english = localeSeparators('en');
const german = localeSeparators('de');

function field(name: string, type = accounts) {
  const found = type.fields.find((candidate) => candidate.name === name);
  if (found === undefined) throw new Error(`no field ${name}`);
  return found;
}

describe('a decimal as it is typed', () => {
  it.each([
    ['1234.50', '1234.5'],
    ['1,234.50', '1234.5'],
    ['1 234', '1234'],
    ['+7', '7'],
    ['.5', '0.5'],
    ['5.', '5'],
    ['-0', '0'],
    ['\u2212 12', '-12'],
    ['123456789012345.0001', '123456789012345.0001'],
  ])('is read in English: %s', (typed, value) => {
    expect(parseDecimalInput(typed, english)).toBe(value);
  });

  it.each([
    ['1234,5', '1234.5'],
    ['1.234,5', '1234.5'],
    ['1.234', '1234'],
  ])('is read in German: %s', (typed, value) => {
    expect(parseDecimalInput(typed, german)).toBe(value);
  });

  it.each(['', 'abc', '1e5', '1,5', '1.2.3', '--1', '1.5,000', '0x1', 'NaN'])('is none: "%s"', (typed) => {
    expect(parseDecimalInput(typed, english)).toBeNull();
  });

  it('is not guessed where a mark could mean either', () => {
    expect(parseDecimalInput('1.5', german)).toBeNull();
  });

  it.each([english, german])('comes back as it was stored', (separators) => {
    const stored = fc
      .tuple(fc.bigInt(-(10n ** 15n), 10n ** 15n), fc.nat(9999))
      .map(([whole, part]) => canonicalDecimal(`${whole}.${String(part).padStart(4, '0')}`) ?? '0');
    fc.assert(
      fc.property(stored, (value) => {
        expect(parseDecimalInput(decimalToInput(value, separators), separators)).toBe(value);
      }),
    );
  });
});

describe('the inputs of a form', () => {
  it('clear a field that is emptied', () => {
    expect(inputToValue(field('name'), '  ', english)).toEqual({ kind: 'value', value: null });
  });

  it('take spaces off around a name and keep the lines of a note', () => {
    expect(inputToValue(field('name'), ' Main ', english)).toEqual({ kind: 'value', value: 'Main' });
    expect(inputToValue(field('description'), ' a\n b', english)).toEqual({ kind: 'value', value: ' a\n b' });
  });

  it('say where a number cannot be read', () => {
    const reading = readEdits(accounts, { openingBalance: '12x' }, english);
    expect(reading.changes).toEqual({});
    expect(reading.errors).toEqual([
      { field: 'openingBalance', message: 'Enter a number, such as 1234.50.' },
    ]);
  });

  it('read whole numbers as numbers and nothing else', () => {
    expect(inputToValue(field('dueDay', transactions), '28', english)).toEqual({ kind: 'value', value: 28 });
    expect(inputToValue(field('dueDay', transactions), '2.8', english).kind).toBe('unreadable');
  });

  it('show what is stored in the marks of the locale', () => {
    expect(valueToInput(field('openingBalance'), '1234.5', german)).toBe('1234,5');
    expect(valueToInput(field('archived'), undefined, german)).toBe(false);
  });
});

describe('a form whose record changes underneath', () => {
  const stored = { name: 'Main', kind: 'bank' };

  it('counts an input set back to what is stored as not edited', () => {
    expect(liveEdits(accounts, { name: 'Main', kind: 'cash' }, stored, english)).toEqual({ kind: 'cash' });
  });

  it('keeps what was edited and follows what was not', () => {
    const edits = { name: 'Mine' };
    const after = { name: 'Theirs', kind: 'cash' };
    expect(liveEdits(accounts, edits, after, english)).toEqual({ name: 'Mine' });
    expect(readEdits(accounts, edits, english).changes).toEqual({ name: 'Mine' });
  });
});
