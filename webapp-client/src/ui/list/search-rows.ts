import type { EntityTypeSchema } from '../../sync';
import { queryWords } from './search-text';
import type { RecordRow, RecordRows } from '../records/record-rows';

/** The projections of the types that a list refers to, by type name. */
export type RowsByType = ReadonlyMap<string, RecordRows>;

/**
 * The rows that hold every word of the query, in their own texts or in the label of a record they refer to,
 * in the order given. An empty query finds all.
 */
export function searchRows(
  type: EntityTypeSchema,
  rows: readonly RecordRow[],
  query: string,
  rowsByType: RowsByType,
): readonly RecordRow[] {
  const words = queryWords(query);
  if (words.length === 0) return rows;
  const references = foundReferences(type, words, rowsByType);
  return rows.filter((row) =>
    words.every(
      (word, index) =>
        row.text.includes(word) ||
        references.some(({ name, foundIds }) => {
          const id = row.record[name];
          return typeof id === 'string' && foundIds[index]?.has(id) === true;
        }),
    ),
  );
}

/** For each reference field and each word, the records whose label holds it: found once, not once per row. */
function foundReferences(type: EntityTypeSchema, words: readonly string[], rowsByType: RowsByType) {
  return type.fields.flatMap((field) => {
    if (field.type !== 'reference') return [];
    const target = field.references === undefined ? undefined : rowsByType.get(field.references);
    // Where each record says the type itself, all of them are looked through: ids do not repeat over types.
    const targets = field.references === undefined ? [...rowsByType.values()] : target ? [target] : [];
    return [{ name: field.name, foundIds: words.map((word) => idsWithLabel(targets, word)) }];
  });
}

function idsWithLabel(targets: readonly RecordRows[], word: string): Set<string> {
  const ids = new Set<string>();
  for (const { rows } of targets) {
    for (const row of rows) if (row.labelText.includes(word)) ids.add(row.id);
  }
  return ids;
}
