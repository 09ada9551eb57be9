// The arrows that the linter holds are seen to hold: a violator in each folder is caught.
import { ESLint, Linter } from 'eslint';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';

// The linter reads the whole project first.
vi.setConfig({ testTimeout: 120_000 });

const root = join(import.meta.dirname, '..');

async function refusals(file: string, imported: string): Promise<number> {
  const config = (await new ESLint({ cwd: root }).calculateConfigForFile(join(root, file))) as Linter.Config;
  const rule = config.rules?.['no-restricted-imports'];
  if (rule === undefined) throw new Error(`no rule for ${file}`);
  const rules = { 'no-restricted-imports': rule };
  return new Linter().verify(`import x from '${imported}'; x();`, [{ rules }]).length;
}

it.each([
  ['src/sync/domain/stamp.ts', 'react'],
  ['src/sync/domain/stamp.ts', 'dexie'],
  ['src/sync/domain/stamp.ts', '@mantine/core'],
  ['src/sync/domain/stamp.ts', '../records'],
  ['src/sync/domain/stamp.ts', '../../ui/app'],
  ['src/sync/records.ts', 'react'],
  ['src/sync/records.ts', '../ui/app'],
])('%s may not import %s', async (file, imported) => {
  expect(await refusals(file, imported)).toBe(1);
});

it.each([
  ['src/sync/domain/stamp.ts', './decimal'],
  ['src/sync/records.ts', 'dexie'],
])('%s may import %s', async (file, imported) => {
  expect(await refusals(file, imported)).toBe(0);
});
