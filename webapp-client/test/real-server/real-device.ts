// A device whose server is real: the whole client with an IndexedDB in memory, its own cookie, a clock that is
// wrong, and timers that run faster than in life, so that it tries again soon.
import 'fake-indexeddb/auto';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { ConflictResolvers } from '../../src/sync/conflict-resolvers';
import type { Environment } from '../../src/sync/environment';
import { type LocalRecord, isDeleted } from '../../src/sync/local-record';
import { type Tidebook, TidebookClient } from '../../src/sync/tidebook';
import type { Random } from '../sync/support/seeded';
import { TestLocks } from '../sync/support/locks';

const TIMES_FASTER = 20;

export interface Account {
  readonly email: string;
  readonly password: string;
}

export class RealDevice {
  isReachable = true;
  /** How far this device's clock is ahead, in milliseconds. */
  aheadMs: number;
  readonly #storage = { indexedDB: new IDBFactory(), IDBKeyRange };
  #cookie = '';
  #life = new AbortController();
  #running: { client: TidebookClient; books: Tidebook } | null = null;

  constructor(
    readonly name: string,
    private readonly account: Account,
    private readonly server: URL,
    private readonly random: Random,
    aheadMs: number,
  ) {
    this.aheadMs = aheadMs;
  }

  get books(): Tidebook {
    if (this.#running === null) {
      throw new Error(`${this.name} is not signed in.`);
    }
    return this.#running.books;
  }

  async signIn(): Promise<void> {
    const client = this.#client();
    let answer = await client.signIn({ ...this.account, remember: true });
    while (answer.kind === 'unreachable') {
      answer = await client.signIn({ ...this.account, remember: true });
    }
    if (answer.kind !== 'ok') {
      throw new Error(`${this.name} cannot sign in: ${JSON.stringify(answer)}`);
    }
    for (;;) {
      try {
        this.#running = { client, books: await client.openTidebook(answer.value) };
        return;
      } catch (error) {
        // The first opening needs the server, and its answers may be lost.
        if (!(error instanceof Error) || error.name !== 'ServerNeededError') {
          throw error;
        }
      }
    }
  }

  /** The process is killed in the middle of whatever it does, and started again. */
  async restart(): Promise<void> {
    const killed = this.#running;
    this.#life.abort();
    killed?.books.db.close();
    // Not awaited: what a killed process was doing never ends.
    void killed?.client.close().catch(() => undefined);
    this.#life = new AbortController();
    const client = this.#client();
    const session = await client.restoreSession();
    if (session === null) {
      throw new Error(`${this.name} has forgotten who is signed in.`);
    }
    this.#running = { client, books: await client.openTidebook(session) };
  }

  /** @returns whether it went through */
  async sync(): Promise<boolean> {
    const { sync, session } = this.books;
    return (await sync.runSync(session.tenant.id)).kind === 'done';
  }

  /** By id, without what is deleted. */
  async live(entityType: string): Promise<Map<string, LocalRecord>> {
    const records = await this.books.db.entities(entityType).toArray();
    return new Map(records.filter((it) => !isDeleted(it)).map((it) => [it.id, it]));
  }

  async close(): Promise<void> {
    await this.#running?.client.close();
    this.#life.abort();
  }

  #client(): TidebookClient {
    const life = this.#life.signal;
    const locks = new TestLocks();
    const environment: Environment = {
      platform: {
        nowMs: () => Date.now() + this.aheadMs,
        uuid: () => crypto.randomUUID(),
        random: this.random,
        after: (delayMs, action) => {
          const timer = setTimeout(() => {
            if (!life.aborted) {
              action();
            }
          }, delayMs / TIMES_FASTER);
          return () => {
            clearTimeout(timer);
          };
        },
        locks,
      },
      fetch: (input, init) => this.#fetch(input, init, life),
      baseUrl: new URL('api/', this.server).href,
      storage: this.#storage,
      events: new EventTarget(),
      mayBeOnline: () => true,
      requestBackgroundSync: () => undefined,
      keepStorage: () => undefined,
      onShown: () => () => undefined,
      carryOvers: [],
      resolvers: new ConflictResolvers(),
      engine: null,
    };
    return new TidebookClient(environment);
  }

  async #fetch(input: RequestInfo | URL, init: RequestInit = {}, life: AbortSignal): Promise<Response> {
    if (!this.isReachable) {
      throw new TypeError('There is no network.');
    }
    const headers = new Headers(init.headers);
    if (this.#cookie !== '') {
      headers.set('Cookie', this.#cookie);
    }
    const signal = init.signal ? AbortSignal.any([init.signal, life]) : life;
    const response = await fetch(input, { ...init, headers, signal });
    const cookies = response.headers.getSetCookie().map((cookie) => cookie.split(';')[0] as string);
    if (cookies.length > 0) {
      this.#cookie = cookies.join('; ');
    }
    return response;
  }
}
