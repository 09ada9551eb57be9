// Names of members, kept on the device.
import { afterEach, beforeEach, expect, it } from 'vitest';
import { TestDevice } from './support/device';
import { FakeServer } from './support/fake-server';

let server: FakeServer;
let device: TestDevice;

beforeEach(() => {
  server = new FakeServer();
  device = new TestDevice(server);
});

afterEach(() => device.close());

it('are the user’s own before anything is learned', async () => {
  const tab = await device.tab();
  expect(await tab.books.people.names()).toEqual({ 'user-1': 'user-1' });
});

it('are there without a network, those of removed members too, also when the server knows them no more', async () => {
  const tab = await device.tab();
  server.members = { items: [{ id: 'b', name: 'Budi' }], removed: [{ id: 'c', name: 'Citra' }] };
  expect(await tab.books.people.learn()).toBe(true);
  server.members = { items: [{ id: 'b', name: 'Budi Santoso' }], removed: [] };
  expect(await tab.books.people.learn()).toBe(true);
  server.faults.push(() => ({ kind: 'drop' }));
  expect(await tab.books.people.learn()).toBe(false);
  const again = await device.restart();
  expect(await again.books.people.names()).toEqual({ 'user-1': 'user-1', b: 'Budi Santoso', c: 'Citra' });
});

it('go with the books', async () => {
  const tab = await device.tab();
  server.members = { items: [{ id: 'b', name: 'Budi' }], removed: [] };
  await tab.books.people.learn();
  await tab.client.signOut({ leave: 'nothing' });
  await tab.client.eraseSignedOut();
  const again = await device.tab();
  expect(await again.books.people.names()).toEqual({ 'user-1': 'user-1' });
});
