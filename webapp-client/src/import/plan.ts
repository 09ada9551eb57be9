import type { EntityTypeSchema } from '../sync/schema';
import { validateRecord } from '../sync/validate-record';
import type { FieldValue } from './constant';
import { fieldReader, type FieldReader, type Match } from './field-reader';
import { identifier, type IdentifiedRow } from './identify';
import type { Mapping } from './mapping';
import { isDeleted, recordFinder, type StoredRecord } from './record-finder';
import { excerpt, type RowError } from './row-error';
import type { Table } from './table';

/** All that a plan depends on. */
export interface ImportRequest {
  readonly type: EntityTypeSchema;
  /** All entity types, for the labels of what is referenced. */
  readonly types: readonly EntityTypeSchema[];
  readonly table: Table;
  /** A mapping in which `checkMapping` finds nothing wrong. */
  readonly mapping: Mapping;
  /** What the source is called; usually the file's name. Part of every id. */
  readonly source: string;
  /** The records on this device by entity type: those of `type`, and those of each type that is matched. */
  readonly stored: Readonly<Record<string, readonly StoredRecord[]>>;
}

/** One record, ready to be saved. Fields that the row leaves blank are absent. */
export interface PlannedRow {
  readonly line: number;
  readonly id: string;
  readonly fields: Readonly<Record<string, FieldValue>>;
  /** `same`: on the device already with these values; `changed`: there, with others. */
  readonly state: 'new' | 'same' | 'changed';
}

export interface ImportPlan {
  /** In the order of the file. */
  readonly rows: readonly PlannedRow[];
  /** By line; a line may have several. */
  readonly errors: readonly RowError[];
  /** Lines that repeat an earlier line with the same key and the same values. */
  readonly duplicates: readonly { readonly line: number; readonly firstLine: number }[];
  /** Numbers of records; `unreadable` counts lines, not errors. */
  readonly counts: Readonly<Record<'new' | 'same' | 'changed' | 'duplicate' | 'unreadable', number>>;
}

/** How a long plan lets the page breathe. */
export interface Scheduler {
  /** Resolves when other work has had its turn. */
  readonly pause: () => Promise<void>;
  /** Told after each part, in rows. */
  readonly onProgress?: (done: number, total: number) => void;
  /** Makes the plan throw its reason at the next pause. */
  readonly signal?: AbortSignal;
}

const ROWS_BETWEEN_PAUSES = 500;

/** Turns the rows of a table into records and the list of what cannot be read. Stores nothing. */
export async function planImport(request: ImportRequest, scheduler: Scheduler): Promise<ImportPlan> {
  const { type, table, mapping, source, stored } = request;
  const errors: RowError[] = table.problems.map(({ line, message, value }) => ({
    line,
    field: '',
    message,
    value,
  }));
  const { rows, duplicates } = identifyRows(type, table, mapping, source, errors);
  const readers = readersOf(request, rows);
  const existing = new Map((stored[type.name] ?? []).map((record) => [record.id, record]));

  const planned: PlannedRow[] = [];
  for (const [index, row] of rows.entries()) {
    if (index % ROWS_BETWEEN_PAUSES === 0) {
      scheduler.onProgress?.(index, rows.length);
      await scheduler.pause();
      scheduler.signal?.throwIfAborted();
    }
    const fields = readRow(row, type, readers, errors);
    if (fields !== null)
      planned.push({ line: row.line, id: row.id, fields, state: stateOf(fields, existing.get(row.id)) });
  }
  const whole = withoutOrphans(planned, request, rows, errors);
  scheduler.onProgress?.(rows.length, rows.length);
  errors.sort((a, b) => a.line - b.line);
  return { rows: whole, errors, duplicates, counts: count(whole, errors, duplicates.length) };
}

function identifyRows(
  type: EntityTypeSchema,
  table: Table,
  mapping: Mapping,
  source: string,
  errors: RowError[],
) {
  const identify = identifier(type.name, source, mapping.keyColumns);
  const keyNames = mapping.keyColumns.map((column) => table.columns[column]?.name ?? '').join(', ');
  const firstById = new Map<string, IdentifiedRow>();
  const duplicates: { line: number; firstLine: number }[] = [];
  for (const row of table.rows) {
    const identified = identify(row);
    const first = identified === null ? undefined : firstById.get(identified.id);
    const keyValue = excerpt(mapping.keyColumns.map((column) => row.cells[column] ?? '').join(', '));
    if (identified === null) {
      errors.push({ line: row.line, field: keyNames, message: 'The key is blank.', value: '' });
    } else if (first === undefined) {
      firstById.set(identified.id, identified);
    } else if (first.content === identified.content) {
      duplicates.push({ line: row.line, firstLine: first.line });
    } else {
      const message = `Line ${first.line} has the same key with other values.`;
      errors.push({ line: row.line, field: keyNames, message, value: keyValue });
    }
  }
  return { rows: [...firstById.values()], duplicates };
}

interface NamedReader {
  readonly name: string;
  readonly label: string;
  readonly read: FieldReader;
}

function readersOf(request: ImportRequest, rows: readonly IdentifiedRow[]): NamedReader[] {
  const { type, types, table, mapping, stored } = request;
  return type.fields.flatMap((field) => {
    const source = mapping.fields[field.name] ?? { kind: 'unset' };
    if (source.kind === 'unset') return [];
    let match: Match | null = null;
    if (source.kind === 'match') {
      const referenced = types.find(({ name }) => name === field.references);
      const candidates = [...(stored[field.references ?? ''] ?? [])];
      if (field.references === type.name) candidates.push(...recordsOfFile(request, rows, source.by));
      const byLabel = referenced?.fields.find(({ name }) => name === source.by)?.label ?? source.by;
      match = { find: recordFinder(candidates, source.by), label: referenced?.label ?? 'Records', byLabel };
    }
    return { name: field.name, label: field.label, read: fieldReader(field, source, table.columns, match) };
  });
}

/** The file's own records, so that one can point to another (a category to its parent), wherever it stands. */
function recordsOfFile({ type, table, mapping }: ImportRequest, rows: readonly IdentifiedRow[], by: string) {
  const field = type.fields.find(({ name }) => name === by);
  const source = mapping.fields[by] ?? { kind: 'unset' };
  if (field === undefined || source.kind === 'match') return [];
  const read = fieldReader(field, source, table.columns, null);
  return rows.flatMap((row): StoredRecord[] => {
    const reading = read(row.cells);
    return reading.kind === 'value' ? [{ id: row.id, [by]: reading.value }] : [];
  });
}

function readRow(
  row: IdentifiedRow,
  type: EntityTypeSchema,
  readers: readonly NamedReader[],
  errors: RowError[],
) {
  const before = errors.length;
  const fields: Record<string, FieldValue> = {};
  for (const { name, label, read } of readers) {
    const reading = read(row.cells);
    if (reading.kind === 'value') fields[name] = reading.value;
    if (reading.kind === 'unreadable') {
      errors.push({ line: row.line, field: label, message: reading.message, value: excerpt(reading.text) });
    }
  }
  // A field that was unreadable is not reported once more as missing.
  if (errors.length > before) return null;
  for (const { field, message } of validateRecord(type, fields)) {
    const label = type.fields.find(({ name }) => name === field)?.label ?? field;
    errors.push({ line: row.line, field: label, message, value: excerpt(String(fields[field] ?? '')) });
  }
  return errors.length > before ? null : fields;
}

function stateOf(fields: PlannedRow['fields'], existing: StoredRecord | undefined): PlannedRow['state'] {
  // A record deleted since the last import comes back when its file is imported again.
  if (existing === undefined || isDeleted(existing)) return 'new';
  return Object.entries(fields).every(([name, value]) => existing[name] === value) ? 'same' : 'changed';
}

/** Takes out the rows that point to a row of the same file that cannot be read, and then those that point to them. */
function withoutOrphans(
  planned: readonly PlannedRow[],
  { type, stored, mapping }: ImportRequest,
  rows: readonly IdentifiedRow[],
  errors: RowError[],
): readonly PlannedRow[] {
  const inward = type.fields.filter(
    ({ name, references }) => references === type.name && mapping.fields[name]?.kind === 'match',
  );
  if (inward.length === 0) return planned;
  const lineById = new Map(rows.map(({ id, line }) => [id, line]));
  const storedIds = new Set((stored[type.name] ?? []).map(({ id }) => id));
  for (let kept = planned; ;) {
    const known = new Set(kept.map(({ id }) => id));
    const isOrphan = (row: PlannedRow) =>
      inward.some(({ name, label }) => {
        const target = row.fields[name];
        if (typeof target !== 'string' || known.has(target) || storedIds.has(target)) return false;
        const message = `It points to line ${lineById.get(target) ?? '?'}, which cannot be read.`;
        errors.push({ line: row.line, field: label, message, value: '' });
        return true;
      });
    const next = kept.filter((row) => !isOrphan(row));
    if (next.length === kept.length) return kept;
    kept = next;
  }
}

function count(
  rows: readonly PlannedRow[],
  errors: readonly RowError[],
  duplicate: number,
): ImportPlan['counts'] {
  const counts = {
    new: 0,
    same: 0,
    changed: 0,
    duplicate,
    unreadable: new Set(errors.map(({ line }) => line)).size,
  };
  for (const { state } of rows) counts[state]++;
  return counts;
}
