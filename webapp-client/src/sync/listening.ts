// When the open books listen to the server's events, and what an event means to them: where the engine,
// the checkpoint and the stream meet.
import type { EventsApi, FeedPosition } from './events-api';
import type { Checkpoint } from './metadata';
import type { Platform } from './platform';
import { ServerEvents } from './server-events';
import { type SyncService, untilNoRun } from './sync-service';
import type { SyncStatus } from './sync-status';

interface ListeningContext {
  readonly platform: Platform;
  readonly listen: EventsApi;
  readonly lockName: string | null;
  readonly sync: Pick<SyncService, 'getStatus' | 'subscribe' | 'poke'>;
  readonly checkpoint: () => Promise<Checkpoint>;
}

/** Listens for as long as the engine gets on. */
export class Listening {
  readonly #events: ServerEvents;
  #unsubscribe = (): void => undefined;

  constructor(private readonly context: ListeningContext) {
    const { platform, listen, lockName, sync } = context;
    this.#events = new ServerEvents({
      platform,
      listen,
      lockName,
      isNews: async (position) => {
        // A run under way pulls by itself, and after the device's own push there is nothing to pull.
        await untilNoRun(sync);
        return isBehind(await context.checkpoint(), position);
      },
      onNews: () => {
        sync.poke();
      },
    });
  }

  start(): void {
    const { sync } = this.context;
    this.#unsubscribe();
    this.#unsubscribe = sync.subscribe((status) => {
      this.#events.want(mayListen(status));
    });
    this.#events.want(mayListen(sync.getStatus()));
  }

  async stop(): Promise<void> {
    this.#unsubscribe();
    await this.#events.stop();
  }
}

const UNTIL_SOMEONE_ACTS = new Set(['not-signed-in', 'wrong-session', 'client-too-old']);

/** Whether the server answers and would go on answering. */
export function mayListen({ online, state, problem }: SyncStatus): boolean {
  switch (state) {
    case 'idle':
    case 'syncing':
      return online;
    case 'error':
      return online && !UNTIL_SOMEONE_ACTS.has(problem?.kind ?? '');
    case 'stopped':
    case 'offline':
    case 'signed-out':
      return false;
  }
}

function isBehind({ since, feed }: Checkpoint, position: FeedPosition): boolean {
  return since === null || feed !== position.feed || since < position.updatedAt;
}
