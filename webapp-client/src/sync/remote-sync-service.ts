// The engine as a page sees it that does not run it: the status comes from the worker that leads, in
// whichever tab that is, and what the page asks for goes there.
//
// A call is asked again of the next leader if the one before went without an answer: a run more does no
// harm. A page whose worker cannot be loaded, or that hears of no leader at all, runs an engine of its own.
import type { SyncOutcome } from './conclusion';
import {
  type EngineCall,
  type EngineChannel,
  type EngineMessage,
  type EngineWorker,
  engineName,
} from './engine-messages';
import type { EngineAccess, Environment } from './environment';
import type { SyncDevice } from './run';
import type { ServerClock } from './server-clock';
import { type Session, isSameOwner, ownerOf } from './session';
import { SilenceWatch } from './silence-watch';
import { storageProblem } from './storage-problem';
import { type SyncService, runIn } from './sync-service';
import { INITIAL_STATUS, type SyncStatus, type SyncStatusListener, SyncStatusStore } from './sync-status';
import type { Direction } from './synchronize';
import { atMost } from './waiting';
import { readCounts } from './watch-counts';

/** A worker that has not closed by then is ended: it hangs. */
const CLOSING_MS = 5_000;
/** How much longer than a waiting worker the page waits for a word: first the worker takes over. */
const PATIENCE_MS = 30_000;

interface RemoteContext {
  readonly environment: Environment;
  readonly engine: EngineAccess;
  /** The page's clock, which learns what the leader measures. */
  readonly clock: ServerClock;
  /** Gives the open books of a tenant. */
  readonly connect: (tenantId: string) => Promise<{ readonly session: Session; readonly device: SyncDevice }>;
  /** Makes an engine of the page's own. */
  readonly inPage: () => SyncService;
}

interface Link {
  readonly session: Session;
  readonly channel: EngineChannel;
  readonly worker: EngineWorker;
  readonly watch: SilenceWatch;
  /** Resolves once the worker has closed. */
  readonly closed: Promise<void>;
  /** Listens to the network no more. */
  readonly deafen: () => void;
}

interface PendingCall {
  readonly call: EngineCall;
  readonly resolve: (outcome: SyncOutcome | Promise<SyncOutcome>) => void;
}

export class RemoteSyncService implements SyncService {
  readonly #status = new SyncStatusStore();
  readonly #pending = new Map<string, PendingCall>();
  #link: Link | null = null;
  #leader: string | null = null;
  #own: SyncService | null = null;
  #turn: Promise<void> = Promise.resolve();

  constructor(private readonly context: RemoteContext) {}

  getStatus(): SyncStatus {
    return this.#status.get();
  }

  subscribe(listener: SyncStatusListener): () => void {
    return this.#status.subscribe(listener);
  }

  start(tenantId: string): Promise<void> {
    return this.#inTurn(() => this.#startNow(tenantId));
  }

  stop(): Promise<void> {
    return this.#inTurn(() => this.#stopNow());
  }

  runSync(tenantId: string): Promise<SyncOutcome> {
    return this.#run(tenantId, 'both');
  }

  runUpstream(tenantId: string): Promise<SyncOutcome> {
    return this.#run(tenantId, 'upstream');
  }

  runDownstream(tenantId: string): Promise<SyncOutcome> {
    return this.#run(tenantId, 'downstream');
  }

  poke(): void {
    if (this.#own === null) {
      this.#send({ kind: 'poke' });
    } else {
      this.#own.poke();
    }
  }

  checkConnection(): void {
    if (this.#own === null) {
      this.#send({ kind: 'check' });
    } else {
      this.#own.checkConnection();
    }
  }

  reportContact(answered: boolean): void {
    if (this.#own !== null) {
      this.#own.reportContact(answered);
    } else if (answered !== this.#status.get().online) {
      this.#send({ kind: 'contact', answered });
    }
  }

  /** One after another: a start that a stop overtakes would leave a worker running. */
  #inTurn(action: () => Promise<void>): Promise<void> {
    this.#turn = this.#turn.then(action, action);
    return this.#turn;
  }

  async #startNow(tenantId: string): Promise<void> {
    if (this.#own !== null) {
      await this.#own.start(tenantId);
      return;
    }
    const { session, device } = await this.context.connect(tenantId);
    if (this.#link !== null && isSameOwner(this.#link.session, session)) {
      this.#send({ kind: 'start' });
      return;
    }
    await this.#stopNow();
    await this.#count(device);
    if (this.#status.get().waiting > 0) {
      // The browser forgets the wish after a few tries, such as while the server was down.
      this.context.environment.requestBackgroundSync();
    }
    let worker: EngineWorker;
    try {
      worker = this.context.engine.launch();
    } catch (error) {
      await this.#runHere(tenantId, error);
      return;
    }
    this.#open(session, worker);
  }

  async #stopNow(): Promise<void> {
    const link = this.#link;
    this.#link = null;
    this.#leader = null;
    for (const { resolve } of this.#takePending()) {
      resolve({ kind: 'stopped' });
    }
    await this.#own?.stop();
    if (link !== null) {
      await this.#close(link);
    }
    this.#status.update(INITIAL_STATUS);
  }

  /** Nobody may read "0 waiting" where it only means that the leader has not told yet. */
  async #count(device: SyncDevice): Promise<void> {
    try {
      // The leader begins a run for this page, so that "syncing" is true as soon as it can be.
      this.#status.update({ state: 'syncing', ...(await readCounts(device)) });
    } catch (error) {
      console.error('The outbox cannot be counted', error);
      this.#status.update({ state: 'error', problem: storageProblem(error) });
    }
  }

  #open(session: Session, worker: EngineWorker): void {
    const { engine, environment } = this.context;
    const { baseUrl, platform } = environment;
    const name = engineName(ownerOf(session), engine.build);
    const channel = engine.channel(name);
    channel.listen((message) => {
      this.#hear(message);
    });
    const closed = new Promise<void>((resolve) => {
      worker.listen(
        () => {
          resolve();
        },
        (error) => {
          this.#giveUp(error);
        },
      );
    });
    const ask = (): void => {
      channel.post({ type: 'hello' });
    };
    const watch = new SilenceWatch({
      platform,
      patienceMs: PATIENCE_MS,
      ask,
      onSilent: () => {
        this.#giveUp(new Error('Nobody leads.'));
      },
    });
    this.#link = { session, channel, worker, watch, closed, deafen: this.#followNetwork() };
    worker.post({ type: 'open', name, session, baseUrl });
    ask();
    // One that leads already may have paused: a page that was loaded anew is a reason to try again.
    this.#send({ kind: 'start' });
  }

  /** Workers are not told of the network by every browser. @returns ends it */
  #followNetwork(): () => void {
    const { events } = this.context.environment;
    const online = (): void => {
      this.checkConnection();
    };
    const offline = (): void => {
      this.reportContact(false);
    };
    events.addEventListener('online', online);
    events.addEventListener('offline', offline);
    return () => {
      events.removeEventListener('online', online);
      events.removeEventListener('offline', offline);
    };
  }

  async #close(link: Link): Promise<void> {
    link.deafen();
    link.watch.stop();
    link.worker.post({ type: 'close' });
    await atMost(this.context.environment.platform, CLOSING_MS, link.closed);
    letGo(link);
  }

  #hear(message: EngineMessage): void {
    if (this.#link === null) {
      return;
    }
    switch (message.type) {
      case 'status':
        this.#link.watch.heard();
        this.#heardStatus(message.leader, message.status, message.offsetMs);
        break;
      case 'trouble':
        this.#link.watch.heard();
        this.#status.update({ state: 'error', problem: message.problem });
        break;
      case 'answer':
        this.#pending.get(message.id)?.resolve(message.outcome);
        this.#pending.delete(message.id);
        break;
      case 'hello':
      case 'call':
        break;
    }
  }

  #heardStatus(leader: string, status: SyncStatus, offsetMs: number | null): void {
    const { clock, environment } = this.context;
    const isMore = status.waiting > this.#status.get().waiting;
    if (offsetMs !== null) {
      clock.adopt(offsetMs);
    }
    this.#status.update(status);
    if (isMore) {
      // A worker cannot ask for it.
      environment.requestBackgroundSync();
    }
    if (this.#leader !== leader) {
      this.#leader = leader;
      for (const [id, { call }] of this.#pending) {
        this.#link?.channel.post({ type: 'call', id, call });
      }
    }
  }

  async #run(tenantId: string, direction: Direction): Promise<SyncOutcome> {
    await this.#turn.catch(() => undefined);
    if (this.#own === null && this.#link?.session.tenant.id !== tenantId) {
      await this.start(tenantId);
    }
    return this.#own === null ? this.#ask({ kind: 'run', direction }) : runIn(this.#own, direction, tenantId);
  }

  /** Asks for something whose outcome matters. */
  #ask(call: EngineCall): Promise<SyncOutcome> {
    const link = this.#link;
    if (link === null) {
      return Promise.resolve({ kind: 'stopped' });
    }
    const id = this.context.environment.platform.uuid();
    return new Promise((resolve) => {
      this.#pending.set(id, { call, resolve });
      link.channel.post({ type: 'call', id, call });
    });
  }

  /** Asks for something that a leader who is not there yet will do by itself. */
  #send(call: EngineCall): void {
    this.#link?.channel.post({ type: 'call', id: this.context.environment.platform.uuid(), call });
  }

  #takePending(): PendingCall[] {
    const pending = [...this.#pending.values()];
    this.#pending.clear();
    return pending;
  }

  /** The worker cannot be had, so that the page does without. */
  #giveUp(why: Error): void {
    const link = this.#link;
    if (link === null) {
      return;
    }
    this.#link = null;
    letGo(link);
    const asked = this.#takePending();
    const begun = this.#inTurn(() => this.#runHere(link.session.tenant.id, why));
    begun.then(
      () => {
        for (const { call, resolve } of asked) {
          const own = this.#own;
          resolve(
            own !== null && call.kind === 'run'
              ? runIn(own, call.direction, link.session.tenant.id)
              : { kind: 'stopped' },
          );
        }
      },
      (failure: unknown) => {
        console.error('The engine could not be started in the page', failure);
        const problem = storageProblem(failure);
        this.#status.update({ state: 'error', problem });
        for (const { resolve } of asked) {
          resolve({ kind: 'broken', problem });
        }
      },
    );
  }

  /** An engine in the page does the same, for as long as the page is open. */
  async #runHere(tenantId: string, why: unknown): Promise<void> {
    console.error('The worker of the engine cannot run, so the page runs it', why);
    const own = this.context.inPage();
    own.subscribe((status) => {
      this.#status.update(status);
    });
    this.#own = own;
    await own.start(tenantId);
  }
}

/** Ends the worker as it is, and hears and says nothing more. */
function letGo({ channel, worker, watch, deafen }: Link): void {
  deafen();
  watch.stop();
  worker.terminate();
  channel.close();
}
