// The example of the README runs as it is printed there.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileFunction } from 'node:vm';
import ts from 'typescript';
import { afterEach, expect, it, vi } from 'vitest';
import { TestDevice } from './support/device';
import { FakeServer } from './support/fake-server';

const readme = readFileSync(join(import.meta.dirname, '../../src/sync/README.md'), 'utf8');

/** The lines between the fences. */
function example(): string {
  const [, lines] = /```ts\n([\s\S]*?)```/.exec(readme) ?? [];
  if (lines === undefined) {
    throw new Error('The README has no example.');
  }
  return lines;
}

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

it('the example of the README has twenty lines or less and does what it says', async () => {
  expect(example().trim().split('\n').length).toBeLessThanOrEqual(20);
  const server = new FakeServer();
  const device = new TestDevice(server);
  const client = device.client();
  await client.signIn({ email: 'user-1@example.org', password: 'x', remember: true });
  const logged = vi.spyOn(console, 'log').mockImplementation(() => undefined);
  const activated = vi.fn();
  const asked = vi.fn(() => true);
  vi.stubGlobal('confirm', asked);
  const imports = {
    './sync': {
      getTidebookClient: () => client,
      runEngineIn: vi.fn(),
      registerServiceWorker: ({ onUpdate }: { onUpdate: (activate: () => void) => void }) => {
        onUpdate(activated);
      },
    },
    './engine/worker?worker&url': { default: 'assets/worker.js' },
  };
  const { outputText } = ts.transpileModule(`export {};\n${asFunction(example())}`, {
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.CommonJS },
  });
  // What is printed is what is run.
  const run = compileFunction(outputText, ['imports', 'exports']) as (
    given: typeof imports,
    exports: { main?: () => Promise<void> },
  ) => void;
  const exports: { main?: () => Promise<void> } = {};
  run(imports, exports);
  await exports.main?.();

  const [account] = Object.values(server.live('accounts'));
  expect(account).toMatchObject({ name: 'Main bank', description: 'Rents' });
  expect(logged).toHaveBeenLastCalledWith([expect.objectContaining({ name: 'Main bank' })]);
  expect(server.receipts).toBe(1);
  expect(asked).toHaveBeenCalledBefore(activated);
  await device.close();
});

/** Imports become members of what the test gives; the rest is the body of a function that may wait. */
function asFunction(lines: string): string {
  const body = lines
    .replace(/^import \{(.*)\} from '(.*)';$/gm, "const {$1} = imports['$2'];")
    .replace(/^import (\w+) from '(.*)';$/gm, "const $1 = imports['$2'].default;");
  return `export async function main() {\n${body}\n}`;
}
