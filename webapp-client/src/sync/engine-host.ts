// The engine of a browser, as one of its workers runs it.
//
//   waiting ──the leader's lock──► leading ──close──► ended
//      ▲  └──the leader is silent──► (takes the lock) ──┘
//      └──────── the lock was taken: it hung ─────────┘
//
// Every page has such a worker; the one that holds the lock leads for all of them, and the lock falls to
// the next when its page is closed. Whatever a leader that hung still does once it wakes up is void by the
// number of its run (run-lock.ts).
import type { EngineCall, EngineChannel, EngineMessage } from './engine-messages';
import type { Environment } from './environment';
import { LockLostError, holdLock } from './lock';
import type { RunLocks } from './platform';
import { type Session, isSameOwner } from './session';
import { SilenceWatch } from './silence-watch';
import { storageProblem } from './storage-problem';
import type { SyncOutcome } from './conclusion';
import { runIn } from './sync-service';
import { TidebookClient } from './tidebook';
import { aborted, pause } from './waiting';

/** How often the leader shows that it lives. */
const BEAT_MS = 5_000;
/** After the books could not be opened. */
const RETRY_MS = 10_000;

interface HostContext {
  /** Where the engine runs: `engine` has to be null in it. */
  readonly environment: Environment;
  readonly locks: RunLocks;
  /** Of the lock that the leader holds. */
  readonly name: string;
  readonly channel: EngineChannel;
  readonly session: Session;
}

interface Leading {
  readonly client: TidebookClient;
  readonly id: string;
}

/** Leads, or waits to lead, between `start` and `stop`. */
export class EngineHost {
  readonly #stop = new AbortController();
  #leading: Leading | null = null;
  #ended: Promise<void> = Promise.resolve();
  #watch: SilenceWatch | null = null;

  constructor(private readonly context: HostContext) {}

  start(): void {
    this.context.channel.listen((message) => {
      this.#hear(message);
    });
    this.#ended = this.#keepLeading();
  }

  /** Ends the run under way and lets another worker lead. */
  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#ended;
    this.context.channel.close();
  }

  async #keepLeading(): Promise<void> {
    const { signal } = this.#stop;
    while (!signal.aborted) {
      try {
        await this.#waitAndLead(signal);
      } catch (error) {
        if (!signal.aborted) {
          console.error('The engine could not be started', error);
          await pause(this.context.environment.platform, RETRY_MS, signal);
        }
      }
    }
  }

  async #waitAndLead(signal: AbortSignal): Promise<void> {
    const { locks, name } = this.context;
    const lost = new AbortController();
    let leading: Promise<void> = Promise.resolve();
    const wish = {
      locks,
      name,
      signal,
      watch: (onHung: () => void) => this.#watchLeader(onHung),
    };
    try {
      await holdLock(wish, () => {
        leading = this.#lead(AbortSignal.any([signal, lost.signal]));
        return leading;
      });
    } catch (error) {
      if (!(error instanceof LockLostError)) {
        throw error;
      }
      lost.abort();
      await leading;
    }
  }

  /** Runs the engine until `signal` says that it is over, or other books have to be opened. */
  async #lead(signal: AbortSignal): Promise<void> {
    const { environment, session, channel } = this.context;
    const { platform } = environment;
    const client = new TidebookClient(environment, true);
    const leading = { client, id: platform.uuid() };
    const outdated = new AbortController();
    let unsubscribe = (): void => undefined;
    let cancelBeat = (): void => undefined;
    const beat = (): void => {
      this.#tell(leading);
      cancelBeat = platform.after(BEAT_MS, beat);
    };
    try {
      const remembered = await client.rememberedSession();
      if (remembered === null || !isSameOwner(remembered, session)) {
        // Signed out in another tab, of which this one's page has not heard yet: nothing is opened for them.
        await pause(platform, RETRY_MS, signal);
        return;
      }
      const { db } = await client.openTidebook(session);
      // A page knows of a type that this engine would not know how to store.
      db.onUpgrade(() => {
        outdated.abort();
      });
      this.#leading = leading;
      unsubscribe = client.sync.subscribe(() => {
        this.#tell(leading);
      });
      client.clock.onMoved(() => {
        this.#tell(leading);
      });
      beat();
      await aborted(AbortSignal.any([signal, outdated.signal]));
    } catch (error) {
      channel.post({ type: 'trouble', problem: storageProblem(error) });
      throw error;
    } finally {
      this.#leading = null;
      cancelBeat();
      unsubscribe();
      await client.close();
    }
  }

  #tell({ id, client: { sync, clock } }: Leading): void {
    this.context.channel.post({
      type: 'status',
      leader: id,
      status: sync.getStatus(),
      offsetMs: clock.isMeasured ? clock.offsetMs : null,
    });
  }

  #hear(message: EngineMessage): void {
    switch (message.type) {
      case 'status':
        this.#watch?.heard();
        break;
      case 'hello':
        if (this.#leading !== null) {
          this.#tell(this.#leading);
        }
        break;
      case 'call':
        if (this.#leading !== null) {
          this.#answer(this.#leading, message.id, message.call);
        }
        break;
      case 'answer':
      case 'trouble':
        break;
    }
  }

  #answer(leading: Leading, id: string, call: EngineCall): void {
    const { channel, session } = this.context;
    this.#perform(leading.client, call, session.tenant.id).then(
      (outcome) => {
        if (this.#leading === leading) {
          channel.post({ type: 'answer', id, outcome });
        }
        // Else the page asks the next leader.
      },
      (error: unknown) => {
        console.error('What a page asked for failed', error);
      },
    );
  }

  async #perform({ sync }: TidebookClient, call: EngineCall, tenantId: string): Promise<SyncOutcome> {
    switch (call.kind) {
      case 'run':
        return runIn(sync, call.direction, tenantId);
      case 'start':
        await sync.start(tenantId);
        break;
      case 'poke':
        sync.poke();
        break;
      case 'check':
        sync.checkConnection();
        break;
      case 'contact':
        sync.reportContact(call.answered);
        break;
    }
    return { kind: 'done' };
  }

  /** @returns ends the watch */
  #watchLeader(onHung: () => void): () => void {
    const { channel, environment } = this.context;
    const watch = new SilenceWatch({
      platform: environment.platform,
      patienceMs: 0,
      ask: () => {
        channel.post({ type: 'hello' });
      },
      onSilent: onHung,
    });
    this.#watch = watch;
    return () => {
      watch.stop();
    };
  }
}
