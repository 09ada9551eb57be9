// What a page asks of the engine, wherever the engine runs: in the page itself, or in a worker.
import type { SyncOutcome } from './conclusion';
import type { SyncStatus, SyncStatusListener } from './sync-status';
import type { Direction } from './synchronize';

export interface SyncService {
  getStatus(): SyncStatus;
  /** @returns ends the subscription */
  subscribe(listener: SyncStatusListener): () => void;
  /** Begins to sync a tenant's books, at once and from then on. Called again, it ends a pause. */
  start(tenantId: string): Promise<void>;
  /** Ends the run under way and plans no other. Edits are kept and wait. */
  stop(): Promise<void>;
  /** Up, then down. */
  runSync(tenantId: string): Promise<SyncOutcome>;
  runUpstream(tenantId: string): Promise<SyncOutcome>;
  runDownstream(tenantId: string): Promise<SyncOutcome>;
  /** The server has news, as far as the caller knows: pull soon. */
  poke(): void;
  /** Asks now whether the server answers. */
  checkConnection(): void;
  /** What a call beside the engine found out about the connection. */
  reportContact(answered: boolean): void;
}

/** A run in the direction asked for. */
export function runIn(sync: SyncService, direction: Direction, tenantId: string): Promise<SyncOutcome> {
  switch (direction) {
    case 'both':
      return sync.runSync(tenantId);
    case 'upstream':
      return sync.runUpstream(tenantId);
    case 'downstream':
      return sync.runDownstream(tenantId);
  }
}

/** Resolves once no run is under way. */
export function untilNoRun(sync: Pick<SyncService, 'getStatus' | 'subscribe'>): Promise<void> {
  return new Promise((resolve) => {
    const isOver = (status: SyncStatus): boolean => status.state !== 'syncing';
    if (isOver(sync.getStatus())) {
      resolve();
      return;
    }
    const unsubscribe = sync.subscribe((status) => {
      if (isOver(status)) {
        unsubscribe();
        resolve();
      }
    });
  });
}
