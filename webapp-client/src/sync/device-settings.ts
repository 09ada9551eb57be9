// What the browser profile knows before any tenant's database is open, in the database `tidebook`: who
// was signed in last, the schema, the device's id. With it page and worker start with no network.
import Dexie, { type Table } from 'dexie';
import type { Given, Owner } from './database';
import type { Environment } from './environment';
import type { Eviction } from './eviction';
import { type Schema, isSchema } from './schema';
import { type Session, isOwnedBy } from './session';

interface Setting {
  readonly name: 'session' | 'schema' | 'device' | 'sign-out' | 'erase' | 'opened' | 'evictions' | 'names';
  readonly value: unknown;
}

/** A database of someone who has signed out. */
export interface DueToErase {
  readonly name: string;
  readonly given: Given;
}

export interface EndOfSession {
  /** Whose it was; null where that is not known. */
  readonly owner: Owner | null;
  /** A database that is to go with it. */
  readonly erase?: DueToErase | null;
  /** The name of one that is to stay, whatever was said of it before. */
  readonly keep?: string | null;
}

const NOT_KNOWN = 'not-known';

export type DeviceSettings = ReturnType<typeof createDeviceSettings>;

export function createDeviceSettings({ storage, platform }: Environment) {
  const db = new Dexie('tidebook', { ...storage, chromeTransactionDurability: 'strict', cache: 'disabled' });
  db.version(1).stores({ settings: 'name' });
  const settings: Table<Setting, string> = db.table('settings');

  const session = async (): Promise<Session | null> =>
    ((await settings.get('session'))?.value ?? null) as Session | null;

  const dueToErase = async (): Promise<readonly DueToErase[]> =>
    ((await settings.get('erase'))?.value ?? []) as readonly DueToErase[];

  const putDue = (due: readonly DueToErase[]): PromiseLike<unknown> =>
    due.length === 0 ? settings.delete('erase') : settings.put({ name: 'erase', value: due });

  /** By the name of the database that is gone. */
  const evictions = async (): Promise<Readonly<Record<string, Eviction>>> =>
    ((await settings.get('evictions'))?.value ?? {}) as Readonly<Record<string, Eviction>>;

  /** Null in a profile of a version that did not keep it: whatever is missing there was erased on purpose. */
  const opened = async (): Promise<readonly string[] | null> =>
    ((await settings.get('opened'))?.value ?? null) as readonly string[] | null;

  /** Null before the first call of this profile. */
  const deviceId = async (): Promise<string | null> =>
    ((await settings.get('device'))?.value ?? null) as string | null;

  /** By the tenant's id, then by the user's. */
  const names = async (): Promise<Readonly<Record<string, Readonly<Record<string, string>>>>> =>
    ((await settings.get('names'))?.value ?? {}) as Readonly<
      Record<string, Readonly<Record<string, string>>>
    >;

  return {
    /** Who was signed in last on this device, or null after a sign-out. */
    session,
    async setSession(session: Session): Promise<void> {
      await db.transaction('rw', settings, async () => {
        await settings.put({ name: 'session', value: session });
        await settings.delete('sign-out');
      });
    },
    /** Signs out here; the server has still to be told. Whoever else has signed in since stays signed in. */
    async endSession({ owner, erase = null, keep = null }: EndOfSession): Promise<void> {
      await db.transaction('rw', settings, async () => {
        const signedIn = await session();
        if (owner === null || signedIn === null || isOwnedBy(signedIn, owner)) {
          await settings.delete('session');
        }
        const others = (await dueToErase()).filter(({ name }) => name !== erase?.name && name !== keep);
        await putDue(erase === null ? others : [...others, erase]);
        await settings.put({ name: 'sign-out', value: owner ?? NOT_KNOWN });
      });
    },
    /** Whose session the server still has to be told is over; null for nobody's. */
    async dueSignOut(): Promise<Owner | 'not-known' | null> {
      const value = (await settings.get('sign-out'))?.value;
      // Versions before did not keep whose.
      return value === undefined ? null : value === true ? NOT_KNOWN : (value as Owner | 'not-known');
    },
    /** The server knows. */
    async signedOut(): Promise<void> {
      await settings.delete('sign-out');
    },

    /** Databases of users who have signed out for good, which may be there still. */
    dueToErase,
    /** It is gone, and so are the names of its tenant's members. */
    async erased(name: string): Promise<void> {
      await db.transaction('rw', settings, async () => {
        await putDue((await dueToErase()).filter((due) => due.name !== name));
        const others = Object.entries(await names()).filter(
          ([tenantId]) => !name.startsWith(`tidebook-${tenantId}-`),
        );
        await settings.put({ name: 'names', value: Object.fromEntries(others) });
      });
    },

    async schema(): Promise<Schema | null> {
      const value = (await settings.get('schema'))?.value;
      return isSchema(value) ? value : null;
    },
    async setSchema(schema: Schema): Promise<void> {
      await settings.put({ name: 'schema', value: schema });
    },

    /** The id of this browser profile, made once. */
    async deviceId(): Promise<string> {
      return (
        (await deviceId()) ??
        db.transaction('rw', settings, async () => {
          const known = await deviceId();
          if (known !== null) {
            return known;
          }
          const value = platform.uuid();
          await settings.bulkPut([
            { name: 'device', value },
            { name: 'opened', value: [] },
          ]);
          return value;
        })
      );
    },

    /** Whether a database was never opened in this profile, as far as it remembers. */
    isNew: async (name: string): Promise<boolean> => (await opened())?.includes(name) === false,

    /**
     * Notes that a database is opened in this profile. Of two tabs that do so at once the first is right: the
     * other one asked after this device had synced.
     *
     * @param eviction what happened to the one before it; the device takes its id of then again
     */
    async setOpened(name: string, eviction: Eviction | null): Promise<void> {
      await db.transaction('rw', settings, async () => {
        const known = (await opened()) ?? [];
        if (known.includes(name)) {
          return;
        }
        await settings.put({ name: 'opened', value: [...known, name] });
        if (eviction !== null) {
          await settings.put({ name: 'device', value: eviction.deviceId });
          await settings.put({ name: 'evictions', value: { ...(await evictions()), [name]: eviction } });
        }
      });
    },

    /** What became of the database before this one, until the user has read it; null for nothing. */
    eviction: async (name: string): Promise<Eviction | null> => (await evictions())[name] ?? null,
    async forgetEviction(name: string): Promise<void> {
      await db.transaction('rw', settings, async () => {
        const { [name]: _, ...others } = await evictions();
        await settings.put({ name: 'evictions', value: others });
      });
    },

    /** The names of a tenant's members, by their ids. */
    names: async (tenantId: string): Promise<Readonly<Record<string, string>>> =>
      (await names())[tenantId] ?? {},
    async setNames(tenantId: string, known: Readonly<Record<string, string>>): Promise<void> {
      await db.transaction('rw', settings, async () => {
        await settings.put({ name: 'names', value: { ...(await names()), [tenantId]: known } });
      });
    },

    close(): void {
      db.close();
    },
  };
}
