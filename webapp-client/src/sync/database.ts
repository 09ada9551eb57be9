// The local database: one per tenant and user, so that no one ever sees or pushes another's records.
//
// 1. A store per entity type, keyed by `id` and nothing else: IndexedDB's cost is per key written.
// 2. A database that lacks a store gains it when it is opened; no store is ever dropped, because a
//    waiting edit may belong to it.
// 3. Every transaction is durable before it is reported as done (`strict`): an edit that the user saw
//    being kept survives a power cut.
import Dexie, { type DexieOptions, type Table } from 'dexie';
import type { DigestCheck } from './check';
import type { ChangeAction, Stamp } from './domain';
import type { LocalRecord } from './local-record';
import { releaseReads } from './release-reads';

/** Whose database it is. */
export interface Owner {
  readonly tenantId: string;
  readonly userId: string;
}

export type OutboxStatus = 'pending' | 'syncing' | 'synced' | 'failed' | 'conflict';

/** One change that the server has not acknowledged; see outbox.ts for the life of an entry. */
export interface OutboxEntry {
  /** Order of the edits; given by the database. */
  readonly seq: number;
  /** UUID; the server applies a change with this id once. */
  readonly id: string;
  readonly tenant_id: string;
  readonly user_id: string;
  readonly entity_type: string;
  readonly action: ChangeAction;
  readonly entity_id: string;
  /** The changed fields as JSON; null for a deletion. */
  readonly payload_json: string | null;
  /** The server's version that the edit started from, as far as known; null where the server had none. */
  readonly base_json: string | null;
  /**
   * The server's version now, where it is another one than the base and the edit has not been merged with it: the
   * answer to the edit is not known yet, or a person has to decide. Left out otherwise.
   */
  readonly remote_json?: string;
  /** What goes up as `baseUpdatedAt`: set when the entry is sealed, and fixed with it. Left out for no check. */
  readonly checked_base?: Stamp;
  /** Of an entry in `conflict`: the fields that a person has to decide on, and the rule that says so. */
  readonly disputed?: readonly string[];
  readonly rule?: string;
  /** The stamp of the edit when the rule was last asked, and which rule that was, with what it asks about. */
  readonly asked_at?: Stamp;
  readonly asked_of?: string;
  /** Stamp of the first edit folded into the entry. */
  readonly created_at: Stamp;
  /** The edit stamp. */
  readonly updated_at: Stamp;
  readonly synced_at: Stamp | null;
  readonly status: OutboxStatus;
  readonly retry_count: number;
  /** Why it failed, naming the field; shown to the user. */
  readonly error_message: string | null;
  /**
   * Whether it was ever put in a request. From then on id, stamp and payload never change. Of entries on
   * their way the outbox knows it, and that they are `syncing`; the rows do not say it.
   */
  readonly sealed: boolean;
  /** Shared by changes that stand or fall together. */
  readonly group_id: string | null;
  /** The format that the application had when it wrote the payload, see carry-over.ts; none is 0. */
  readonly format?: number;
}

export type NewOutboxEntry = Omit<OutboxEntry, 'seq'>;

/** One row of `sync_metadata`; metadata.ts says which rows there are and which columns they use. */
export interface MetadataRow {
  readonly tenant_id: string;
  /** An entity type, or `_global`, `_clock`, `_outbox`, `_run`, `_check`, `_format`. */
  readonly entity_type: string;
  readonly last_synced_at: Stamp | null;
  readonly last_pull_at: Stamp | null;
  readonly updated_at: Stamp;
  readonly feed?: string | null;
  readonly initial?: Stamp | null;
  readonly types?: readonly string[];
  readonly resync?: boolean;
  /** When the server last answered a pull, in server time. */
  readonly pulled_at?: Stamp;
  /** When it last took something of a push. */
  readonly pushed_at?: Stamp;
  readonly last_issued?: Stamp | null;
  readonly offset_ms?: number;
  readonly sending?: { readonly from: number; readonly through: number } | null;
  readonly run?: number;
  readonly touched_ms?: number;
  readonly check?: DigestCheck | null;
  readonly check_wanted?: 'compare' | 'pull' | null;
  readonly healing_since?: Stamp | null;
  readonly healing?: readonly string[];
  readonly format?: number;
}

/** How a conflict came to light: in the answer to a push, in a pull, by the record's absence, or in a review. */
export type ConflictReason = 'superseded' | 'remote-wins' | 'deleted-elsewhere' | 'reviewed';

/** What became of a logged conflict; `merged` and `reviewed` ones were never open. */
export type ConflictResolution = 'restored' | 'dismissed' | 'merged' | 'reviewed';

/** A local edit that was overruled or merged, with all versions; see conflicts.ts. */
export interface ConflictRow {
  readonly seq: number;
  readonly tenant_id: string;
  readonly entity_type: string;
  readonly entity_id: string;
  readonly reason: ConflictReason;
  readonly action: ChangeAction;
  /** The record as this device had it. */
  readonly local_json: string;
  /** The server's version; null where it has none. */
  readonly remote_json: string | null;
  /** The version that the edit started from; null where it is not known. Rows of earlier versions lack it. */
  readonly base_json?: string | null;
  /** What stands; null for nothing. */
  readonly result_json?: string | null;
  /** The name of the rule that decided. */
  readonly rule?: string;
  /** The fields of the edit that do not stand; none where all of it is gone, or a deletion does not stand. */
  readonly overruled?: readonly string[];
  /** While `restored`: the record before, null for none, so that it can be taken back. */
  readonly before_json?: string | null;
  /** While `restored`: the record as restoring made it, null for none. Rows of earlier versions lack it. */
  readonly made_json?: string | null;
  readonly local_stamp: Stamp;
  readonly remote_stamp: Stamp | null;
  readonly logged_at: Stamp;
  /** When the user restored or dismissed it; null while it is open. */
  readonly resolved_at: Stamp | null;
  readonly resolution: ConflictResolution | null;
  /** 1 while open: IndexedDB cannot index null. Left out afterwards. */
  readonly open?: 1;
}

const SYNC_STORES = {
  // Indexes in the order in which the browser lists them, by name, so that a comparison finds them alike.
  // `status` sorts by seq within one status, so it also gives the pending entries in order.
  sync_outbox: '++seq,[entity_type+entity_id],status',
  sync_metadata: '[tenant_id+entity_type]',
  sync_conflicts: '++seq,open',
} as const;

const ENTITY_STORE = 'id';

/** Where a database is kept; tests give each device its own factory. */
export type StorageOptions = Pick<DexieOptions, 'indexedDB' | 'IDBKeyRange'>;

type OpeningOptions = StorageOptions & Pick<DexieOptions, 'allowEmptyDB'>;

const OPENING_ATTEMPTS = 5;

/** An open local database. */
export class TidebookDatabase extends Dexie {
  constructor(
    readonly owner: Owner,
    options: OpeningOptions = {},
  ) {
    super(databaseName(owner), { ...options, chromeTransactionDurability: 'strict', cache: 'disabled' });
    this.use(releaseReads);
  }

  #onUpgrade: () => void = () => undefined;
  #isErased = false;
  #types: ReadonlySet<string> | null = null;

  /** From now on it has the entity types of now: what another tab adds later is not described here. */
  fixTypes(): void {
    this.#types = new Set(this.entityTypes);
  }

  /**
   * Tells when another page or worker has given the database a store that this one does not know. One
   * listener at a time.
   */
  onUpgrade(listener: () => void): void {
    this.#onUpgrade = listener;
  }

  /** Whether another tab has deleted it: nothing can be read or written any more, until it is opened anew. */
  get isErased(): boolean {
    return this.#isErased;
  }

  /** Steps aside for a newer version of the database, or for its deletion. */
  stepAside(isUpgrade: boolean): void {
    // The next read or write opens it again, at the new version; what is deleted must not come back by that.
    this.close({ disableAutoOpen: !isUpgrade });
    this.#isErased ||= !isUpgrade;
    if (isUpgrade) {
      this.#onUpgrade();
    }
  }

  get outbox(): Table<OutboxEntry, number, NewOutboxEntry> {
    return this.table('sync_outbox');
  }

  get metadata(): Table<MetadataRow, [string, string]> {
    return this.table('sync_metadata');
  }

  get conflicts(): Table<ConflictRow, number, Omit<ConflictRow, 'seq'>> {
    return this.table('sync_conflicts');
  }

  /** The store of one entity type. @throws when there is none of this name */
  entities(entityType: string): Table<LocalRecord, string> {
    if (this.#types?.has(entityType) === false) {
      throw new Error(`This version of the page does not know the type ${entityType}.`);
    }
    return this.table(entityType);
  }

  /** The entity types that have a store. */
  get entityTypes(): string[] {
    const types = this.tables.map((table) => table.name).filter((name) => !(name in SYNC_STORES));
    return types.filter((name) => this.#types?.has(name) !== false);
  }
}

/** `tidebook-<tenant>-<user>`. */
export function databaseName({ tenantId, userId }: Owner): string {
  return `tidebook-${tenantId}-${userId}`;
}

/**
 * Opens the owner's database, made or upgraded so that each of `entityTypes` has a store. What is in it
 * stays, waiting edits too. Another tab that has it open steps aside and reopens by itself.
 */
export async function openTidebookDatabase(
  owner: Owner,
  entityTypes: readonly string[],
  options: StorageOptions = {},
): Promise<TidebookDatabase> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const db = await openWith(owner, entityTypes, options);
      db.fixTypes();
      return db;
    } catch (error) {
      // Another tab has made or upgraded it at this very moment, and this one has stepped aside.
      if (!(error instanceof Dexie.DatabaseClosedError) || attempt === OPENING_ATTEMPTS) {
        throw error;
      }
    }
  }
}

async function openWith(
  owner: Owner,
  entityTypes: readonly string[],
  options: StorageOptions,
): Promise<TidebookDatabase> {
  const wanted: Record<string, string> = {
    ...Object.fromEntries(entityTypes.map((name) => [name, ENTITY_STORE])),
    ...SYNC_STORES,
  };
  // With the stores that it has: nearly always that is enough, and one opening is all. Where there is none it is made
  // without any. Dexie would delete it again, and with it what another tab has put there meanwhile.
  const found = databaseOf(owner, { ...options, allowEmptyDB: true });
  try {
    await found.open();
  } catch (error) {
    found.close();
    throw error;
  }
  const installed = storesOf(found);
  if (Object.entries(wanted).every(([name, keys]) => installed[name] === keys)) {
    return found;
  }
  const version = Math.floor(found.verno) + 1;
  found.close();
  const db = databaseOf(owner, options);
  db.version(version).stores({ ...installed, ...wanted });
  await db.open();
  return db;
}

function databaseOf(owner: Owner, options: OpeningOptions): TidebookDatabase {
  const db = new TidebookDatabase(owner, options);
  db.on('versionchange', (event) => {
    db.stepAside(event.newVersion !== null);
    return false;
  });
  return db;
}

/** The stores of an open database, each with its keys as Dexie writes them. */
function storesOf(db: Dexie): Record<string, string> {
  return Object.fromEntries(
    db.tables.map(({ name, schema }) => [
      name,
      [schema.primKey.src, ...schema.indexes.map((index) => index.src)].join(','),
    ]),
  );
}

/** What may go with a database: everything up to the last entry that the user knew of. */
export interface Given {
  /** The last `seq` of the outbox; 0 for none. */
  readonly outbox: number;
  /** The last `seq` of the conflict log; 0 for none. */
  readonly conflicts: number;
}

/** Everything that the server does not have stays. */
export const GIVEN_NOTHING: Given = { outbox: 0, conflicts: 0 };

/** All that is in the database now. */
export function givenAll(db: TidebookDatabase): Promise<Given> {
  return db.transaction('r', db.outbox, db.conflicts, async () => ({
    outbox: (await db.outbox.orderBy(':id').last())?.seq ?? 0,
    conflicts: (await db.conflicts.orderBy(':id').last())?.seq ?? 0,
  }));
}

/**
 * Deletes a database, unless it has more that the server does not have than was given up, such as an edit that
 * another tab has made meanwhile: then it stays as it is. One that is not there is fine.
 */
export async function eraseDatabase(name: string, given: Given, options: StorageOptions): Promise<void> {
  if (!(await hasMoreThan(given, name, options))) {
    await new Dexie(name, options).delete();
  }
}

async function hasMoreThan(given: Given, name: string, options: StorageOptions): Promise<boolean> {
  const db = new Dexie(name, options);
  try {
    await db.open();
    const [outbox, conflicts] = [
      db.table<OutboxEntry>('sync_outbox'),
      db.table<ConflictRow>('sync_conflicts'),
    ];
    return await db.transaction('r', outbox, conflicts, async () => {
      const unsent = outbox.where(':id').above(given.outbox);
      const open = conflicts.where(':id').above(given.conflicts);
      const isUnsent = (entry: OutboxEntry): boolean => entry.status !== 'synced';
      return (
        (await unsent.filter(isUnsent).count()) + (await open.filter((row) => row.open === 1).count()) > 0
      );
    });
  } catch (error) {
    if (error instanceof Dexie.NoSuchDatabaseError) {
      return false;
    }
    throw error;
  } finally {
    db.close();
  }
}
