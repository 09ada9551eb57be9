// The engine as a page sees it that does not run it: the status comes from the worker that leads, in
// whichever tab that is, and what the page asks for goes there.
//
// A call is asked again of the next leader if the one before went without an answer: a run more does no
// harm. A page whose worker cannot be loaded runs an engine of its own.
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
import { type Session, ownerOf } from './session';
import { storageProblem } from './storage-problem';
import { type SyncService, runIn } from './sync-service';
import { INITIAL_STATUS, type SyncStatus, type SyncStatusListener, SyncStatusStore } from './sync-status';
import type { Direction } from './synchronize';
import { readCounts } from './watch-counts';

/** A worker that has not closed by then is ended: it hangs. */
const CLOSING_MS = 5_000;

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
  readonly tenantId: string;
  readonly channel: EngineChannel;
  readonly worker: EngineWorker;
  /** Resolves once the worker has closed. */
  readonly closed: Promise<void>;
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

  constructor(private readonly context: RemoteContext) {}

  getStatus(): SyncStatus {
    return this.#status.get();
  }

  subscribe(listener: SyncStatusListener): () => void {
    return this.#status.subscribe(listener);
  }

  async start(tenantId: string): Promise<void> {
    if (this.#own !== null) {
      await this.#own.start(tenantId);
    } else if (this.#link?.tenantId === tenantId) {
      this.#send({ kind: 'start' });
    } else {
      await this.stop();
      await this.#open(tenantId);
    }
  }

  async stop(): Promise<void> {
    const link = this.#link;
    this.#link = null;
    this.#leader = null;
    for (const { resolve } of this.#pending.values()) {
      resolve({ kind: 'stopped' });
    }
    this.#pending.clear();
    await this.#own?.stop();
    if (link !== null) {
      await this.#close(link);
    }
    this.#status.update(INITIAL_STATUS);
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

  reportContact(answered: boolean): void {
    if (this.#own !== null) {
      this.#own.reportContact(answered);
    } else if (answered !== this.#status.get().online) {
      this.#send({ kind: 'contact', answered });
    }
  }

  async #open(tenantId: string): Promise<void> {
    const { engine, environment, connect } = this.context;
    const { session, device } = await connect(tenantId);
    try {
      // Nobody may read "0 waiting" where it only means that the leader has not told yet.
      this.#status.update({ state: 'idle', ...(await readCounts(device)) });
    } catch (error) {
      console.error('The outbox cannot be counted', error);
      this.#status.update({ state: 'error', problem: storageProblem(error) });
    }
    const channel = engine.channel(engineName(ownerOf(session)));
    channel.listen((message) => {
      this.#hear(message);
    });
    const worker = engine.launch();
    const closed = new Promise<void>((resolve) => {
      worker.listen(
        () => {
          resolve();
        },
        (error) => {
          this.#runHere(error);
        },
      );
    });
    this.#link = { tenantId, channel, worker, closed };
    worker.post({ type: 'open', session, baseUrl: environment.baseUrl });
    channel.post({ type: 'hello' });
  }

  async #close({ channel, worker, closed }: Link): Promise<void> {
    worker.post({ type: 'close' });
    let cancel = (): void => undefined;
    const tooLong = new Promise<void>((resolve) => {
      cancel = this.context.environment.platform.after(CLOSING_MS, resolve);
    });
    await Promise.race([closed, tooLong]);
    cancel();
    worker.terminate();
    channel.close();
  }

  #hear(message: EngineMessage): void {
    if (this.#own !== null) {
      return;
    }
    switch (message.type) {
      case 'status':
        this.#heardStatus(message.leader, message.status, message.offsetMs);
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
    if (this.#own === null && this.#link?.tenantId !== tenantId) {
      await this.start(tenantId);
    }
    if (this.#own !== null) {
      return runIn(this.#own, direction, tenantId);
    }
    return this.#ask({ kind: 'run', direction });
  }

  /** Asks for something whose outcome matters. */
  #ask(call: EngineCall): Promise<SyncOutcome> {
    const id = this.context.environment.platform.uuid();
    return new Promise((resolve) => {
      this.#pending.set(id, { call, resolve });
      this.#link?.channel.post({ type: 'call', id, call });
    });
  }

  /** Asks for something that a leader who is not there yet will do by itself. */
  #send(call: EngineCall): void {
    this.#link?.channel.post({ type: 'call', id: this.context.environment.platform.uuid(), call });
  }

  /** The worker cannot be had: an engine in the page does the same. */
  #runHere(error: Error): void {
    const link = this.#link;
    if (link === null || this.#own !== null) {
      return;
    }
    console.error('The worker of the engine cannot run, so the page runs it', error);
    const own = this.context.inPage();
    this.#own = own;
    own.subscribe((status) => {
      this.#status.update(status);
    });
    link.worker.terminate();
    link.channel.close();
    this.#link = null;
    const asked = [...this.#pending.values()];
    this.#pending.clear();
    own.start(link.tenantId).then(
      () => {
        for (const { call, resolve } of asked) {
          resolve(call.kind === 'run' ? runIn(own, call.direction, link.tenantId) : { kind: 'done' });
        }
      },
      (failure: unknown) => {
        console.error('The engine could not be started in the page', failure);
        this.#status.update({ state: 'error', problem: storageProblem(failure) });
      },
    );
  }
}
