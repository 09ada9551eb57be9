// The example of docs/conflicts.md, as it stands there.
import { readFileSync } from 'node:fs';
import { afterEach, expect, it } from 'vitest';
import { compileFunction } from 'node:vm';
import ts from 'typescript';
import type { ConflictResolver } from '../../src/sync/domain';
import { TestDevice } from './support/device';
import { FakeServer } from './support/fake-server';

const server = new FakeServer();
const devices = [new TestDevice(server), new TestDevice(server, { userId: 'user-2' })];

afterEach(async () => {
  await Promise.all(devices.map((device) => device.close()));
});

function example(): string {
  const guide = readFileSync(new URL('../../../docs/conflicts.md', import.meta.url), 'utf8');
  const code = /```ts\n(.*?)```/s.exec(guide)?.[1];
  if (code === undefined) {
    throw new Error('The guide has no example.');
  }
  return code;
}

it('decides between two devices as the guide says', async () => {
  const { outputText } = ts.transpileModule(example(), {
    compilerOptions: { module: ts.ModuleKind.CommonJS },
  });
  const setConflictResolver = (resolver: ConflictResolver, type: string): void => {
    devices.forEach((device) => {
      device.resolvers.set(resolver, type);
    });
  };
  const run = compileFunction(outputText, ['require', 'exports']) as (
    require: () => object,
    exports: object,
  ) => void;
  run(() => ({ setConflictResolver }), {});
  const { types } = structuredClone(server.schema);
  server.schema = { types: [...types, { name: 'meters', fields: [{ name: 'reading' }] }] };
  const [a, b] = await Promise.all(devices.map((device) => device.tab()));
  if (a === undefined || b === undefined) {
    throw new Error('There are two devices.');
  }
  const id = '7f8d9a4e-2c1b-4d3f-8e5a-6b7c8d9e0f10';
  await a.records.save('meters', { id, name: 'Water', reading: '100' });
  await a.sync();
  await b.sync();
  await a.records.save('meters', { id, reading: '180' });
  server.nowMs += 1_000;
  await b.records.save('meters', { id, reading: '150' });
  await a.sync();
  await b.sync();
  await a.sync();
  for (const tab of [a, b]) {
    expect(await tab.live('meters')).toMatchObject({ [id]: { reading: '180' } });
  }
  expect(await b.books.conflicts.getOpen()).toMatchObject([
    { rule: 'larger_reading', overruled: ['reading'] },
  ]);
});
