// The one place that reads a clock, makes ids and random numbers, or sets a timer. Everything else in
// `sync` takes a Platform as an argument, so that tests decide what time it is.
import { v4 } from 'uuid';

/** What the engine needs from the machine it runs on. */
export interface Platform {
  /** Milliseconds since 1970 by the device's own clock, which may be wrong: see server-clock.ts. */
  nowMs(): number;
  /** A new random UUID. */
  uuid(): string;
  /** A random number in [0, 1). */
  random(): number;
  /** Runs `action` once after `delayMs`; the function returned cancels it. */
  after(delayMs: number, action: () => void): () => void;
  /** Web Locks, shared by pages and workers; null where the browser has none (a page without https). */
  readonly locks: RunLocks | null;
}

/** The part of the Web Locks API that the engine uses. */
export interface RunLocks {
  request<T>(
    name: string,
    options: { signal?: AbortSignal; steal?: boolean },
    holding: () => Promise<T>,
  ): Promise<T>;
}

/** The real machine: page and service worker alike. */
export const browserPlatform: Platform = {
  nowMs: () => Date.now(),
  // Not crypto.randomUUID, which a page without https lacks.
  uuid: () => v4(),
  random: () => Math.random(),
  after: (delayMs, action) => {
    const timer = setTimeout(action, delayMs);
    return () => {
      clearTimeout(timer);
    };
  },
  get locks() {
    const locks = (navigator as { locks?: RunLocks }).locks;
    return locks ?? null;
  },
};
