/** What the values of a column say about how they are written. */
export interface FormatGuess<F extends string> {
  /** The format to take; null where the user has to be asked. */
  readonly format: F | null;
  /** The formats that read the most values; none where nothing could be read. */
  readonly candidates: readonly F[];
  /** How many texts were not blank, and how many of them the candidates read. */
  readonly filled: number;
  readonly readable: number;
}

/**
 * The formats that read the most of the texts. They are one answer where all of them read the same from every
 * text, and a question where they do not: 03/04/2026 is in March or in April, "1,234" a thousand or little
 * more than one.
 */
export function guessFormat<F extends string>(
  texts: Iterable<string>,
  formats: readonly F[],
  parse: (text: string, format: F) => string | null,
): FormatGuess<F> {
  const readings: (string | null)[][] = [];
  const readableByFormat = formats.map(() => 0);
  for (const text of texts) {
    if (text.trim() === '') continue;
    const reading = formats.map((format) => parse(text, format));
    readings.push(reading);
    reading.forEach((value, index) => {
      if (value !== null) readableByFormat[index] = (readableByFormat[index] ?? 0) + 1;
    });
  }
  const readable = Math.max(0, ...readableByFormat);
  const best = formats.flatMap((_, index) =>
    readable > 0 && readableByFormat[index] === readable ? [index] : [],
  );
  const isOneAnswer = readings.every((reading) =>
    best.every((index) => reading[index] === reading[best[0] ?? 0]),
  );
  const candidates = best.flatMap((index) => formats[index] ?? []);
  return {
    format: isOneAnswer ? (candidates[0] ?? null) : null,
    candidates,
    filled: readings.length,
    readable,
  };
}
