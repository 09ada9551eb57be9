import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const source = join(import.meta.dirname, '../../src');
const sheets = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.css'),
);

it('finds the style sheets', () => {
  expect(sheets.length).toBeGreaterThan(5);
});

// The build rewrites it for older browsers in a way that leaves no colour at all (see global.css).
it.each(sheets)('%s has no colour by light-dark()', (sheet) => {
  const rules = readFileSync(join(source, sheet), 'utf8').replace(/\/\*.*?\*\//gs, '');
  expect(rules).not.toContain('light-dark(');
});
