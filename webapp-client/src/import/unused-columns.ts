import type { FieldSource, Mapping } from './mapping';
import type { Column, Table } from './table';
import { parseTemplate } from './template';

/** The columns with values that no field is made from, in the order of the file. */
export function unusedColumns(table: Table, { fields }: Mapping): Column[] {
  const used = new Set(Object.values(fields).flatMap((source) => columnsOfSource(source, table)));
  return table.columns.filter(
    ({ index }) => !used.has(index) && table.rows.some(({ cells }) => (cells[index] ?? '').trim() !== ''),
  );
}

function columnsOfSource(source: FieldSource, table: Table): readonly number[] {
  switch (source.kind) {
    case 'unset':
    case 'constant':
      return [];
    case 'column':
    case 'sign':
      return [source.column];
    case 'template':
    case 'match': {
      const result = parseTemplate(source.text, table.columns);
      return result.kind === 'template' ? result.template.columns : [];
    }
  }
}
