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
    const nowMs = this.platform.nowMs();
    const dueMs = nowMs + delayMs;
    // One that is overdue may be far from firing: in many browsers timers stand still while the machine sleeps, and
    // when the clock is set they do not follow.
    if (this.#dueMs !== null && this.#dueMs >= nowMs && this.#dueMs <= dueMs) {
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
