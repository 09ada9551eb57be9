import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TENANT, TestDevice, until } from './support/device';
import { type Fault, FakeServer, sessionOf } from './support/fake-server';

describe('the session', () => {
  let server: FakeServer;
  let device: TestDevice;

  beforeEach(() => {
    server = new FakeServer();
    device = new TestDevice(server);
  });

  afterEach(() => device.close());

  it('ends in the middle: everything is kept and pushed after signing in again', async () => {
    const tab = await device.tab();
    await tab.records.save('accounts', { name: 'Main bank' });
    const user = device.cookie.signedIn;
    device.cookie.signedIn = null;
    await tab.sync();
    expect(tab.client.sync.getStatus()).toMatchObject({ state: 'signed-out', nextRetryAt: null });
    expect(await tab.outbox()).toHaveLength(1);

    device.cookie.signedIn = user;
    await tab.client.openTidebook(tab.books.session);
    device.clock.fire();
    await until(async () => (await tab.outbox()).length === 0);
    expect(await tab.live('accounts')).toEqual(server.live('accounts'));
  });

  it('of another user never carries this one’s outbox', async () => {
    const tab = await device.tab();
    await tab.records.save('accounts', { name: 'Mine' });
    device.cookie.signedIn = { tenantId: TENANT, userId: 'user-2' };
    await tab.sync();

    expect(server.live('accounts')).toEqual({});
    expect(tab.client.sync.getStatus()).toMatchObject({ state: 'error', problem: { kind: 'wrong-session' } });
    expect(await tab.outbox()).toMatchObject([{ status: 'pending' }]);
  });

  it('opens with no network, with all records, once it has been opened before', async () => {
    const client = device.client();
    const answer = await client.signIn({ email: 'user-1@example.org', password: 'x', remember: true });
    const before = await client.openTidebook(answer.kind === 'ok' ? answer.value : (undefined as never));
    await before.records.save('accounts', { name: 'Main bank' });
    server.faults.push(() => ({ kind: 'drop' }));

    const restarted = device.client();
    const session = await restarted.restoreSession();
    const books = await restarted.openTidebook(session as NonNullable<typeof session>);
    expect(await books.db.entities('accounts').count()).toBe(1);
    await restarted.sync.runSync(TENANT);
    expect(restarted.sync.getStatus()).toMatchObject({ state: 'offline', online: false });
  });

  it('is over after a sign-out with no network, also when the network is back', async () => {
    const client = device.client();
    await client.signIn({ email: 'user-1@example.org', password: 'x', remember: true });
    server.faults.push(() => ({ kind: 'drop' }));
    await client.signOut();
    expect(await device.client().restoreSession()).toBeNull();

    server.faults.pop();
    expect(await device.client().restoreSession()).toBeNull();
    expect(device.cookie.signedIn).toBeNull();
  });

  it('is signed out of in the middle of a run: nothing is lost', async () => {
    const tab = await device.tab();
    await tab.records.save('accounts', { name: 'Main bank' });
    let arrived = (): void => undefined;
    const hang = new Promise<Fault | undefined>((resolve) => {
      arrived = () => {
        resolve(undefined);
      };
    });
    let isHanging = false;
    server.faults.push((request) => {
      isHanging ||= request.method === 'POST' && request.path === 'state/changes';
      return request.path === 'state/changes' && request.method === 'POST' ? hang : undefined;
    });
    const run = tab.sync();
    await until(() => isHanging);
    const signedOut = tab.client.signOut();
    arrived();
    expect(await run).toMatchObject({ kind: 'failed', failure: { kind: 'aborted' } });
    await signedOut;
    expect(tab.client.sync.getStatus().state).toBe('stopped');

    server.faults.pop();
    device.cookie.signedIn = { tenantId: TENANT, userId: 'user-1' };
    const again = await device.tab();
    expect(await again.outbox()).toHaveLength(1);
    await again.sync();
    expect(await again.live('accounts')).toEqual(server.live('accounts'));
    expect(Object.keys(server.live('accounts'))).toHaveLength(1);
  });

  describe('of another user who has signed in since', () => {
    const second = { email: 'user-2@example.org', password: 'x', remember: true };

    it('stays when the first one signs out in a tab that was left open', async () => {
      const first = device.client();
      await first.signIn({ email: 'user-1@example.org', password: 'x', remember: true });
      await first.openTidebook(sessionOf({ tenantId: TENANT, userId: 'user-1' }));
      await device.client().signIn(second);
      await first.signOut();

      expect((await device.client().rememberedSession())?.user.id).toBe('user-2');
      expect(device.cookie.signedIn).toEqual({ tenantId: TENANT, userId: 'user-2' });
    });

    it('is not forgotten by a sign-out that the server hears of late', async () => {
      const client = device.client();
      await client.signIn({ email: 'user-1@example.org', password: 'x', remember: true });
      await client.openTidebook(sessionOf({ tenantId: TENANT, userId: 'user-1' }));
      let hear = (): void => undefined;
      const late = new Promise<Fault | undefined>((resolve) => {
        hear = () => {
          resolve(undefined);
        };
      });
      let isAsked = false;
      server.faults.push(({ path }) => {
        isAsked ||= path === 'auth/logout';
        return path === 'auth/logout' ? late : undefined;
      });
      const signingOut = client.signOut();
      await until(() => isAsked);
      await device.client().signIn(second);
      hear();
      await signingOut;

      expect((await device.client().restoreSession())?.user.id).toBe('user-2');
      expect(device.cookie.signedIn).toEqual({ tenantId: TENANT, userId: 'user-2' });
    });
  });

  it('lets a viewer pull, and tells why the edits do not go up', async () => {
    const tab = await device.tab();
    await tab.records.save('accounts', { name: 'Mine' });
    server.change('accounts', 'other', { name: 'From elsewhere' });
    server.faults.push(({ method }) =>
      method === 'POST' ? { kind: 'problem', status: 403, type: 'forbidden' } : undefined,
    );
    await tab.sync();

    expect(Object.keys(await tab.live('accounts'))).toContain('other');
    expect(tab.client.sync.getStatus()).toMatchObject({ problem: { kind: 'forbidden' } });
    expect(await tab.outbox()).toHaveLength(1);

    server.change('accounts', 'later', { name: 'Five minutes later' });
    server.nowMs += 5 * 60_000;
    device.clock.fire();
    await until(async () => 'later' in (await tab.live('accounts')));
  });

  it('takes the records from the device at a sign-out that says so, also from under another tab', async () => {
    const [tab, other] = [await device.tab(), await device.tab()];
    await tab.records.save('accounts', { name: 'Main bank' });
    await tab.sync();
    await tab.client.signOut({ leave: 'unsent' });
    await tab.client.eraseSignedOut();

    expect(await userDatabases(device)).toEqual([]);
    await other.client.close();
    expect(await userDatabases(device)).toEqual([]);
  });

  it('erases before the books are opened again what a closed tab has left', async () => {
    const tab = await device.tab();
    await tab.records.save('accounts', { name: 'Discarded' });
    await tab.client.signOut({ leave: 'nothing' });
    expect(await userDatabases(device)).toHaveLength(1);

    device.cookie.signedIn = { tenantId: TENANT, userId: 'user-1' };
    const again = await device.tab();
    expect(await again.outbox()).toEqual([]);
    expect(await again.live('accounts')).toEqual({});
  });

  it('leaves what another tab has saved while the server was believed to have everything', async () => {
    const [tab, other] = [await device.tab(), await device.tab()];
    await tab.client.signOut({ leave: 'unsent' });
    await other.records.save('accounts', { name: 'At the last moment' });
    await other.client.close();
    await tab.client.eraseSignedOut();

    device.cookie.signedIn = { tenantId: TENANT, userId: 'user-1' };
    const again = await device.tab();
    expect(await again.outbox()).toHaveLength(1);
  });

  it('counts what is on this device alone', async () => {
    const tab = await device.tab();
    await tab.records.save('accounts', { name: 'Main bank' });
    expect(await tab.books.counts()).toMatchObject({ waiting: 1, failed: 0, conflicts: 0 });
    await tab.sync();

    expect(await tab.books.counts()).toMatchObject({ waiting: 0, failed: 0, conflicts: 0 });
  });
});

async function userDatabases({ storage }: TestDevice): Promise<string[]> {
  const all = await storage.indexedDB.databases();
  return all.map((it) => it.name ?? '').filter((name) => name.startsWith('tidebook-'));
}
