// Reads the cases so that none can be left out unnoticed.
// Twin of org.tidebook.conformance.ConformanceCases.

/** One question to a rule and the answer that it must give. */
export interface ConformanceCase {
  readonly id: string;
  readonly operation: string;
  readonly input: unknown;
  readonly expected: unknown;
}

/**
 * Checks that exactly the known files are there, and exactly the known operations have cases.
 *
 * @param contentsByFile parsed content of each file found, by its name
 * @returns the cases of each file
 * @throws Error if a file, an operation, a case or its answer is missing, unknown or there twice
 */
export function readCases(
  contentsByFile: Readonly<Record<string, { readonly cases: readonly ConformanceCase[] }>>,
  files: readonly string[],
  operations: readonly string[],
): [file: string, cases: readonly ConformanceCase[]][] {
  requireSame('files', files, Object.keys(contentsByFile));
  const casesOfFiles = Object.entries(contentsByFile).map(
    ([file, { cases }]): [string, readonly ConformanceCase[]] => {
      if (cases.length === 0) {
        throw new Error(`No cases in ${file}.`);
      }
      const ids = new Set<string>();
      for (const { id, expected } of cases) {
        if (ids.has(id)) {
          throw new Error(`Two cases ${id} in ${file}.`);
        }
        if (expected === undefined) {
          throw new Error(`Case ${id} in ${file} expects nothing.`);
        }
        ids.add(id);
      }
      return [file, cases];
    },
  );
  const used = casesOfFiles.flatMap(([, cases]) => cases.map(({ operation }) => operation));
  requireSame('operations', operations, used);
  return casesOfFiles;
}

function requireSame(what: string, known: readonly string[], found: readonly string[]): void {
  const [knownText, foundText] = [known, found].map((names) => [...new Set(names)].sort().join(', '));
  if (knownText !== foundText) {
    throw new Error(`Known ${what}: [${knownText}], but found [${foundText}]`);
  }
}
