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
    // One that is overdue is due now, but may be far from firing: in many browsers timers stand still while the machine
    // sleeps, and when the clock is set they do not follow.
    const isOverdue = this.#dueMs !== null && this.#dueMs < nowMs;
    const dueMs = nowMs + (isOverdue ? 0 : delayMs);
    if (this.#dueMs !== null && !isOverdue && this.#dueMs <= dueMs) {
      return;
    }
    this.clear();
    this.#dueMs = dueMs;
    this.#cancel = this.platform.after(dueMs - nowMs, () => {
      this.#dueMs = null;
      this.run();
    });
  }

  clear(): void {
    this.#cancel();
    this.#dueMs = null;
  }
}
