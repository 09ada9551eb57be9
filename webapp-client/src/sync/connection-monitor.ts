// Whether the server can be reached. `navigator.onLine` only says that there is some network, so online
// means that the server answered: a health check, or any other call.
import type { Platform } from './platform';

/** How often an unreachable server is asked again. */
const CHECK_OFFLINE_MS = 10_000;

/** After so long without any answer a server that did answer is asked: nothing else may call it for minutes. */
const CHECK_ONLINE_MS = 30_000;

export interface ConnectionMonitorContext {
  readonly platform: Platform;
  /** Asks the server; true if it answered. */
  readonly check: () => Promise<boolean>;
  /** False where the machine itself knows that there is no network. */
  readonly mayBeOnline: () => boolean;
  /** Where `online` and `offline` are announced: the window, or the worker's global. */
  readonly events: EventTarget;
  readonly onChange: (online: boolean) => void;
}

/** Watches the connection between `start` and `stop`. */
export class ConnectionMonitor {
  #online = false;
  #running = false;
  #cancel = (): void => undefined;

  constructor(private readonly context: ConnectionMonitorContext) {}

  get online(): boolean {
    return this.#online;
  }

  start(): void {
    if (this.#running) {
      return;
    }
    this.#running = true;
    this.context.events.addEventListener('online', this.checkNow);
    this.context.events.addEventListener('offline', this.#wentOffline);
    this.checkNow();
  }

  stop(): void {
    this.#running = false;
    this.#cancel();
    this.context.events.removeEventListener('online', this.checkNow);
    this.context.events.removeEventListener('offline', this.#wentOffline);
    this.#online = false;
  }

  /** What any other call found out. */
  report(answered: boolean): void {
    if (this.#running) {
      this.#set(answered);
    }
  }

  /** Asks the server now; nothing unless it is watched. */
  readonly checkNow = (): void => {
    if (!this.#running) {
      return;
    }
    this.#cancel();
    const answered = this.context.mayBeOnline() ? this.context.check() : Promise.resolve(false);
    answered.then(
      (online) => {
        this.report(online);
      },
      (error: unknown) => {
        console.error('The connection could not be checked', error);
        this.report(false);
      },
    );
  };

  readonly #wentOffline = (): void => {
    this.report(false);
  };

  #set(online: boolean): void {
    this.#cancel();
    const delayMs = online ? CHECK_ONLINE_MS : CHECK_OFFLINE_MS;
    this.#cancel = this.context.platform.after(delayMs, this.checkNow);
    if (this.#online !== online) {
      this.#online = online;
      this.context.onChange(online);
    }
  }
}
