// Web Locks as the tabs of one browser share them; Node has none.
import type { RunLocks } from '../../../src/sync/platform';

interface Holder {
  readonly lost: (error: Error) => void;
  readonly done: Promise<unknown>;
}

export class TestLocks implements RunLocks {
  #held = new Map<string, Holder>();
  #queues = new Map<string, (() => void)[]>();

  async request<T>(
    name: string,
    { signal, steal = false }: { signal?: AbortSignal; steal?: boolean },
    holding: () => Promise<T>,
  ): Promise<T> {
    signal?.throwIfAborted();
    if (steal) {
      this.#held.get(name)?.lost(aborted('The lock was stolen.'));
      this.#held.delete(name);
    }
    while (this.#held.has(name)) {
      await this.#turn(name, signal);
    }
    return this.#hold(name, holding);
  }

  /** The locks as one page or worker has them: they are free once it is killed, whatever it was doing. */
  agent(): { locks: RunLocks; kill: () => void } {
    const end = new AbortController();
    const killed = new Promise<never>((_, reject) => {
      end.signal.addEventListener('abort', () => {
        reject(aborted('It was killed.'));
      });
    });
    killed.catch(() => undefined);
    return {
      locks: {
        request: (name, { signal, steal }, holding) =>
          this.request(
            name,
            {
              signal: AbortSignal.any([end.signal, ...(signal === undefined ? [] : [signal])]),
              steal: steal ?? false,
            },
            () => Promise.race([holding(), killed]),
          ),
      },
      kill: () => {
        end.abort();
      },
    };
  }

  #turn(name: string, signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      const queue = this.#queues.get(name) ?? [];
      this.#queues.set(name, [...queue, resolve]);
      signal?.addEventListener('abort', () => {
        reject(aborted('The wait was given up.'));
      });
    });
  }

  #hold<T>(name: string, holding: () => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const done = holding();
      const holder: Holder = { lost: reject, done };
      this.#held.set(name, holder);
      const release = (): void => {
        if (this.#held.get(name) === holder) {
          this.#held.delete(name);
          const waiting = this.#queues.get(name) ?? [];
          this.#queues.set(name, []);
          waiting.forEach((next) => {
            next();
          });
        }
      };
      done.then(resolve, reject).finally(release);
    });
  }
}

function aborted(message: string): Error {
  return Object.assign(new Error(message), { name: 'AbortError' });
}
