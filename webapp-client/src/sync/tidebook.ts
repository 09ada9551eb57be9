// The client as a whole: who is signed in, their open books, and the engine that keeps them in step.
//
// Signing out ends the session and stops the engine. The local database goes, or stays with whatever waits
// in it: it is opened again only for the same user of the same tenant, and pushed only under their session.
import { type AccountApi, createAccountApi } from './account-api';
import { type AuthApi, type Credentials, type Registration, createAuthApi } from './auth-api';
import { BidirectionalSyncService } from './bidirectional-sync';
import { carryOverAtOpening } from './carry-over';
import type { DigestCheck } from './check';
import { ConflictRules } from './conflict-rules';
import { type ConflictLog, createConflictLog } from './conflicts';
import {
  GIVEN_NOTHING,
  type Owner,
  type TidebookDatabase,
  databaseName,
  eraseDatabase,
  givenAll,
  openTidebookDatabase,
} from './database';
import { type DeviceSettings, type DueToErase, createDeviceSettings } from './device-settings';
import { type ConflictResolver, stampToMillis } from './domain';
import type { Environment } from './environment';
import { type Eviction, ServerNeededError, findEviction } from './eviction';
import { type FailedChanges, createFailedChanges } from './failed-changes';
import { createEventsApi } from './events-api';
import { type Answer, type HttpContext, createHttp } from './http';
import { Listening } from './listening';
import { type LastAnswered, type WantedCheck, createMetadata } from './metadata';
import { createOutbox } from './outbox';
import { exportOutbox } from './outbox-export';
import { Pace } from './pace';
import { type People, createPeople } from './people';
import { type Records, createRecords } from './records';
import { type Reviews, createReviews } from './reviews';
import type { SyncDevice } from './run';
import { type Schema, entityTypeNamed, isSchema } from './schema';
import { ServerClock } from './server-clock';
import { type Session, isSameOwner, mayChange, ownerOf } from './session';
import { type StateApi, SYNC_TIMEOUT_MS, createStateApi } from './state-api';
import { RemoteSyncService } from './remote-sync-service';
import type { SyncService } from './sync-service';
import { type Verification, verifyDigests } from './verify';
import { atMost } from './waiting';
import { type Counts, readCounts } from './watch-counts';

/** The open books of one user, as the page works with them. */
export interface Tidebook {
  readonly session: Session;
  readonly schema: Schema;
  readonly db: TidebookDatabase;
  readonly records: Records;
  readonly conflicts: ConflictLog;
  readonly reviews: Reviews;
  readonly failedChanges: FailedChanges;
  /** The rule that decides conflicts of a type, by all that this device knows now. */
  getConflictResolver(entityType: string): Promise<ConflictResolver>;
  readonly sync: SyncService;
  readonly account: AccountApi;
  /** Who the members are, as far as this device knows. */
  readonly people: People;
  /** What this browser profile sends as `Tidebook-Device`. */
  readonly deviceId: string;
  /** Compares what this device has with what the server has; changes nothing. */
  verify(): Promise<Verification>;
  /**
   * Syncs, compares and pulls again what differs.
   *
   * @returns what it found; null where it could not be compared now: the status says why, or others write
   */
  check(): Promise<DigestCheck | null>;
  /**
   * Pulls everything anew and takes away what the server does not have; edits that wait or failed stay.
   * Cut off, it begins again at a later run.
   *
   * @returns as `check` does
   */
  pullAgain(): Promise<DigestCheck | null>;
  /** All that the server has not acknowledged, as the JSON text of a file. */
  exportOutbox(): Promise<string>;
  /** What is on this device alone, counted now. */
  counts(): Promise<Counts>;
  /** When the server last took something of a push, and answered a pull. */
  lastAnswered(): Promise<LastAnswered>;
  /** Whether all records of a type have come to this device at some time. */
  hasPulled(entityType: string): Promise<boolean>;
  /** What the last comparison found; null before the first. */
  lastCheck(): Promise<DigestCheck | null>;
  /** That the browser had thrown away this user's data, until the user has read it; null if it has not. */
  eviction(): Promise<Eviction | null>;
  /** The user knows of it. */
  forgetEviction(): Promise<void>;
}

/** What a sign-out leaves on the device for the user's next sign-in. */
export type Leave = 'all' | 'unsent' | 'nothing';

export interface SignOut {
  readonly leave?: Leave;
  readonly onEnded?: () => void;
}

/** A database that another tab does not let go of is left for the next opening. */
const ERASING_MS = 5_000;

interface OpenBooks {
  readonly tidebook: Tidebook;
  readonly device: SyncDevice;
  readonly listening: Listening;
}

export class TidebookClient {
  readonly sync: SyncService;
  /** Measured on every answer, also before any books are open. */
  readonly clock: ServerClock;
  readonly #settings: DeviceSettings;
  #open: OpenBooks | null = null;
  #runsHere: boolean;
  #turn: Promise<unknown> = Promise.resolve();
  #stopLooking = (): void => undefined;

  /** @param leads whether this is the one engine of all tabs, so that nobody else listens to the server */
  constructor(
    private readonly environment: Environment,
    private readonly leads = false,
  ) {
    this.#settings = createDeviceSettings(environment);
    this.clock = new ServerClock(environment.platform);
    const { engine } = environment;
    this.#runsHere = engine === null;
    const here = (): BidirectionalSyncService =>
      new BidirectionalSyncService(environment, async (tenantId) => (await this.#booksOf(tenantId)).device);
    this.sync =
      engine === null
        ? here()
        : new RemoteSyncService({
            environment,
            engine,
            clock: this.clock,
            connect: async (tenantId) => {
              const { device, tidebook } = await this.#booksOf(tenantId);
              return { device, session: tidebook.session };
            },
            inPage: () => {
              this.#runsHere = true;
              this.#open?.listening.start();
              return here();
            },
          });
  }

  /** The open books, or null. */
  get current(): Tidebook | null {
    return this.#open?.tidebook ?? null;
  }

  async register(registration: Registration): Promise<Answer<Session>> {
    return this.#remember(await (await this.#auth()).register(registration));
  }

  async signIn(credentials: Credentials): Promise<Answer<Session>> {
    return this.#remember(await (await this.#auth()).login(credentials));
  }

  /** Who was signed in last on this device; asks nobody. */
  rememberedSession(): Promise<Session | null> {
    return this.#settings.session();
  }

  /**
   * Who is signed in: as this device remembers, with no network needed; else as the server says. Null if
   * nobody is, and after a sign-out that the server has not heard of yet.
   */
  async restoreSession(): Promise<Session | null> {
    const remembered = await this.#settings.session();
    if (remembered !== null) {
      return remembered;
    }
    await this.eraseSignedOut();
    const due = await this.#settings.dueSignOut();
    if (due !== null) {
      await this.#endServerSession(due === 'not-known' ? null : due);
      return null;
    }
    const answer = await this.#remember(await (await this.#auth()).session());
    return answer.kind === 'ok' ? answer.value : null;
  }

  /** Opens the books of a session and starts to sync them. Those of another one are closed first. */
  openTidebook(session: Session): Promise<Tidebook> {
    return this.#inTurn(() => this.#openAndStart(session));
  }

  async #openAndStart(session: Session): Promise<Tidebook> {
    if (!this.leads) {
      await this.#eraseDue(databaseName(ownerOf(session)));
    }
    if (this.#open !== null && !isSameOwner(this.#open.tidebook.session, session)) {
      await this.#closeNow();
    }
    if (!this.leads) {
      await this.#noticeEviction(session);
    }
    this.#open ??= await this.#openBooks(session);
    await this.sync.start(session.tenant.id);
    this.environment.keepStorage();
    if (this.#runsHere) {
      // Here alone: the service worker opens the books for one run and does not stay.
      this.#open.listening.start();
    }
    this.#stopLooking();
    this.#stopLooking = this.environment.onShown(() => {
      // A time that the server has set for the next try is kept.
      if (this.sync.getStatus().nextRetryAt === null) {
        this.sync.poke();
      }
    });
    return this.#open.tidebook;
  }

  /**
   * Signs out, with or without a network.
   *
   * @param leave what is left on this device for the user's next sign-in: all of it; what the server does not
   *   have, else nothing; or nothing at all. It goes when {@link eraseSignedOut} is called, and before any
   *   books are opened again
   * @param onEnded told when the sign-out lasts, before the server hears of it: other tabs close their books then
   */
  async signOut({ leave = 'all', onEnded = () => undefined }: SignOut = {}): Promise<void> {
    const open = this.#open;
    const session = open?.tidebook.session ?? (await this.#settings.session());
    const owner = session === null ? null : ownerOf(session);
    const name = owner === null ? null : databaseName(owner);
    const given = leave === 'nothing' && open !== null ? await givenAll(open.device.db) : GIVEN_NOTHING;
    // A tab that is closed while the engine ends is signed out all the same.
    const closing = this.close();
    try {
      await (leave === 'all' || name === null
        ? this.#settings.endSession({ owner, keep: name })
        : this.#settings.endSession({ owner, erase: { name, given } }));
      onEnded();
    } finally {
      await closing;
    }
    await this.#endServerSession(owner);
  }

  /**
   * Deletes the databases of those who have signed out so. Other tabs that have one open let go of it; one that
   * hangs is not waited for, and the rest follows at the next opening.
   */
  eraseSignedOut(): Promise<void> {
    return this.#eraseDue(null);
  }

  /**
   * @param own the database that is opened next: it is waited for, however long it takes, and a failure is told, since
   *   what was discarded must neither be opened again nor go while it is open
   */
  async #eraseDue(own: string | null): Promise<void> {
    const due = await this.#settings.dueToErase();
    await Promise.all(due.filter(({ name }) => name === own).map((one) => this.#erase(one)));
    const others = due.filter(({ name }) => name !== own);
    const all = others.map((one) =>
      this.#erase(one).catch((error: unknown) => {
        // It stays due, and keeps nobody from any other.
        console.error('What a user left behind could not be erased', error);
      }),
    );
    await atMost(this.environment.platform, ERASING_MS, Promise.all(all));
  }

  async #erase({ name, given }: DueToErase): Promise<void> {
    await eraseDatabase(name, given, this.environment.storage);
    await this.#settings.erased(name);
  }

  /** Stops the engine and closes the books; whoever is signed in stays so. */
  close(): Promise<void> {
    return this.#inTurn(() => this.#closeNow());
  }

  /** One after another: an opening that a close overtakes would leave an engine running. */
  #inTurn<T>(action: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(action, action);
    this.#turn = result;
    return result;
  }

  async #closeNow(): Promise<void> {
    // First the engine: the run under way ends here, not when the stream has.
    this.#stopLooking();
    await this.sync.stop();
    await this.#open?.listening.stop();
    this.#open?.device.db.close();
    this.#open = null;
  }

  /** @param owner whose it is, so that nobody else's is ended, who has signed in since; null where that is not known */
  async #endServerSession(owner: Owner | null): Promise<void> {
    const answer = await (await this.#auth(owner)).logout();
    const isOver =
      answer.kind === 'ok' ||
      (answer.kind === 'problem' &&
        (answer.problem.status === 401 || answer.problem.type === 'wrong-session'));
    if (isOver) {
      await this.#settings.signedOut();
    }
  }

  async #remember(answer: Answer<Session>): Promise<Answer<Session>> {
    if (answer.kind === 'ok') {
      await this.#settings.setSession(answer.value);
    }
    return answer;
  }

  async #booksOf(tenantId: string): Promise<OpenBooks> {
    if (this.#open?.tidebook.session.tenant.id === tenantId) {
      return this.#open;
    }
    const session = await this.#settings.session();
    if (session?.tenant.id !== tenantId) {
      throw new Error('Nobody of this tenant is signed in on this device.');
    }
    this.#open = await this.#openBooks(session);
    return this.#open;
  }

  /** Before the first call of these books, which would come from a device that nobody knows. */
  async #noticeEviction(session: Session): Promise<void> {
    if (this.#open !== null) {
      return;
    }
    const name = databaseName(ownerOf(session));
    // Gives the profile its id, if it has none: before that nothing is known of what was opened in it.
    const calls = await this.#calls(sessionHeader(ownerOf(session)));
    if (!(await this.#settings.isNew(name))) {
      return;
    }
    const eviction = await findEviction(createAccountApi(createHttp(calls)));
    await this.#settings.setOpened(name, eviction);
  }

  async #openBooks(session: Session): Promise<OpenBooks> {
    const { platform, storage, carryOvers } = this.environment;
    const owner = ownerOf(session);
    const headers = sessionHeader(owner);
    let saveOffset = (_offsetMs: number): void => undefined;
    const calls = await this.#calls(headers);
    const http = createHttp({
      ...calls,
      onClockMoved: (offsetMs) => {
        saveOffset(offsetMs);
      },
    });
    const api = createStateApi(http, (made) =>
      Math.max(0, Math.floor((this.clock.nowMs() - stampToMillis(made)) / 1000)),
    );
    const account = createAccountApi(http);
    const schema = await this.#schema(api);
    const entityTypes = schema.types.map((type) => type.name);
    const db = await openTidebookDatabase(owner, entityTypes, storage);
    const clock = this.clock;
    const metadata = createMetadata(db, clock);
    if (clock.isMeasured) {
      await metadata.setOffsetMs(clock.offsetMs);
    } else {
      clock.assume((await metadata.getOffsetMs()) ?? 0);
    }
    saveOffset = (offsetMs) => {
      metadata.setOffsetMs(offsetMs).catch((error: unknown) => {
        console.error('The clock offset could not be kept', error);
      });
    };
    const outbox = createOutbox({ db, platform, clock, metadata, carryOvers });
    await carryOverAtOpening({ db, outbox, metadata, carryOvers });
    const conflicts = createConflictLog(db, clock);
    const records = createRecords(db, { platform, clock, schema, outbox, metadata });
    const rules = new ConflictRules(this.environment.resolvers, schema);
    await rules.learn(db);
    const reviews = createReviews({ db, outbox, metadata, clock, platform, rules, conflicts });
    const failedChanges = createFailedChanges(db, outbox, metadata, platform);
    const mayWrite = (entityType: string) =>
      mayChange(session.user.role, entityTypeNamed(schema, entityType));
    const pace = new Pace(SYNC_TIMEOUT_MS);
    const device = {
      db,
      outbox,
      metadata,
      conflicts,
      api,
      clock,
      platform,
      rules,
      carryOvers,
      pace,
      mayWrite,
    };
    const listening = new Listening({
      platform,
      listen: createEventsApi(calls),
      lockName: this.leads ? null : `tidebook-events-${owner.tenantId}-${owner.userId}`,
      sync: this.sync,
      checkpoint: () => metadata.getCheckpoint(),
    });
    const deviceId = await this.#settings.deviceId();
    const { sync } = this;
    const verify = () => verifyDigests(device);
    const name = databaseName(owner);
    const lastCheck = async () => (await metadata.getCheck()).last;
    const exported = async () => {
      const entries = (await outbox.getWaiting(Number.POSITIVE_INFINITY)) ?? [];
      return exportOutbox(entries, { session, deviceId, at: clock.now() });
    };
    const checked = async (wanted: WantedCheck) => {
      await metadata.wantCheck(wanted);
      await sync.runSync(owner.tenantId);
      const state = await metadata.getCheck();
      return state.wanted === null ? state.last : null;
    };
    return {
      device,
      listening,
      tidebook: {
        session,
        schema,
        db,
        records,
        conflicts,
        reviews,
        failedChanges,
        getConflictResolver: async (entityType) => {
          await rules.learn(db);
          return rules.getConflictResolver(entityType);
        },
        sync,
        account,
        people: createPeople(this.#settings, account, session),
        deviceId,
        verify,
        check: () => checked('compare'),
        lastAnswered: () => metadata.getLastAnswered(),
        hasPulled: async (entityType) => {
          const { since, initial, types } = await metadata.getCheckpoint();
          return since !== null && initial === null && types.includes(entityType);
        },
        lastCheck,
        eviction: () => this.#settings.eviction(name),
        forgetEviction: () => this.#settings.forgetEviction(name),
        pullAgain: () => checked('pull'),
        exportOutbox: exported,
        counts: () => readCounts(device),
      },
    };
  }

  /** As kept on this device, renewed for the next time; only the very first opening needs the network. */
  async #schema(api: StateApi): Promise<Schema> {
    const kept = await this.#settings.schema();
    const renewed = this.#renewSchema(api);
    if (kept !== null) {
      renewed.catch((error: unknown) => {
        console.error('The schema could not be kept', error);
      });
      return kept;
    }
    const schema = await renewed;
    if (schema === null) {
      throw new ServerNeededError();
    }
    return schema;
  }

  async #renewSchema(api: StateApi): Promise<Schema | null> {
    const answer = await api.schema();
    if (answer.kind !== 'ok' || !isSchema(answer.value)) {
      return null;
    }
    await this.#settings.setSchema(answer.value);
    return answer.value;
  }

  async #auth(owner: Owner | null = null): Promise<AuthApi> {
    return createAuthApi(createHttp(await this.#calls(owner === null ? {} : sessionHeader(owner))));
  }

  /** What all calls have in common. */
  async #calls(headers: Readonly<Record<string, string>>): Promise<HttpContext> {
    const { fetch, baseUrl, platform } = this.environment;
    return {
      fetch,
      baseUrl,
      platform,
      clock: this.clock,
      headers: { ...headers, 'Tidebook-Device': await this.#settings.deviceId() },
      onContact: (answered) => {
        this.sync.reportContact(answered);
      },
    };
  }
}

function sessionHeader({ tenantId, userId }: Owner): Readonly<Record<string, string>> {
  return { 'Tidebook-Session': `${tenantId}/${userId}` };
}
