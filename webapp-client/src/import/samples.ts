import type { FieldSource } from './mapping';
import { excerpt } from './row-error';
import type { Table } from './table';
import { parseTemplate } from './template';

/** Rows that are looked through for samples. */
const ROWS = 200;

/** The first different texts, up to `count`, that a source takes from the file; none for what is not in the file. */
export function sampleTexts(source: FieldSource, table: Table, count: number): string[] {
  const textOf = textOfRow(source, table);
  const samples = new Set<string>();
  if (textOf === null) return [];
  for (const { cells } of table.rows.slice(0, ROWS)) {
    const text = textOf(cells);
    if (text !== '') samples.add(excerpt(text));
    if (samples.size === count) break;
  }
  return [...samples];
}

function textOfRow(source: FieldSource, table: Table): ((cells: readonly string[]) => string) | null {
  switch (source.kind) {
    case 'unset':
    case 'constant':
      return null;
    case 'column':
    case 'sign':
      return (cells) => (cells[source.column] ?? '').trim();
    case 'template':
    case 'match': {
      const result = parseTemplate(source.text, table.columns);
      return result.kind === 'template' ? result.template.fill : null;
    }
  }
}
