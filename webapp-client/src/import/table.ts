import Papa from 'papaparse';
import { declaredDelimiter, type Delimiter, guessDelimiter, mostFrequent } from './delimiter';
import { binaryMessage, foreignFileMessage, foreignTextMessage } from './foreign-file';
import { type Column, columnsOf, looksLikeHeader } from './header';
import { excerpt } from './row-error';
import { decodeText, type Encoding } from './text';

export type { Column } from './header';

/** What the user may decide instead of the guess. */
export interface TableOptions {
  readonly encoding?: Encoding;
  readonly delimiter?: Delimiter;
  /** Whether the first line holds column names. */
  readonly header?: boolean;
  /** False takes quotation marks as plain characters; true (the default) as a frame around a value. */
  readonly quotes?: boolean;
}

/** One line of the file (or several, where a quoted value holds line breaks). */
export interface TableRow {
  /** The line of the file that it begins in, from 1. */
  readonly line: number;
  /** Its values, one for each column. */
  readonly cells: readonly string[];
}

/** A line that cannot be cut into the columns of the table. */
export interface TableProblem {
  readonly line: number;
  readonly message: string;
  /** The beginning of the line's text. */
  readonly value: string;
}

/** A file as rows of text. What was guessed stands beside them. */
export interface Table {
  readonly fileName: string;
  readonly encoding: Encoding;
  readonly delimiter: Delimiter;
  readonly header: boolean;
  readonly quotes: boolean;
  readonly columns: readonly Column[];
  readonly rows: readonly TableRow[];
  readonly problems: readonly TableProblem[];
}

/** Either a table, or the sentence that says why the file is none. */
export type TableResult =
  | { readonly kind: 'table'; readonly table: Table }
  | { readonly kind: 'unreadable'; readonly message: string };

/** More columns than this is no table of records but a file cut with the wrong delimiter. */
const MAX_COLUMNS = 1000;

/** Cuts a file into rows. The content is bytes, or text whose character set is settled already. */
export function readTable(
  file: { readonly name: string; readonly content: Uint8Array | string },
  options: TableOptions = {},
): TableResult {
  const { name, content } = file;
  const foreign = typeof content === 'string' ? null : foreignFileMessage(content);
  if (foreign !== null) return { kind: 'unreadable', message: foreign };
  const decoded =
    typeof content === 'string'
      ? { text: content, encoding: 'utf-8' as const }
      : decodeText(content, options.encoding);
  // One kind of line break, so that line numbers are right in files that mix them.
  const whole = decoded.text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  const declared = declaredDelimiter(whole);
  const text = whole.slice(declared.length);
  if (text.trim() === '') return { kind: 'unreadable', message: 'The file is empty.' };
  const foreignText = foreignTextMessage(text) ?? binaryMessage(text);
  if (foreignText !== null) return { kind: 'unreadable', message: foreignText };

  const delimiter = options.delimiter ?? declared.delimiter ?? guessDelimiter(text);
  const quotes = options.quotes ?? true;
  const { rows, brokenQuotes } = cutRows(text, delimiter, quotes, declared.length > 0 ? 2 : 1);
  if (rows.some((row) => row.cells.length > MAX_COLUMNS)) {
    return {
      kind: 'unreadable',
      message: `The file has more than ${MAX_COLUMNS} columns. Is the delimiter right?`,
    };
  }
  const first = rows[0]?.cells ?? [];
  const header =
    options.header ??
    looksLikeHeader(
      first,
      rows.slice(1, 200).map((row) => row.cells),
    );
  const width = header ? first.length : usualWidth(rows);
  // A header whose quotation marks are broken may have swallowed records: it is reported like any other line.
  const isHeaderSound = !brokenQuotes.has(rows[0]?.line ?? 0);
  const sorted = sortRows(header && isHeaderSound ? rows.slice(1) : rows, width, brokenQuotes);
  const columns = columnsOf(header ? first : null, width);
  return {
    kind: 'table',
    table: { fileName: name, encoding: decoded.encoding, delimiter, header, quotes, columns, ...sorted },
  };
}

/** Cuts the text and numbers the lines; blank lines are left out. `brokenQuotes` has messages by line. */
function cutRows(text: string, delimiter: Delimiter, quotes: boolean, firstLine: number) {
  const parsed = Papa.parse<string[]>(text, {
    delimiter,
    newline: '\n',
    ...(quotes ? {} : { fastMode: true }),
  });
  const hasQuotes = quotes && text.includes('"');
  const lastLine = firstLine - 1 + text.trimEnd().split('\n').length;
  const codeByRow = new Map<number, string>();
  for (const { row, type, code } of parsed.errors)
    if (row !== undefined && type === 'Quotes') codeByRow.set(row, code);
  const brokenQuotes = new Map<number, string>();
  const rows: TableRow[] = [];
  let line = firstLine;
  parsed.data.forEach((cells, index) => {
    const breaks = hasQuotes ? cells.reduce((sum, cell) => sum + cell.split('\n').length - 1, 0) : 0;
    const code = codeByRow.get(index);
    if (code !== undefined) {
      brokenQuotes.set(line, code === 'MissingQuotes' ? unclosed(lastLine) : malformed(line, line + breaks));
    }
    if (code !== undefined || cells.some((cell) => cell.trim() !== '')) rows.push({ line, cells });
    line += 1 + breaks;
  });
  return { rows, brokenQuotes };
}

function malformed(first: number, last: number): string {
  const reach = first === last ? '' : ` Lines ${first} to ${last} cannot be told apart.`;
  return `A value in quotation marks goes on after its closing mark.${reach}`;
}

function unclosed(lastLine: number): string {
  return `A quotation mark is opened and never closed, so everything from here to line ${lastLine} is one value.`;
}

function usualWidth(rows: readonly TableRow[]): number {
  const rowsByWidth = new Map<number, number>();
  for (const { cells } of rows) rowsByWidth.set(cells.length, (rowsByWidth.get(cells.length) ?? 0) + 1);
  return mostFrequent(rowsByWidth)[0];
}

/** Parts the rows that fit the columns from those that do not. */
function sortRows(all: readonly TableRow[], width: number, brokenQuotes: ReadonlyMap<number, string>) {
  const rows: TableRow[] = [];
  const problems: TableProblem[] = [];
  for (const row of all) {
    const message = brokenQuotes.get(row.line) ?? problemOf(row.cells, width);
    if (message === null)
      rows.push(row.cells.length > width ? { ...row, cells: row.cells.slice(0, width) } : row);
    else problems.push({ line: row.line, message, value: excerpt(row.cells.join(' ')) });
  }
  return { rows, problems };
}

function problemOf(cells: readonly string[], width: number): string | null {
  // Empty values past the last column are a habit of spreadsheets and hold nothing.
  if (cells.length < width || cells.slice(width).some((cell) => cell.trim() !== '')) {
    return `This line has ${counted(cells.length)} where ${width} are expected.`;
  }
  if (cells.some((cell) => cell.includes('\0'))) return 'This line holds NUL characters, which are no text.';
  if (cells.some((cell) => cell.includes('\uFFFD'))) {
    return 'This line holds characters that cannot be read in this character set.';
  }
  return null;
}

function counted(values: number): string {
  return values === 1 ? '1 value' : `${values} values`;
}
