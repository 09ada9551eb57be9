import { v5 } from 'uuid';

/** The namespace of ids made from files. To change it would make every repeated import a second copy. */
const IMPORT_NAMESPACE = '0ae6a273-9834-4585-ab1a-b8da6ca435df';

/** What names an imported record for ever. */
export interface RecordOrigin {
  readonly entityType: string;
  /** The file's name, or whatever the user calls the source. */
  readonly source: string;
  /** The values of the key columns; or, without any, all values of the row and its number among equal rows. */
  readonly key: readonly string[];
}

/** The same UUID (version 5) for the same origin, on every device. */
export function recordId({ entityType, source, key }: RecordOrigin): string {
  // JSON keeps ["a,b"] and ["a","b"] apart.
  return v5(JSON.stringify([entityType, source.normalize('NFC'), ...key]), IMPORT_NAMESPACE);
}
