// Listens to the server's events and tells when a pull is due.
//
//   off ──wanted──► waiting for the lock ──► listening ──ended──► waiting to try again ──► listening
//    ▲                                           │ └──401, 403, 426──► given up
//    └──────────────── not wanted ───────────────┴────────────────────────┘
//
// One tab of a browser listens for all: a browser opens six connections to a server over HTTP/1.1, and a
// seventh tab would wait for ever. What that tab pulls, the others see in the shared database.
import type { EventsApi, FeedPosition, StreamEnd } from './events-api';
import type { Platform } from './platform';
import { backoffMs, decideRetry } from './retry';
import { pause } from './waiting';

/** The server sends a sign of life every 15 s. */
const SILENCE_MS = 50_000;

export interface ServerEventsContext {
  readonly platform: Platform;
  readonly listen: EventsApi;
  /** Names the database that the tabs share; null where one listens for all anyway. */
  readonly lockName: string | null;
  /** Whether the device has not pulled up to this position. */
  readonly isNews: (position: FeedPosition) => Promise<boolean>;
  /** There is something to pull, or to find out. */
  readonly onNews: () => void;
}

export class ServerEvents {
  #abort: AbortController | null = null;
  #listening: Promise<void> = Promise.resolve();
  #failuresInARow = 0;
  #refusalsInARow = 0;

  constructor(private readonly context: ServerEventsContext) {}

  /** Turns listening on or off; the same again changes nothing. */
  want(isWanted: boolean): void {
    if (isWanted && this.#abort === null) {
      const abort = new AbortController();
      this.#abort = abort;
      this.#failuresInARow = 0;
      this.#listening = this.#listening
        .then(() => this.#inOneTab(abort))
        .catch((error: unknown) => {
          console.error('Listening to the server failed', error);
        });
    } else if (!isWanted) {
      this.#abort?.abort();
      this.#abort = null;
    }
  }

  /** Turns listening off and waits until it is. */
  async stop(): Promise<void> {
    this.want(false);
    await this.#listening;
  }

  async #inOneTab(abort: AbortController): Promise<void> {
    const { signal } = abort;
    const { lockName } = this.context;
    const { locks } = this.context.platform;
    if (signal.aborted) {
      return;
    }
    if (locks === null || lockName === null) {
      await this.#keepListening(abort);
      return;
    }
    try {
      await locks.request(lockName, { signal }, () => this.#keepListening(abort));
    } catch (error) {
      if (!signal.aborted) {
        throw error;
      }
    }
  }

  async #keepListening(abort: AbortController): Promise<void> {
    const { signal } = abort;
    while (!signal.aborted) {
      const end = await this.#listenOnce(signal);
      const delayMs = this.#delayAfter(end);
      if (delayMs === null) {
        if (isForNow(end)) {
          this.#forgetAfterAWhile(abort);
        }
        return;
      }
      await pause(this.context.platform, delayMs, signal);
    }
  }

  /** The engine may never meet what ended the stream, such as a sign-in that is renewed before its next call. */
  #forgetAfterAWhile(abort: AbortController): void {
    const { platform } = this.context;
    this.#refusalsInARow += 1;
    platform.after(backoffMs(this.#refusalsInARow, platform.random()), () => {
      if (this.#abort === abort) {
        this.#abort = null;
      }
    });
  }

  /** A stream that falls silent is given up: a dead line says nothing. */
  async #listenOnce(signal: AbortSignal): Promise<StreamEnd> {
    const { platform, listen } = this.context;
    const silence = new AbortController();
    const giveUp = (): void => {
      silence.abort();
    };
    let cancel = platform.after(SILENCE_MS, giveUp);
    const end = await listen({
      signal: AbortSignal.any([signal, silence.signal]),
      onBytes: () => {
        cancel();
        cancel = platform.after(SILENCE_MS, giveUp);
      },
      onPosition: (position) => {
        this.#failuresInARow = 0;
        this.#refusalsInARow = 0;
        this.#compare(position);
      },
    });
    cancel();
    return end.kind === 'aborted' && !signal.aborted ? { kind: 'unreachable' } : end;
  }

  #compare(position: FeedPosition): void {
    this.context.isNews(position).then(
      (isNews) => {
        if (isNews) {
          this.context.onNews();
        }
      },
      (error: unknown) => {
        console.error('The position could not be compared', error);
        this.context.onNews();
      },
    );
  }

  /** Null to listen no more until it is wanted anew. */
  #delayAfter(end: StreamEnd): number | null {
    const { platform, onNews } = this.context;
    const failure = end.kind === 'ended' ? ({ kind: 'unreachable' } as const) : end;
    const decision = decideRetry(failure, this.#failuresInARow, platform.random());
    this.#failuresInARow += 1;
    switch (decision.kind) {
      case 'stop':
        return null;
      case 'pause':
        // The engine finds out the same by its own call, and tells the user; if it does not, once is enough.
        if (this.#refusalsInARow === 0) {
          onNews();
        }
        return null;
      case 'retry':
        return decision.afterMs;
      case 'split':
      case 'resync':
        return backoffMs(this.#failuresInARow, platform.random());
    }
  }
}

/** Whether it may be another answer the next time that listening is wanted. */
function isForNow(end: StreamEnd): boolean {
  return end.kind === 'problem' && end.problem.status === 401;
}
