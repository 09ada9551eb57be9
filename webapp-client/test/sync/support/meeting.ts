// Two or three devices of one tenant whose users edit the same account. Importing it gives each test a server of its
// own.
import { afterEach, beforeEach, expect } from 'vitest';
import { type ConflictResolver, type Stamp, stampFromMillis, stampToMillis } from '../../../src/sync/domain';
import { TestDevice, type TestTab } from './device';
import { FakeServer } from './fake-server';

export const MAIN = '7f8d9a4e-2c1b-4d3f-8e5a-6b7c8d9e0f10';
export const OTHER = '7f8d9a4e-2c1b-4d3f-8e5a-6b7c8d9e0f11';

export let server: FakeServer;
export let devices: TestDevice[];

beforeEach(() => {
  server = new FakeServer();
  devices = [];
});

afterEach(async () => {
  await Promise.all(devices.map((device) => device.close()));
});

export async function device(resolver: ConflictResolver | null, userId = 'user-1'): Promise<TestTab> {
  const made = new TestDevice(server, { userId });
  devices.push(made);
  if (resolver !== null) {
    made.resolvers.set(resolver, 'accounts');
  }
  return made.tab();
}

/** Two devices of two users that have the same account. */
export async function two(resolver: ConflictResolver | null): Promise<[TestTab, TestTab]> {
  const a = await device(resolver);
  const b = await device(resolver, 'user-2');
  await a.records.save('accounts', { id: MAIN, name: 'Main', kind: 'bank', description: 'Rents' });
  await a.sync();
  await b.sync();
  return [a, b];
}

export async function edit(tab: TestTab, fields: Record<string, unknown>): Promise<void> {
  server.nowMs += 1_000;
  await tab.records.save('accounts', { id: MAIN, ...fields });
}

export async function remove(tab: TestTab): Promise<void> {
  server.nowMs += 1_000;
  await tab.records.remove('accounts', MAIN);
}

export async function settle(...tabs: TestTab[]): Promise<void> {
  for (const tab of [...tabs, ...tabs]) {
    expect(await tab.sync()).toEqual({ kind: 'done' });
  }
}

export interface PushedChange {
  readonly id: string;
  readonly entityId: string;
  readonly baseUpdatedAt?: Stamp;
  readonly payload?: Readonly<Record<string, unknown>>;
}

export const isPush = ({ method, path }: { method: string; path: string }): boolean =>
  method === 'POST' && path === 'state/changes';

/** All changes that went up, each as often as it did. */
export function pushedChanges(): PushedChange[] {
  return server.seen.filter(isPush).flatMap(({ body }) => (body as { changes: PushedChange[] }).changes);
}

/** A stamp some milliseconds after another one. */
export function later(stamp: Stamp, ms: number): Stamp {
  return stampFromMillis(stampToMillis(stamp) + ms);
}

export const stampOnServer = (): Stamp => server.live('accounts')[MAIN]?.updatedAt as Stamp;

export async function expectAlike(expected: object | undefined, ...tabs: TestTab[]): Promise<void> {
  for (const tab of tabs) {
    const live = await tab.live('accounts');
    expect(live).toEqual(server.live('accounts'));
    if (expected === undefined) {
      expect(live[MAIN]).toBeUndefined();
    } else {
      expect(live[MAIN]).toMatchObject(expected);
    }
    expect(await tab.books.verify()).toMatchObject({ kind: 'equal' });
  }
}
