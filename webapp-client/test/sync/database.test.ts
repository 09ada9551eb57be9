import 'fake-indexeddb/auto';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openTidebookDatabase } from '../../src/sync/database';
import { TestDevice } from './support/device';
import { FakeServer, SCHEMA } from './support/fake-server';

const OWNER = { tenantId: 'tenant-1', userId: 'user-1' };

describe('the local database', () => {
  it('gains missing stores and keeps records and waiting edits', async () => {
    const storage = { indexedDB: new IDBFactory(), IDBKeyRange };
    const old = await openTidebookDatabase(OWNER, ['accounts'], storage);
    await old.entities('accounts').put({ id: 'one', name: 'One' } as never);
    await old.outbox.add({
      id: 'entry',
      entity_type: 'accounts',
      entity_id: 'one',
      status: 'pending',
    } as never);
    old.close();

    const db = await openTidebookDatabase(OWNER, ['accounts', 'contacts'], storage);
    expect(db.entityTypes.sort()).toEqual(['accounts', 'contacts']);
    expect(await db.entities('accounts').toArray()).toEqual([{ id: 'one', name: 'One' }]);
    expect(await db.outbox.where('status').equals('pending').count()).toBe(1);
    await db.entities('contacts').put({ id: 'two' } as never);
    db.close();
  });

  it('keeps the store of a type that the schema no longer has', async () => {
    const storage = { indexedDB: new IDBFactory(), IDBKeyRange };
    const old = await openTidebookDatabase(OWNER, ['accounts', 'contacts'], storage);
    await old.entities('contacts').put({ id: 'two' } as never);
    old.close();

    const db = await openTidebookDatabase(OWNER, ['accounts', 'projects'], storage);
    expect(await db.entities('contacts').count()).toBe(1);
    db.close();
  });

  it('lets another tab upgrade it and goes on working', async () => {
    const storage = { indexedDB: new IDBFactory(), IDBKeyRange };
    const first = await openTidebookDatabase(OWNER, ['accounts'], storage);
    const second = await openTidebookDatabase(OWNER, ['accounts', 'contacts'], storage);
    await second.entities('contacts').put({ id: 'two' } as never);
    await first.entities('accounts').put({ id: 'one' } as never);

    expect(await second.entities('accounts').count()).toBe(1);
    first.close();
    second.close();
  });

  it('opens without a change of version when it lacks nothing', async () => {
    const storage = { indexedDB: new IDBFactory(), IDBKeyRange };
    const first = await openTidebookDatabase(OWNER, ['accounts', 'contacts'], storage);
    const { verno } = first;
    first.close();
    const second = await openTidebookDatabase(OWNER, ['accounts'], storage);
    expect(second.verno).toBe(verno);
    second.close();
  });

  it('is opened once when it lacks nothing', async () => {
    const storage = { indexedDB: new IDBFactory(), IDBKeyRange };
    (await openTidebookDatabase(OWNER, ['accounts'], storage)).close();

    const open = vi.spyOn(storage.indexedDB, 'open');
    const again = await openTidebookDatabase(OWNER, ['accounts'], storage);
    expect(open).toHaveBeenCalledTimes(1);
    again.close();
  });

  it('is made without deleting anything: another tab may have made it at the same moment', async () => {
    const storage = { indexedDB: new IDBFactory(), IDBKeyRange };
    const deletion = vi.spyOn(storage.indexedDB, 'deleteDatabase');
    const tabs = await Promise.all(
      ['one', 'two', 'three'].map(async (id) => {
        const db = await openTidebookDatabase(OWNER, ['accounts'], storage);
        await db.entities('accounts').put({ id } as never);
        return db;
      }),
    );
    for (const db of tabs) {
      expect(await db.entities('accounts').toCollection().primaryKeys()).toEqual(['one', 'three', 'two']);
      db.close();
    }
    expect(deletion).not.toHaveBeenCalled();
  });

  it('that lacks nothing lets another tab upgrade it and goes on working', async () => {
    const storage = { indexedDB: new IDBFactory(), IDBKeyRange };
    (await openTidebookDatabase(OWNER, ['accounts'], storage)).close();
    const first = await openTidebookDatabase(OWNER, ['accounts'], storage);
    const accounts = first.entities('accounts');
    const second = await openTidebookDatabase(OWNER, ['accounts', 'contacts'], storage);

    await accounts.put({ id: 'one' } as never);
    expect(await second.entities('accounts').count()).toBe(1);
    expect(await first.outbox.count()).toBe(0);
    expect(first.entityTypes).toEqual(['accounts']);
    expect(() => first.entities('contacts')).toThrow('does not know the type contacts');
    first.close();
    second.close();
  });

  it('separates users of one tenant', async () => {
    const storage = { indexedDB: new IDBFactory(), IDBKeyRange };
    const mine = await openTidebookDatabase(OWNER, ['accounts'], storage);
    const theirs = await openTidebookDatabase({ ...OWNER, userId: 'user-2' }, ['accounts'], storage);
    await mine.entities('accounts').put({ id: 'one' } as never);
    expect(await theirs.entities('accounts').count()).toBe(0);
    mine.close();
    theirs.close();
  });
});

describe('a type that the server learns of later', () => {
  let server: FakeServer;
  let device: TestDevice;

  beforeEach(() => {
    server = new FakeServer();
    device = new TestDevice(server);
  });

  afterEach(() => device.close());

  it('is pulled from nothing, beside the checkpoint of the others', async () => {
    const accounts = { types: SCHEMA.types.filter((type) => type.name === 'accounts') };
    server.schema = accounts;
    const before = await device.tab();
    await before.records.save('accounts', { name: 'Main bank' });
    await before.sync();
    server.change('contacts', 'contact-1', { name: 'Made before this device knew the type' });
    await before.sync();
    await before.records.save('accounts', { name: 'Waiting' });

    server.schema = SCHEMA;
    // The first opening renews the description for the next one.
    const between = await device.restart();
    await between.sync();
    const after = await device.restart();
    await after.sync();

    expect(await after.live('contacts')).toEqual(server.live('contacts'));
    expect(await after.live('accounts')).toEqual(server.live('accounts'));
    expect(Object.keys(server.live('accounts'))).toHaveLength(2);
  });
});
