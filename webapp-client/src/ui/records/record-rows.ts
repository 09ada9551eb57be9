/**
 * The in-memory projection of a type's records that lists and reference inputs search and sort in.
 * Invariant 1: it is made from one read of the store, so a keystroke never waits for IndexedDB.
 * Invariant 2: a row whose record did not change keeps its identity, so that a sync of one record costs one row.
 */
import { sameRecord, type EntityTypeSchema, type LocalRecord } from '../../sync';
import { foldText } from '../list/search-text';
import { recordLabel } from './record-label';

export interface RecordRow {
  readonly id: string;
  readonly record: LocalRecord;
  readonly label: string;
  /** The label folded for searching. */
  readonly labelText: string;
  /** The label and every text of the record, folded for searching. */
  readonly text: string;
}

export interface RecordRows {
  readonly rows: readonly RecordRow[];
  readonly rowsById: ReadonlyMap<string, RecordRow>;
}

export const noRecordRows: RecordRows = { rows: [], rowsById: new Map() };

/**
 * Projects the records that are not deleted; rows of `previous` are kept where the record holds the same. The edit
 * stamp alone does not tell: a merge of fields from the server keeps it.
 */
export function projectRecords(
  type: EntityTypeSchema,
  records: readonly LocalRecord[],
  previous: RecordRows = noRecordRows,
): RecordRows {
  const textFields = type.fields.filter((field) => field.type === 'text').map((field) => field.name);
  const rows: RecordRow[] = [];
  const rowsById = new Map<string, RecordRow>();
  for (const record of records) {
    if (record.deletedAt != null) continue;
    const known = previous.rowsById.get(record.id);
    const row =
      known !== undefined && sameRecord(known.record, record) ? known : createRow(type, textFields, record);
    rows.push(row);
    rowsById.set(row.id, row);
  }
  return { rows, rowsById };
}

function createRow(type: EntityTypeSchema, textFields: readonly string[], record: LocalRecord): RecordRow {
  const label = recordLabel(type, record);
  const texts = [label];
  for (const name of textFields) {
    const value = record[name];
    if (typeof value === 'string' && value !== '' && value !== label) texts.push(value);
  }
  return { id: record.id, record, label, labelText: foldText(label), text: foldText(texts.join('\n')) };
}
