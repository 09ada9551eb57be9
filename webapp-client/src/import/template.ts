import type { Column } from './header';

/** A text with places for values: `Account {account id}` or `Account {1}`. */
export interface Template {
  /** The text for one row; empty when every value in it is blank, so that no "Account " is left over. */
  readonly fill: (cells: readonly string[]) => string;
  /** The places from 0 of the columns that it uses. */
  readonly columns: readonly number[];
}

/** Either the template, or the sentence that says what is wrong with its text. */
export type TemplateResult =
  | { readonly kind: 'template'; readonly template: Template }
  | { readonly kind: 'unreadable'; readonly message: string };

/**
 * Reads a template. Braces hold the name of a column (in any case) or its number from 1; a column whose name is
 * a number goes before the number. Doubled braces stand for themselves.
 */
export function parseTemplate(text: string, columns: readonly Column[]): TemplateResult {
  const parts: (string | number)[] = [];
  for (const [piece] of text.matchAll(/\{\{|\}\}|\{[^{}]*\}|[^{}]+|[{}]/g)) {
    if (piece === '{' || piece === '}') {
      return { kind: 'unreadable', message: 'A brace has no partner. Write the name of a column as {name}.' };
    }
    if (piece === '{{' || piece === '}}' || !piece.startsWith('{')) {
      parts.push(piece === '{{' ? '{' : piece === '}}' ? '}' : piece);
      continue;
    }
    const wanted = piece.slice(1, -1).trim();
    const column = findColumn(wanted, columns);
    if (column === undefined) return { kind: 'unreadable', message: `The file has no column "${wanted}".` };
    parts.push(column.index);
  }
  const used = parts.filter((part) => typeof part === 'number');
  if (used.length === 0) {
    return { kind: 'unreadable', message: 'The text names no column. Write the name of a column as {name}.' };
  }
  return { kind: 'template', template: { columns: used, fill: (cells) => fill(parts, used, cells) } };
}

/** The template that is a column's value and nothing else. */
export function columnTemplate(column: Column): string {
  return `{${/[{}]/.test(column.name) ? column.index + 1 : column.name}}`;
}

function findColumn(wanted: string, columns: readonly Column[]): Column | undefined {
  const named = columns.find(({ name }) => name.toLowerCase() === wanted.toLowerCase());
  return named ?? (/^\d+$/.test(wanted) ? columns[Number(wanted) - 1] : undefined);
}

function fill(
  parts: readonly (string | number)[],
  used: readonly number[],
  cells: readonly string[],
): string {
  const isBlank = (index: number) => (cells[index] ?? '').trim() === '';
  if (used.every(isBlank)) return '';
  const text = parts.map((part) => (typeof part === 'number' ? (cells[part] ?? '').trim() : part)).join('');
  // A blank between two spaces would leave both.
  return (used.some(isBlank) ? text.replace(/ {2,}/g, ' ') : text).trim();
}
