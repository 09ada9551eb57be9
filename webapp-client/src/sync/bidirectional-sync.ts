// The engine: decides when a run is due, lets one run at a time, and tells how it stands.
//
//   stopped ──start──► idle ◄──────► syncing ──no answer──► offline ──answers again──► syncing
//      ▲                                │ └──failed──► error ──after a while──► syncing
//      └───────────── stop ─────────────┴──401──► signed-out ──start (signed in again)──► syncing
//
// A run is due at the start, when the server can be reached again, soon after a local write, on a poke,
// every five minutes, and when someone asks for it. Whatever happens, waiting edits are kept.
import { type SyncOutcome, conclude } from './conclusion';
import { ConnectionMonitor } from './connection-monitor';
import type { Environment } from './environment';
import { RunReplacedError } from './metadata';
import type { SyncDevice } from './run';
import { withRunLock } from './run-lock';
import { storageProblem } from './storage-problem';
import { SyncSchedule } from './sync-schedule';
import type { SyncService } from './sync-service';
import { INITIAL_STATUS, type SyncProgress, type SyncStatus, SyncStatusStore } from './sync-status';
import { type Direction, openRun, synchronize } from './synchronize';
import { type CountsWatch, readCounts, watchCounts } from './watch-counts';

export class BidirectionalSyncService implements SyncService {
  readonly #status = new SyncStatusStore();
  readonly #schedule: SyncSchedule;
  readonly #monitor: ConnectionMonitor;
  #device: SyncDevice | null = null;
  #counts: CountsWatch | null = null;
  #abort = new AbortController();
  #tenantId: string | null = null;
  #current: Promise<SyncOutcome> | null = null;
  #following: Promise<SyncOutcome> | null = null;
  #isPaused = false;
  #failuresInARow = 0;
  /** Until when the server has asked not to be called (device clock, ms). */
  #heldUntilMs: number | null = null;
  /** Whether the server answered again while a run was under way that may have begun before. */
  #cameBack = false;
  /** Whether a run was made at once for that since the last one that came to its end. */
  #isHurried = false;

  /** @param connect gives the open device of a tenant */
  constructor(
    private readonly environment: Environment,
    private readonly connect: (tenantId: string) => Promise<SyncDevice>,
  ) {
    const { platform, events, mayBeOnline } = environment;
    this.#schedule = new SyncSchedule(platform, () => {
      this.#runScheduled();
    });
    this.#monitor = new ConnectionMonitor({
      platform,
      events,
      mayBeOnline,
      check: async () => {
        const answer = await this.#device?.api.health();
        return answer !== undefined && answer.kind !== 'unreachable';
      },
      onChange: (online) => {
        this.#connectionChanged(online);
      },
    });
  }

  getStatus(): SyncStatus {
    return this.#status.get();
  }

  /** @returns ends the subscription */
  subscribe(listener: (status: SyncStatus) => void): () => void {
    return this.#status.subscribe(listener);
  }

  /** Begins to sync a tenant's books, at once and from then on. Called again, it ends a pause. */
  async start(tenantId: string): Promise<void> {
    if (this.#tenantId !== tenantId) {
      await this.stop();
      const device = await this.connect(tenantId);
      // Nobody may read "0 waiting" where it only means that nobody has counted.
      await this.#countFirst(device);
      if (this.#status.get().waiting > 0) {
        // The browser forgets the wish after a few tries, such as while the server was down.
        this.environment.requestBackgroundSync();
      }
      this.#device = device;
      this.#tenantId = tenantId;
      this.#watchCounts(device);
      this.#monitor.start();
    }
    if (this.#isHeld()) {
      return; // another tab was opened: what the server has said holds for it too
    }
    this.#isPaused = false;
    this.#failuresInARow = 0;
    this.#isHurried = false;
    // Another tab may start it in the middle of a run.
    const state = this.#current === null ? 'idle' : 'syncing';
    this.#status.update({ state, problem: null, nextRetryAt: null });
    this.#schedule.clear();
    this.#schedule.in(0);
  }

  async #countFirst(device: SyncDevice): Promise<void> {
    try {
      this.#status.update(await readCounts(device));
    } catch (error) {
      this.#cannotCount(error);
    }
  }

  #cannotCount(error: unknown): void {
    console.error('The outbox cannot be counted', error);
    this.#status.update({ state: 'error', problem: storageProblem(error) });
  }

  /** Ends the run under way and plans no other. Edits are kept and wait. */
  async stop(): Promise<void> {
    this.#tenantId = null;
    this.#schedule.clear();
    this.#monitor.stop();
    this.#counts?.stop();
    this.#counts = null;
    this.#abort.abort();
    await this.#current;
    await this.#following;
    this.#abort = new AbortController();
    this.#device = null;
    this.#heldUntilMs = null;
    this.#status.update(INITIAL_STATUS);
  }

  /** Up, then down. Also works without `start`, once, as the service worker does it. */
  runSync(tenantId: string): Promise<SyncOutcome> {
    return this.#enqueue(tenantId, 'both');
  }

  runUpstream(tenantId: string): Promise<SyncOutcome> {
    return this.#enqueue(tenantId, 'upstream');
  }

  runDownstream(tenantId: string): Promise<SyncOutcome> {
    return this.#enqueue(tenantId, 'downstream');
  }

  /** The server has news, as far as the caller knows: pull soon, but not before a time that the server has set. */
  poke(): void {
    const { state, nextRetryAt } = this.#status.get();
    const isTooEarly =
      state === 'error' && nextRetryAt !== null && nextRetryAt > this.environment.platform.nowMs();
    if (this.#tenantId !== null && !this.#isPaused && !isTooEarly) {
      this.#schedule.in(0);
    }
  }

  #isHeld(): boolean {
    return this.#heldUntilMs !== null && this.#heldUntilMs > this.environment.platform.nowMs();
  }

  /** Asks now whether the server answers: someone has reason to think that it does, or does not. */
  checkConnection(): void {
    this.#monitor.checkNow();
  }

  /** What a call beside the engine found out about the connection. */
  reportContact(answered: boolean): void {
    this.#monitor.report(answered);
  }

  /** One run at a time; whoever asks during a run shares the one after it, which sees their edits. */
  #enqueue(tenantId: string, direction: Direction): Promise<SyncOutcome> {
    if (this.#current === null) {
      const run = this.#perform(tenantId, direction).finally(() => {
        this.#current = null;
        this.#counts?.refresh();
      });
      this.#current = run;
      return run;
    }
    this.#following ??= this.#current.then(() => {
      this.#following = null;
      // Whatever was asked for, a whole run does it.
      return this.#enqueue(tenantId, 'both');
    });
    return this.#following;
  }

  async #perform(tenantId: string, direction: Direction): Promise<SyncOutcome> {
    const { platform } = this.environment;
    const { signal } = this.#abort;
    if (signal.aborted) {
      return { kind: 'stopped' };
    }
    let outcome: SyncOutcome;
    try {
      const device = this.#device ?? (await this.connect(tenantId));
      this.#schedule.clear();
      this.#cameBack = false;
      this.#status.update({ state: 'syncing', nextRetryAt: null });
      const { metadata } = device;
      outcome = await withRunLock({ platform, metadata, tenantId, signal }, async () => {
        const opening = await openRun(device, direction);
        const { number } = opening;
        const onProgress = (progress: SyncProgress): void => {
          this.#status.update({ progress, ...waitingIn(progress) });
        };
        return synchronize({ ...device, number, signal, onProgress }, direction, opening);
      });
    } catch (error) {
      outcome = this.#outcomeOf(error, signal);
    }
    if (outcome.kind === 'done') {
      // Nobody may read "idle" with what has just been sent still waiting.
      await this.#counts?.now().catch((error: unknown) => {
        this.#cannotCount(error);
      });
    }
    this.#status.update({ progress: null });
    if (!signal.aborted) {
      this.#conclude(outcome);
    }
    return outcome;
  }

  #outcomeOf(error: unknown, signal: AbortSignal): SyncOutcome {
    if (signal.aborted) {
      return { kind: 'stopped' };
    }
    if (error instanceof RunReplacedError) {
      return { kind: 'replaced' };
    }
    console.error('A sync run failed in the local database', error);
    return { kind: 'broken', problem: storageProblem(error) };
  }

  #conclude(outcome: SyncOutcome): void {
    const { platform } = this.environment;
    const conclusion = conclude(outcome, {
      failuresInARow: this.#failuresInARow,
      nowMs: platform.nowMs(),
      random: platform.random(),
    });
    if (conclusion === null) {
      return;
    }
    // What it waited for came too late for it. Once only: a server may answer the first call of each run alone.
    const isTooEarly = conclusion.status.state === 'offline' && this.#cameBack && !this.#isHurried;
    this.#isHurried = isTooEarly || (this.#isHurried && outcome.kind !== 'done');
    this.#failuresInARow = conclusion.failuresInARow;
    this.#isPaused = conclusion.isPaused;
    this.#heldUntilMs = isAskedToWait(outcome) ? (conclusion.status.nextRetryAt ?? null) : null;
    this.#status.update(conclusion.status);
    if (conclusion.nextInMs !== null && this.#tenantId !== null) {
      this.#schedule.in(isTooEarly ? 0 : conclusion.nextInMs);
      if (this.#status.get().waiting > 0) {
        this.#pushNow();
      }
    }
  }

  #runScheduled(): void {
    const tenantId = this.#tenantId;
    if (tenantId === null || this.#isPaused) {
      return;
    }
    // #perform turns every failure into an outcome and a status.
    void this.#enqueue(tenantId, 'both');
  }

  #connectionChanged(online: boolean): void {
    this.#status.update({ online });
    const { state } = this.#status.get();
    this.#cameBack ||= online;
    if (online && this.#current === null && !this.#isPaused && !this.#isHeld()) {
      this.#schedule.in(0);
    } else if (!online && state === 'idle') {
      this.#status.update({ state: 'offline' });
    }
  }

  #watchCounts(device: SyncDevice): void {
    this.#counts = watchCounts(
      device,
      () => this.#current !== null,
      (counts) => {
        const isMore = counts.waiting > this.#status.get().waiting;
        this.#status.update(counts);
        if (counts.waiting > 0) {
          if (isMore) {
            this.environment.requestBackgroundSync();
          }
          this.#pushNow();
        }
      },
      (error) => {
        this.#cannotCount(error);
      },
      () => {
        this.#pushNow();
      },
    );
  }

  #pushNow(): void {
    // A failing run has its own time to try again; an edit does not hurry it.
    if (this.#status.get().state === 'idle' && this.#status.get().nextRetryAt === null) {
      this.#schedule.in(0);
    }
  }
}

/** Whether the server has said when it may be called again. */
function isAskedToWait(outcome: SyncOutcome): boolean {
  const failure = outcome.kind === 'failed' ? outcome.failure : null;
  return failure?.kind === 'problem' && failure.problem.retryAfterMs !== null;
}

/** While entries go up nobody counts them: the run knows. */
function waitingIn(progress: SyncProgress): Partial<SyncStatus> {
  const { phase, done, total } = progress;
  return phase === 'push' && total !== null ? { waiting: total - done } : {};
}
