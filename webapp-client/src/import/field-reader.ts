import type { FieldSchema } from '../sync/schema';
import { parseDate, parseMonth } from './dates';
import type { Column } from './header';
import { constantValue, type FieldValue } from './constant';
import type { FieldSource } from './mapping';
import { parseNumber } from './numbers';
import type { Finding } from './record-finder';
import { parseTemplate } from './template';
import { parseBoolean, parseWord } from './words';

/** What one row says about one field. */
export type Reading =
  | { readonly kind: 'blank' }
  | { readonly kind: 'value'; readonly value: FieldValue }
  | { readonly kind: 'unreadable'; readonly text: string; readonly message: string };

export type FieldReader = (cells: readonly string[]) => Reading;

/** A search among the records of the referenced type, and how to speak of them. */
export interface Match {
  readonly find: (text: string) => Finding;
  /** The type's label ("Accounts"). */
  readonly label: string;
  /** The label of the field that is compared ("Name"). */
  readonly byLabel: string;
}

const BLANK: Reading = { kind: 'blank' };

/** The reader of one field. `match` is there for sources of that kind. The mapping has passed `checkMapping`. */
export function fieldReader(
  field: FieldSchema,
  source: FieldSource,
  columns: readonly Column[],
  match: Match | null,
): FieldReader {
  switch (source.kind) {
    case 'unset':
      return () => BLANK;
    case 'constant': {
      const value = constantValue(field, source.value);
      return () => (value === null ? BLANK : { kind: 'value', value });
    }
    case 'column':
      return (cells) => {
        const text = (cells[source.column] ?? '').trim();
        // A word table may give a value to blanks; everywhere else a blank says nothing.
        if (text === '' && source.words?.[''] === undefined) return BLANK;
        return readText(field, source, text);
      };
    case 'sign':
      return (cells) => {
        const text = (cells[source.column] ?? '').trim();
        return text === '' ? BLANK : readSign(source, text);
      };
    case 'template': {
      const fill = filler(source.text, columns);
      return (cells) => {
        const value = fill(cells);
        return value === '' ? BLANK : { kind: 'value', value };
      };
    }
    case 'match': {
      const fill = filler(source.text, columns);
      return (cells) => {
        const text = fill(cells);
        return text === '' || match === null ? BLANK : readMatch(text, match);
      };
    }
  }
}

function readText(field: FieldSchema, source: FieldSource & { kind: 'column' }, text: string): Reading {
  const unreadable = (message: string): Reading => ({ kind: 'unreadable', text, message });
  switch (field.type) {
    case 'decimal':
    case 'integer': {
      const format = source.numberFormat ?? '1234.56';
      const number = parseNumber(text, format);
      if (number === null) return unreadable(`Not a number written like ${format}.`);
      if (field.type === 'decimal')
        return { kind: 'value', value: source.unsigned === true ? number.replace('-', '') : number };
      const isWhole = Number.isSafeInteger(Number(number)) && !number.includes('.');
      return isWhole ? { kind: 'value', value: Number(number) } : unreadable('Not a whole number.');
    }
    case 'date': {
      const format = source.dateFormat ?? 'YYYY-MM-DD';
      const date = parseDate(text, format);
      return date === null ? unreadable(`Not a date written as ${format}.`) : { kind: 'value', value: date };
    }
    case 'boolean': {
      const truth = parseBoolean(text);
      return truth === null ? unreadable('Neither yes nor no.') : { kind: 'value', value: truth };
    }
    case 'text':
    case 'reference': {
      if (field.format === 'month') {
        const month = parseMonth(text);
        return month === null ? unreadable('Not a month, such as 2026-11.') : { kind: 'value', value: month };
      }
      if (field.oneOf === undefined) return { kind: 'value', value: text };
      const value = parseWord(text, field.oneOf, source.words);
      return value === null ? unreadable(notOneOf(field.oneOf)) : { kind: 'value', value };
    }
  }
}

function readSign(source: FieldSource & { kind: 'sign' }, text: string): Reading {
  const format = source.numberFormat ?? '1234.56';
  const number = parseNumber(text, format);
  if (number === null) return { kind: 'unreadable', text, message: `Not a number written like ${format}.` };
  if (number === '0') return { kind: 'unreadable', text, message: 'Zero is neither positive nor negative.' };
  return { kind: 'value', value: number.startsWith('-') ? source.negative : source.positive };
}

function notOneOf(oneOf: readonly string[]): string {
  return oneOf.length <= 12
    ? `None of ${oneOf.join(', ')}.`
    : `None of the ${oneOf.length} values of this field.`;
}

function readMatch(text: string, { find, label, byLabel }: Match): Reading {
  const finding = find(text);
  const what = `the ${byLabel.toLowerCase()} "${text}"`;
  switch (finding.kind) {
    case 'found':
      return { kind: 'value', value: finding.id };
    case 'unknown':
      return { kind: 'unreadable', text, message: `None of the ${label.toLowerCase()} has ${what}.` };
    case 'ambiguous':
      return { kind: 'unreadable', text, message: `${finding.count} ${label.toLowerCase()} have ${what}.` };
  }
}

function filler(text: string, columns: readonly Column[]): (cells: readonly string[]) => string {
  const result = parseTemplate(text, columns);
  if (result.kind === 'unreadable') throw new Error(`A mapping was used unchecked: ${result.message}`);
  return result.template.fill;
}
