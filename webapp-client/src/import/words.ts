/** What a word of the file stands for: the folded word (see `foldWord`) → a value of the field. */
export type WordTable = Readonly<Record<string, string>>;

const YES = new Set(['true', 'yes', 'y', 't', '1', 'x', 'on']);
const NO = new Set(['false', 'no', 'n', 'f', '0', 'off']);

/** A word as it is compared: without case, outer spaces, and the difference of space, dash and underscore. */
export function foldWord(text: string): string {
  return text
    .trim()
    .normalize('NFC')
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ');
}

/** True or false where the text says so in one of the usual ways, else null. */
export function parseBoolean(text: string): boolean | null {
  const word = text.trim().toLowerCase();
  if (YES.has(word)) return true;
  return NO.has(word) ? false : null;
}

/**
 * The value of a field with a closed list of values: what the user's table says, else the value that is the word
 * itself; null where neither knows it. A blank text counts as a word when the table has an entry for it.
 */
export function parseWord(text: string, oneOf: readonly string[], table: WordTable = {}): string | null {
  const folded = foldWord(text);
  const chosen = table[folded];
  if (chosen !== undefined && oneOf.includes(chosen)) return chosen;
  return oneOf.find((value) => foldWord(value) === folded) ?? null;
}

/** The different words of a column, the most frequent first, with how often each stands there. */
export function wordsOf(texts: Iterable<string>): { word: string; folded: string; count: number }[] {
  const byFolded = new Map<string, { word: string; folded: string; count: number }>();
  for (const text of texts) {
    const folded = foldWord(text);
    const known = byFolded.get(folded);
    if (known === undefined) byFolded.set(folded, { word: text.trim(), folded, count: 1 });
    else known.count++;
  }
  return [...byFolded.values()].sort((a, b) => b.count - a.count || a.folded.localeCompare(b.folded));
}

/** A table for the words that begin like exactly one of the values ("inc" or "I" for income). */
export function guessWordTable(texts: Iterable<string>, oneOf: readonly string[]): WordTable {
  const table: Record<string, string> = {};
  for (const { folded } of wordsOf(texts)) {
    const alike = oneOf.filter((value) => folded !== '' && foldWord(value).startsWith(folded));
    if (parseWord(folded, oneOf) === null && alike.length === 1 && alike[0] !== undefined)
      table[folded] = alike[0];
  }
  return table;
}
