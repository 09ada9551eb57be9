// The channels of a browser and the workers of its tabs, as far as the engine uses them.
import type {
  EngineChannel,
  EngineMessage,
  EngineWorker,
  WorkerOrder,
  WorkerReport,
} from '../../../src/sync/engine-messages';
import type { EngineHost } from '../../../src/sync/engine-host';
import type { Session } from '../../../src/sync/session';

interface Ear {
  readonly name: string;
  listener: (message: EngineMessage) => void;
}

/** Everything that is said on its channels is a copy, and heard a turn later by all but the speaker. */
export class TestBrowser {
  readonly #ears = new Set<Ear>();

  channel(name: string, isDeaf: () => boolean = () => false): EngineChannel {
    const ear: Ear = { name, listener: () => undefined };
    this.#ears.add(ear);
    return {
      post: (message) => {
        if (isDeaf()) {
          return;
        }
        const copy = structuredClone(message);
        for (const other of this.#ears) {
          if (other !== ear && other.name === name) {
            setImmediate(() => {
              if (this.#ears.has(other)) {
                other.listener(copy);
              }
            });
          }
        }
      },
      listen: (listener) => {
        ear.listener = (message) => {
          if (!isDeaf()) {
            listener(message);
          }
        };
      },
      close: () => {
        this.#ears.delete(ear);
      },
    };
  }
}

/** A worker that can hang, and that some browsers cannot load. */
export class TestWorker implements EngineWorker {
  #host: EngineHost | null = null;
  #onReport: (report: WorkerReport) => void = () => undefined;
  #onBroken: (error: Error) => void = () => undefined;
  /** Neither hears nor says anything while it is set. */
  hangs = false;
  isTerminated = false;

  constructor(
    private readonly browser: TestBrowser,
    private readonly load: (name: string, session: Session, channel: EngineChannel) => EngineHost,
    private readonly freeLocks: () => void,
  ) {}

  post(order: WorkerOrder): void {
    if (this.hangs) {
      return;
    }
    switch (order.type) {
      case 'open':
        this.#host = this.load(
          order.name,
          order.session,
          this.browser.channel(order.name, () => this.hangs),
        );
        this.#host.start();
        break;
      case 'close':
        void this.#host?.stop().then(() => {
          this.#onReport({ type: 'closed' });
        });
        break;
    }
  }

  listen(onReport: (report: WorkerReport) => void, onBroken: (error: Error) => void): void {
    this.#onReport = onReport;
    this.#onBroken = onBroken;
  }

  /** The script could not be loaded. */
  fail(): void {
    this.#onBroken(new Error('The script could not be loaded.'));
  }

  terminate(): void {
    this.isTerminated = true;
    this.hangs = true;
    this.freeLocks();
    void this.#host?.stop();
  }
}
