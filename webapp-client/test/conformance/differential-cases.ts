// The generated cases that org.tidebook.conformance.DifferentialCasesTest writes.

/** A generated question with the answer that Java gave. */
export interface DifferentialCase {
  readonly operation: string;
  readonly input: unknown;
  readonly expected: unknown;
}

/**
 * Reads the file: a line with the seed and the number of cases, then a case a line.
 *
 * @param text the file's content, undefined if there is no such file
 * @throws Error if the file is absent, empty or cut off, or an operation has no cases in it
 */
export function readDifferentialCases(
  text: string | undefined,
  operations: readonly string[],
): { seed: number; casesByOperation: Map<string, DifferentialCase[]> } {
  if (text === undefined || text.trim() === '') {
    throw new Error(
      'No answers to compare with in target/differential/cases.ndjson. ' +
        'Run `mvn verify`, or `mvn test -Dtest=DifferentialCasesTest`, in the project first.',
    );
  }
  const [first = '', ...lines] = text.trimEnd().split('\n');
  const { seed, cases: count } = JSON.parse(first) as { seed: number; cases: number };
  if (lines.length !== count) {
    throw new Error(`target/differential/cases.ndjson is cut off: ${lines.length} of ${count} cases.`);
  }
  const casesByOperation = new Map<string, DifferentialCase[]>();
  for (const line of lines) {
    const each = JSON.parse(line) as DifferentialCase;
    const cases = casesByOperation.get(each.operation) ?? [];
    cases.push(each);
    casesByOperation.set(each.operation, cases);
  }
  const missing = operations.filter((operation) => !casesByOperation.has(operation));
  if (missing.length > 0) {
    throw new Error(`No generated cases for ${missing.join(', ')}.`);
  }
  return { seed, casesByOperation };
}
