// Compares TypeScript's answers with Java's for generated questions. It has a configuration of its
// own, because the file comes from the Java suite: `npm run test:differential`.
import { describe, expect, it } from 'vitest';
import { readDifferentialCases } from './differential-cases';
import { answer, operationNames } from './operations';

const [load] = Object.values(
  import.meta.glob<string>('../../../target/differential/cases.ndjson', { query: '?raw', import: 'default' }),
);
const { seed, casesByOperation } = readDifferentialCases(await load?.(), operationNames);

describe(`generated from the seed ${seed}`, () => {
  it.each([...casesByOperation])('%s', (operation, cases) => {
    for (const { input, expected } of cases) {
      expect(answer(operation, input), JSON.stringify(input)).toStrictEqual(expected);
    }
  });
});
