// Versions of the server that have more types or fewer, while devices know what they knew.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Pace } from '../../src/sync/pace';
import { TestDevice, type TestTab, until } from './support/device';
import { FakeServer, SCHEMA } from './support/fake-server';

const ID = '7f8d1c52-3b0a-4f3e-9c55-0a6d2b9e4c11';
const accountsAlone = { types: SCHEMA.types.filter(({ name }) => name === 'accounts') };

describe('a type', () => {
  let server: FakeServer;
  let device: TestDevice;

  beforeEach(() => {
    server = new FakeServer();
    device = new TestDevice(server);
    server.faults.push(({ method, path, query }) => {
      const asked = query.get('types')?.split(',') ?? [];
      const isUnknown = asked.some((name) => !server.schema.types.some((type) => type.name === name));
      return method === 'GET' && path === 'state/changes' && isUnknown
        ? { kind: 'problem', status: 400, type: 'bad-request' }
        : undefined;
    });
  });

  afterEach(async () => {
    vi.restoreAllMocks();
    await device.close();
  });

  function serve(schema: { readonly types: readonly unknown[] }): void {
    server.schema = schema as never;
  }

  /** A tab that knows of the server's types: each load asks for them for the next one. */
  async function tabOfNow(open: () => Promise<TestTab>): Promise<TestTab> {
    let tab = await open();
    await until(async () => {
      tab = await open();
      return tab.books.schema.types.length === server.schema.types.length;
    });
    return tab;
  }

  it('that an older tab has no store for is pulled again by those who have', async () => {
    serve(accountsAlone);
    const old = await device.tab();
    await old.sync();
    serve(SCHEMA);
    const newer = await tabOfNow(() => device.tab());
    await newer.sync();
    server.change('contacts', ID, { name: 'Ayu' });
    server.change('accounts', crypto.randomUUID(), { name: 'On a page of its own' });
    vi.spyOn(Pace.prototype, 'pageLimit').mockReturnValue(1);
    await old.sync();
    await newer.sync();
    expect(Object.keys(await newer.live('contacts'))).toEqual([ID]);
  });

  it('that the server has no more is left out of comparisons and pulls', async () => {
    server.change('contacts', ID, { name: 'Ayu' });
    await (await device.tab()).sync();
    serve(accountsAlone);
    const tab = await tabOfNow(() => device.restart());
    expect(await tab.sync()).toEqual({ kind: 'done' });
    expect(await tab.books.check()).toMatchObject({ result: 'equal' });
    expect(await tab.books.pullAgain()).toMatchObject({ result: 'equal' });
    expect(Object.keys(await tab.live('contacts'))).toEqual([ID]);
  });

  it('that was rolled back before it was pulled holds nothing up', async () => {
    serve(accountsAlone);
    await (await device.tab()).sync();
    serve(SCHEMA);
    await tabOfNow(() => device.restart());
    serve(accountsAlone);
    const tab = await tabOfNow(() => device.restart());
    expect(await tab.sync()).toEqual({ kind: 'done' });
  });
});
