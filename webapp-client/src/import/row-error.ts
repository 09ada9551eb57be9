import Papa from 'papaparse';

/** Why one line of the file cannot be read. */
export interface RowError {
  /** Line of the file, from 1. */
  readonly line: number;
  /** The field's label; empty where the line as a whole is broken. */
  readonly field: string;
  readonly message: string;
  /** The text in the file that it is about. */
  readonly value: string;
}

/** The errors as a CSV file for a spreadsheet; values that it would take for formulas are defused. */
export function errorsAsCsv(errors: readonly RowError[]): string {
  const data = errors.map(({ line, field, message, value }) => [line, field, message, value]);
  const csv = Papa.unparse({ fields: ['Line', 'Field', 'Reason', 'Value'], data }, { escapeFormulae: true });
  // Excel reads a CSV as UTF-8 only behind a byte order mark.
  return `\uFEFF${csv}\r\n`;
}

const EXCERPT_CHARACTERS = 80;

/** The beginning of a text, short enough to be shown in a list. */
export function excerpt(text: string): string {
  return text.length > EXCERPT_CHARACTERS ? `${text.slice(0, EXCERPT_CHARACTERS)}…` : text;
}
