/**
 * Reading records from files of other programs: CSV and its relatives.
 *
 * The way of a file: `readTable` (bytes to rows of text) → `guessMapping` (which column is which field) →
 * `planImport` (rows of text to checked records, or a reason for each row that cannot be read).
 *
 * 1. Nothing here stores anything: records come out, the caller saves them. So a plan can be looked at,
 *    thrown away and made again as often as the user changes the mapping.
 * 2. Every planned record has passed the checks of the server (`validateRecord`); what would be refused
 *    there is listed here, with its line.
 * 3. The same file with the same key gives the same ids, so importing twice adds nothing.
 * 4. Every line of the file is a record, a reported problem or blank. None disappears.
 *
 * Called by `ui/import`. Imports of `sync` only the schema and the canonical decimal; knows no React, no
 * database and no clock.
 */
export { checkMapping, type MappingProblem } from './check-mapping';
export type { FieldValue } from './constant';
export { DATE_FORMATS } from './dates';
export { DELIMITERS, type Delimiter } from './delimiter';
export {
  guessColumnSource,
  guessMapping,
  guessSignSource,
  hasWordTable,
  labelField,
  textsOf,
} from './guess-mapping';
export { isKeyDoubtful } from './guess-key';
export { fieldKinds, type FieldSource, type Mapping, type SourceKind } from './mapping';
export { NUMBER_FORMATS } from './numbers';
export { planImport, type ImportPlan, type ImportRequest, type PlannedRow, type Scheduler } from './plan';
export type { StoredRecord } from './record-finder';
export { errorsAsCsv, type RowError } from './row-error';
export { sampleTexts } from './samples';
export { loadMapping, rememberMapping, type MappingStorage } from './saved-mapping';
export { readTable, type Column, type Table, type TableOptions, type TableResult } from './table';
export { columnTemplate } from './template';
export { unusedColumns } from './unused-columns';
export { ENCODINGS, type Encoding } from './text';
export { parseWord, wordsOf, type WordTable } from './words';
