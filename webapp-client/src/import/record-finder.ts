/** A record as the device has it, as far as an import looks at it. */
export type StoredRecord = Readonly<Record<string, unknown>> & { readonly id: string };

/** What a search for one record by a text comes to. */
export type Finding =
  | { readonly kind: 'found'; readonly id: string }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'ambiguous'; readonly count: number };

/** Finds the id of the one live record whose field `by` is the text, without regard to case and spacing. */
export function recordFinder(records: Iterable<StoredRecord>, by: string): (text: string) => Finding {
  // A set, since a record of the file and the stored one that it became the last time have the same id.
  const idsByText = new Map<string, Set<string>>();
  for (const record of records) {
    const text = fold(record[by]);
    if (text === '' || isDeleted(record)) continue;
    const ids = idsByText.get(text);
    if (ids === undefined) idsByText.set(text, new Set([record.id]));
    else ids.add(record.id);
  }
  return (text) => {
    const [id, ...others] = idsByText.get(fold(text)) ?? [];
    if (id === undefined) return { kind: 'unknown' };
    return others.length === 0 ? { kind: 'found', id } : { kind: 'ambiguous', count: 1 + others.length };
  };
}

/** Whether the record is a tombstone. */
export function isDeleted(record: StoredRecord): boolean {
  return record['deletedAt'] !== undefined && record['deletedAt'] !== null;
}

function fold(value: unknown): string {
  const isText = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
  return isText ? String(value).trim().normalize('NFC').toLowerCase().replace(/\s+/g, ' ') : '';
}
