import { describe, expect, it } from 'vitest';
import { type ConformanceCase, readCases } from './conformance-cases';
import { answer, operationNames } from './operations';

const FILES = [
  'decimal.json',
  'digest.json',
  'field-merge.json',
  'hybrid-clock.json',
  'last-write-wins.json',
  'manual-merge.json',
  'stamp-arithmetic.json',
  'stamp-parse.json',
];

// Read as text: the bundler's JSON refuses half characters, which some cases are about.
const textsByPath = import.meta.glob<string>(['../../../conformance/*', '!../../../conformance/README.md'], {
  eager: true,
  query: '?raw',
  import: 'default',
});
const contentsByFile = Object.fromEntries(
  Object.entries(textsByPath).map(([path, text]) => [
    path.slice(path.lastIndexOf('/') + 1),
    JSON.parse(text) as { cases: ConformanceCase[] },
  ]),
);

describe.each(readCases(contentsByFile, FILES, operationNames))('%s', (_file, cases) => {
  it.each(cases)('$id', ({ operation, input, expected }) => {
    expect(answer(operation, input)).toStrictEqual(expected);
  });
});
