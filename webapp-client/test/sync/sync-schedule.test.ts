import { describe, expect, it } from 'vitest';
import type { Platform } from '../../src/sync/platform';
import { SyncSchedule } from '../../src/sync/sync-schedule';

/** A machine whose timers do not follow its clock: the test fires them. */
class Machine {
  clockMs = 0;
  readonly timers: { readonly delayMs: number; readonly action: () => void }[] = [];
  readonly platform = {
    nowMs: () => this.clockMs,
    after: (delayMs: number, action: () => void) => {
      const timer = { delayMs, action };
      this.timers.push(timer);
      return () => {
        this.timers.splice(this.timers.indexOf(timer), 1);
      };
    },
  } as unknown as Platform;
}

describe('the schedule', () => {
  it('keeps the earliest wish', () => {
    const machine = new Machine();
    const schedule = new SyncSchedule(machine.platform, () => undefined);
    schedule.in(500);
    schedule.in(300_000);
    expect(machine.timers.map(({ delayMs }) => delayMs)).toEqual([500]);
    schedule.in(10);
    expect(machine.timers.map(({ delayMs }) => delayMs)).toEqual([10]);
  });

  it('runs at once at the next wish where the planned run is overdue, as after an hour of sleep', () => {
    const machine = new Machine();
    let runs = 0;
    const schedule = new SyncSchedule(machine.platform, () => (runs += 1));
    schedule.in(300_000);
    machine.clockMs += 3_600_000;
    schedule.in(60_000);
    expect(machine.timers.map(({ delayMs }) => delayMs)).toEqual([0]);
    machine.timers[0]?.action();
    expect(runs).toBe(1);
  });
});
