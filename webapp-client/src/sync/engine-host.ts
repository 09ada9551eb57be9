// The engine of a browser, as one of its workers runs it.
//
//   waiting ──the leader's lock──► leading ──close──► ended
//      ▲  └──the leader is silent──► (takes the lock) ──┘
//      └──────── the lock was taken: it hung ─────────┘
//
// Every page has such a worker; the one that holds the lock leads for all of them, and the lock falls to
// the next when its page is closed. Whatever a leader that hung still does once it wakes up is void by the
// number of its run (run-lock.ts).
import { INITIAL_STATUS, type SyncStatus } from './sync-status';
import { type EngineCall, type EngineChannel, type EngineMessage, engineName } from './engine-messages';
import type { Environment } from './environment';
import { LockLostError, holdLock } from './lock';
import type { RunLocks } from './platform';
import { type Session, ownerOf } from './session';
import { storageProblem } from './storage-problem';
import type { SyncOutcome } from './conclusion';
import { runIn } from './sync-service';
import { TidebookClient } from './tidebook';

/** How often the leader shows that it lives. */
const BEAT_MS = 5_000;
/** A leader that has been silent for so long is asked once more, and then hangs. */
const SILENCE_MS = 30_000;
const LAST_WORD_MS = 5_000;
/** After the books could not be opened. */
const RETRY_MS = 10_000;

interface HostContext {
  /** Where the engine runs: `engine` has to be null in it. */
  readonly environment: Environment;
  readonly locks: RunLocks;
  readonly channel: EngineChannel;
  readonly session: Session;
}

/** Leads, or waits to lead, between `start` and `stop`. */
export class EngineHost {
  readonly #id: string;
  readonly #stop = new AbortController();
  #leading: TidebookClient | null = null;
  #ended: Promise<void> = Promise.resolve();
  #heardMs: number;

  constructor(private readonly context: HostContext) {
    const { platform } = context.environment;
    this.#id = platform.uuid();
    this.#heardMs = platform.nowMs();
  }

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
          await this.#pause(RETRY_MS, signal);
        }
      }
    }
  }

  async #waitAndLead(signal: AbortSignal): Promise<void> {
    const { locks, session } = this.context;
    const lost = new AbortController();
    let leading: Promise<void> = Promise.resolve();
    const wish = {
      locks,
      name: engineName(ownerOf(session)),
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

  /** Runs the engine until `signal` says that it is over. */
  async #lead(signal: AbortSignal): Promise<void> {
    const { environment, session } = this.context;
    const client = new TidebookClient(environment);
    let unsubscribe = (): void => undefined;
    let cancelBeat = (): void => undefined;
    const beat = (): void => {
      this.#tell(client);
      cancelBeat = environment.platform.after(BEAT_MS, beat);
    };
    try {
      await client.openTidebook(session);
      this.#leading = client;
      unsubscribe = client.sync.subscribe(() => {
        this.#tell(client);
      });
      client.clock.onMoved(() => {
        this.#tell(client);
      });
      beat();
      await aborted(signal);
    } catch (error) {
      this.#post({ ...INITIAL_STATUS, state: 'error', problem: storageProblem(error) }, null);
      throw error;
    } finally {
      this.#leading = null;
      cancelBeat();
      unsubscribe();
      await client.close();
    }
  }

  #tell({ sync, clock }: TidebookClient): void {
    this.#post(sync.getStatus(), clock.isMeasured ? clock.offsetMs : null);
  }

  #post(status: SyncStatus, offsetMs: number | null): void {
    this.context.channel.post({ type: 'status', leader: this.#id, status, offsetMs });
  }

  #hear(message: EngineMessage): void {
    switch (message.type) {
      case 'status':
        this.#heardMs = this.context.environment.platform.nowMs();
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
        break;
    }
  }

  #answer(client: TidebookClient, id: string, call: EngineCall): void {
    const { channel, session } = this.context;
    this.#perform(client, call, session.tenant.id).then(
      (outcome) => {
        if (this.#leading === client) {
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
      case 'contact':
        sync.reportContact(call.answered);
        break;
    }
    return { kind: 'done' };
  }

  /** @returns ends the watch */
  #watchLeader(onHung: () => void): () => void {
    const { platform } = this.context.environment;
    let cancel = (): void => undefined;
    this.#heardMs = platform.nowMs();
    const look = (): void => {
      const silentMs = platform.nowMs() - this.#heardMs;
      if (silentMs < SILENCE_MS) {
        cancel = platform.after(SILENCE_MS - silentMs, look);
        return;
      }
      // The machine may have slept, and nobody has had a chance to speak since.
      this.context.channel.post({ type: 'hello' });
      const askedMs = platform.nowMs();
      cancel = platform.after(LAST_WORD_MS, () => {
        if (this.#heardMs >= askedMs) {
          look();
        } else {
          onHung();
        }
      });
    };
    look();
    return () => {
      cancel();
    };
  }

  #pause(delayMs: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const cancel = this.context.environment.platform.after(delayMs, resolve);
      signal.addEventListener('abort', () => {
        cancel();
        resolve();
      });
    });
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) {
      resolve();
    } else {
      signal.addEventListener('abort', () => {
        resolve();
      });
    }
  });
}
