// When the next run is due: one timer, the earliest wish wins.
import type { Platform } from './platform';

/** Holds at most one planned run. */
export class SyncSchedule {
  #dueMs: number | null = null;
  #cancel = (): void => undefined;

  constructor(
    private readonly platform: Platform,
    private readonly run: () => void,
  ) {}

  /** Plans a run in `delayMs`, unless an earlier one is planned. */
  in(delayMs: number): void {
    const dueMs = this.platform.nowMs() + delayMs;
    if (this.#dueMs !== null && this.#dueMs <= dueMs) {
      return;
    }
    this.clear();
    this.#dueMs = dueMs;
    this.#cancel = this.platform.after(delayMs, () => {
      this.#dueMs = null;
      this.run();
    });
  }

  clear(): void {
    this.#cancel();
    this.#dueMs = null;
  }
}
