// A device for tests: the whole client over an IndexedDB in memory, with a clock and timers that the
// test moves. Several tabs share the storage, the locks and the cookie of their device.
import 'fake-indexeddb/auto';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { vi } from 'vitest';
import type { CarryOver } from '../../../src/sync/carry-over';
import { ConflictResolvers } from '../../../src/sync/conflict-resolvers';
import { EngineHost } from '../../../src/sync/engine-host';
import type { EngineAccess, Environment } from '../../../src/sync/environment';
import type { LocalRecord } from '../../../src/sync/local-record';
import type { OutboxEntry } from '../../../src/sync/database';
import { isDeleted } from '../../../src/sync/local-record';
import { createMetadata } from '../../../src/sync/metadata';
import { createOutbox } from '../../../src/sync/outbox';
import { browserPlatform } from '../../../src/sync/platform';
import { ServerClock } from '../../../src/sync/server-clock';
import { type Tidebook, TidebookClient } from '../../../src/sync/tidebook';
import type { SyncOutcome } from '../../../src/sync/conclusion';
import type { Role } from '../../../src/sync/session';
import { type FakeServer, type TestCookie, sessionOf } from './fake-server';
import { TestBrowser, TestWorker } from './engine';
import { TestLocks } from './locks';

export const TENANT = 'tenant-1';

// IndexedDB in memory takes milliseconds for what a browser does in microseconds.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

interface Timer {
  readonly dueMs: number;
  readonly action: () => void;
}

/** A clock that stands still until it is moved. */
export class TestClock {
  readonly #timers = new Set<Timer>();

  constructor(
    readonly server: FakeServer,
    /** How far this device's clock is ahead of the server's. */
    public aheadMs = 0,
  ) {}

  nowMs(): number {
    return this.server.nowMs + this.aheadMs;
  }

  after(delayMs: number, action: () => void): () => void {
    const timer = { dueMs: this.nowMs() + delayMs, action };
    this.#timers.add(timer);
    return () => {
      this.#timers.delete(timer);
    };
  }

  /** Fires what is due by now. */
  fire(): void {
    for (const timer of [...this.#timers].filter((it) => it.dueMs <= this.nowMs())) {
      this.#timers.delete(timer);
      timer.action();
    }
  }
}

export interface DeviceOptions {
  readonly userId?: string;
  readonly role?: Role;
  readonly aheadMs?: number;
  readonly uuid?: () => string;
  readonly random?: () => number;
  readonly withLocks?: boolean;
  /** Where the tabs' engines run; in the page if left out. */
  readonly engine?: 'worker';
}

/** A browser profile. */
export class TestDevice {
  readonly clock: TestClock;
  /** Given up for a new one where the browser evicts it. */
  readonly storage = { indexedDB: new IDBFactory(), IDBKeyRange };
  readonly events = new EventTarget();
  readonly userId: string;
  readonly cookie: TestCookie;
  backgroundSyncs = 0;
  /** The version of the application that tabs load from now on. */
  build = 'engine-1.js';
  /** Those of the version that tabs load from now on. */
  carryOvers: readonly CarryOver[] = [];
  /** What its program has set. */
  readonly resolvers = new ConflictResolvers();
  refusesWorkers = false;
  /** Whether the books cannot be opened in a worker. */
  failOpening: () => boolean = () => false;
  storageRequests = 0;
  #locks: TestLocks | null;
  #browser = new TestBrowser();
  /** Those of the tabs, in the order of their opening. */
  readonly workers: TestWorker[] = [];
  readonly #tabs: TidebookClient[] = [];

  constructor(
    readonly server: FakeServer,
    private readonly options: DeviceOptions = {},
  ) {
    this.clock = new TestClock(server, options.aheadMs ?? 0);
    this.userId = options.userId ?? 'user-1';
    this.cookie = { signedIn: { tenantId: TENANT, userId: this.userId } };
    this.#locks = options.withLocks === false ? null : new TestLocks();
  }

  environment(): Environment {
    const { clock, options } = this;
    return {
      platform: {
        nowMs: () => clock.nowMs(),
        uuid: options.uuid ?? (() => crypto.randomUUID()),
        random: options.random ?? (() => 0.5),
        after: (delayMs, action) => clock.after(delayMs, action),
        locks: this.#locks,
      },
      fetch: this.server.fetchFor(this.cookie),
      baseUrl: 'http://tidebook.test/api/',
      storage: this.storage,
      events: this.events,
      mayBeOnline: () => true,
      requestBackgroundSync: () => {
        this.backgroundSyncs += 1;
      },
      keepStorage: () => {
        this.storageRequests += 1;
      },
      onShown: (listener) => {
        this.events.addEventListener('shown', listener);
        return () => {
          this.events.removeEventListener('shown', listener);
        };
      },
      carryOvers: this.carryOvers,
      resolvers: this.resolvers,
      engine: this.options.engine === 'worker' ? this.#engine(this.#browser) : null,
    };
  }

  #engine(browser: TestBrowser): EngineAccess {
    return {
      build: this.build,
      channel: (name) => browser.channel(name),
      launch: () => {
        if (this.#locks === null || this.refusesWorkers) {
          throw new Error('There are no workers.');
        }
        const { locks, kill } = this.#locks.agent();
        const page = this.environment();
        const storage = () => (this.failOpening() ? brokenStorage : this.storage);
        const environment = {
          ...page,
          platform: { ...page.platform, locks },
          // Nobody tells a worker of the network.
          events: new EventTarget(),
          engine: null,
          get storage() {
            return storage();
          },
        };
        const worker = new TestWorker(
          browser,
          (name, session, channel) => new EngineHost({ environment, locks, name, channel, session }),
          kill,
        );
        this.workers.push(worker);
        return worker;
      },
    };
  }

  client(): TidebookClient {
    const client = new TidebookClient(this.environment());
    this.#tabs.push(client);
    return client;
  }

  /** A tab with the user's books open. Its engine's timers wait for `clock.fire()`. */
  async tab(): Promise<TestTab> {
    const client = this.client();
    if (this.options.engine === 'worker') {
      // A worker looks who is signed in.
      await client.signIn({ email: `${this.userId}@example.org`, password: 'x', remember: true });
    }
    const { user, tenant } = sessionOf({ tenantId: TENANT, userId: this.userId });
    const session = { tenant, user: { ...user, role: this.options.role ?? user.role } };
    return new TestTab(client, await client.openTidebook(session));
  }

  /** The browser is killed: whatever goes on is forgotten, the locks with it. Then a new tab opens. */
  async restart(): Promise<TestTab> {
    this.#locks = new TestLocks();
    for (const tab of this.#tabs.splice(0)) {
      tab.current?.db.close();
      // Not awaited: what a killed tab was doing never ends.
      void tab.sync.stop();
    }
    return this.tab();
  }

  async close(): Promise<void> {
    await Promise.all(this.#tabs.map((tab) => tab.close()));
  }
}

const brokenStorage = {
  indexedDB: {
    open: () => {
      throw new DOMException('The disk is gone.', 'UnknownError');
    },
  } as unknown as IDBFactory,
  IDBKeyRange,
};

export class TestTab {
  constructor(
    readonly client: TidebookClient,
    readonly books: Tidebook,
  ) {}

  get db() {
    return this.books.db;
  }

  get records() {
    return this.books.records;
  }

  sync(): Promise<SyncOutcome> {
    return this.client.sync.runSync(TENANT);
  }

  /** What waits or failed, with what is known of the entries on their way. */
  async outbox(): Promise<OutboxEntry[]> {
    const platform = browserPlatform;
    const clock = new ServerClock(platform);
    const outbox = createOutbox({ db: this.db, platform, clock, metadata: createMetadata(this.db, clock) });
    return (await outbox.getWaiting(Number.POSITIVE_INFINITY)) ?? [];
  }

  /** Live records by id. */
  async live(entityType: string): Promise<Record<string, LocalRecord>> {
    const records = await this.db.entities(entityType).toArray();
    return Object.fromEntries(records.filter((it) => !isDeleted(it)).map((it) => [it.id, it]));
  }
}

/** Turns of the event loop, for what a test has set going but cannot wait for. */
export async function until(isTrue: () => boolean | Promise<boolean>, what = 'it'): Promise<void> {
  for (let turn = 0; turn < 5_000; turn += 1) {
    if (await isTrue()) {
      return;
    }
    await new Promise((resolve) => setImmediate(resolve));
  }
  throw new Error(`Waited in vain until ${what}.`);
}
