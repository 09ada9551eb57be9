// How many edits wait, failed or were overruled, kept up to date whoever changes them: this tab, another
// one, or the service worker.
import Dexie, { type ObservabilitySet } from 'dexie';
import type { OutboxCounts } from './outbox';
import type { Stamp } from './domain';
import type { SyncDevice } from './run';

export interface Counts extends OutboxCounts {
  readonly conflicts: number;
  readonly lastSyncedAt: Stamp | null;
}

export interface CountsWatch {
  /** Counts now if anything changed, and unless a run is under way. */
  refresh(): void;
  /** Counts now, whatever is under way. */
  now(): Promise<void>;
  stop(): void;
}

/** Counts once, now. */
export function readCounts({ db, outbox, conflicts, metadata }: SyncDevice): Promise<Counts> {
  return db.transaction('r', [db.outbox, db.conflicts, db.metadata], async () => {
    const [counts, open, lastSyncedAt] = await Promise.all([
      outbox.counts(),
      conflicts.countOpen(),
      metadata.getLastSyncedAt(),
    ]);
    return { ...counts, conflicts: open, lastSyncedAt };
  });
}

/** After a count of some time, this many times as long passes without one: it must not slow a push down. */
const REST = 4;

/**
 * Not a live query: counting reads the whole index, and while a batch is pushed it would be read anew
 * after every transaction, each of which waits for the one before.
 *
 * @param isBusy while true nothing is counted; call `refresh` afterwards
 * @param onEdit told at once that the outbox has changed, before anything is counted, unless busy
 */
export function watchCounts(
  device: SyncDevice,
  isBusy: () => boolean,
  onCounts: (counts: Counts) => void,
  onError: (error: unknown) => void,
  onEdit: () => void,
): CountsWatch {
  const { db, platform } = device;
  const outboxStore = `idb://${db.name}/sync_outbox/`;
  const stores = ['sync_outbox', 'sync_conflicts', 'sync_metadata'].map(
    (name) => `idb://${db.name}/${name}/`,
  );
  let isStopped = false;
  let isDirty = true;
  let isCounting = false;
  let cancelRest = (): void => undefined;

  async function now(): Promise<void> {
    isDirty = false;
    onCountsUnlessStopped(await readCounts(device));
  }

  async function count(): Promise<void> {
    const startedMs = platform.nowMs();
    await now();
    const restMs = (platform.nowMs() - startedMs) * REST;
    if (restMs > 0) {
      await new Promise<void>((resolve) => {
        cancelRest = platform.after(restMs, resolve);
      });
    }
  }

  function onCountsUnlessStopped(counts: Counts): void {
    if (!isStopped) {
      onCounts(counts);
    }
  }

  function refresh(): void {
    if (isStopped || isCounting || !isDirty || isBusy()) {
      return;
    }
    isCounting = true;
    count()
      .catch((error: unknown) => {
        if (!isStopped) {
          onError(error);
        }
      })
      .finally(() => {
        isCounting = false;
        refresh();
      });
  }

  function mutated(parts: ObservabilitySet): void {
    if (Object.keys(parts).some((part) => stores.some((store) => part.startsWith(store)))) {
      isDirty = true;
      if (!isBusy() && Object.keys(parts).some((part) => part.startsWith(outboxStore))) {
        onEdit();
      }
      refresh();
    }
  }

  Dexie.on('storagemutated', mutated);
  refresh();
  return {
    refresh,
    now,
    stop() {
      isStopped = true;
      cancelRest();
      Dexie.on('storagemutated').unsubscribe(mutated);
    },
  };
}
