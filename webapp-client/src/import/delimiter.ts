import Papa from 'papaparse';

/** What may stand between two values; where several fit equally well the earlier one is taken. */
export const DELIMITERS = ['\t', ';', '|', ','] as const;

/** The character between two values of a line. */
export type Delimiter = (typeof DELIMITERS)[number];

/**
 * What a first line such as `sep=;` declares, as Excel writes and reads it: the delimiter, or null where it is none
 * of ours or nothing is declared, and the length of that line with its break, 0 where there is none.
 */
export function declaredDelimiter(text: string): { delimiter: Delimiter | null; length: number } {
  const [line = '', character] = /^"?sep=(.)"?[ \t]*(?:\n|$)/i.exec(text) ?? [];
  return { delimiter: DELIMITERS.find((known) => known === character) ?? null, length: line.length };
}

const SAMPLE_LINES = 50;
const SAMPLE_CHARACTERS = 65_536;

/**
 * The delimiter that cuts most of the first lines into the same number of values. The comma comes last, because
 * a decimal comma cuts lines just as evenly as the semicolon that stands between such numbers.
 */
export function guessDelimiter(text: string): Delimiter {
  const sample = sampleOf(text);
  let best: { delimiter: Delimiter; evenness: number } = { delimiter: ',', evenness: 0 };
  for (const delimiter of DELIMITERS) {
    const evenness = evennessOf(sample, delimiter);
    if (evenness > best.evenness) best = { delimiter, evenness };
  }
  return best.delimiter;
}

function sampleOf(text: string): string {
  if (text.length <= SAMPLE_CHARACTERS) return text;
  const end = text.lastIndexOf('\n', SAMPLE_CHARACTERS);
  return text.slice(0, end > 0 ? end : SAMPLE_CHARACTERS);
}

/** The share of lines that have the most frequent number of values, 0 where that number is one. */
function evennessOf(sample: string, delimiter: Delimiter): number {
  const { data } = Papa.parse<string[]>(sample, { delimiter, newline: '\n', preview: SAMPLE_LINES });
  const lines = data.filter((cells) => cells.some((cell) => cell.trim() !== ''));
  const linesByCount = new Map<number, number>();
  for (const cells of lines) linesByCount.set(cells.length, (linesByCount.get(cells.length) ?? 0) + 1);
  const [count, frequency] = mostFrequent(linesByCount);
  return count > 1 ? frequency / lines.length : 0;
}

/** The key with the largest number, and that number; the larger key where numbers are equal; `[0, 0]` of nothing. */
export function mostFrequent(frequencies: ReadonlyMap<number, number>): [key: number, frequency: number] {
  let best: [number, number] = [0, 0];
  for (const [key, frequency] of frequencies) {
    if (frequency > best[1] || (frequency === best[1] && key > best[0])) best = [key, frequency];
  }
  return best;
}
