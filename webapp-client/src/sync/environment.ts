// Where the client runs: a page, a service worker, or a test.
import type { CarryOver } from './carry-over';
import { type ConflictResolvers, installedResolvers } from './conflict-resolvers';
import type { StorageOptions } from './database';
import type {
  EngineChannel,
  EngineMessage,
  EngineWorker,
  WorkerOrder,
  WorkerReport,
} from './engine-messages';
import { type Platform, browserPlatform } from './platform';

export interface Environment {
  readonly platform: Platform;
  readonly fetch: typeof fetch;
  /** Absolute address of the server's `api/` folder. */
  readonly baseUrl: string;
  /** Empty in a browser: its own IndexedDB. */
  readonly storage: StorageOptions;
  /** Announces `online` and `offline`. */
  readonly events: EventTarget;
  readonly mayBeOnline: () => boolean;
  /** Asks the browser to wake the service worker when there is a network, where it can. */
  readonly requestBackgroundSync: () => void;
  /** Asks the browser not to delete this site's data when the disk is full, where it can be asked. */
  readonly keepStorage: () => void;
  /** Told whenever the user comes back to this page. @returns ends it */
  readonly onShown: (listener: () => void) => () => void;
  /** What the application has changed about its types since earlier versions. */
  readonly carryOvers: readonly CarryOver[];
  /** The rules that the program has set for conflicts. */
  readonly resolvers: ConflictResolvers;
  /** Where the engine runs in a worker; null to run it here. */
  readonly engine: EngineAccess | null;
}

/** How a page gets at the one engine of its browser. */
export interface EngineAccess {
  /** Names the version of the worker's script. */
  readonly build: string;
  /** Loads a worker of this page's own, which leads or waits to lead. */
  readonly launch: () => EngineWorker;
  readonly channel: (name: string) => EngineChannel;
}

/** The tag of the service worker's `sync` event. */
export const SYNC_TAG = 'tidebook-sync';

interface BrowserScope {
  readonly document?: EventTarget & { readonly baseURI: string; readonly visibilityState: string };
  readonly registration?: SyncingRegistration & { readonly scope: string };
}

interface SyncingRegistration {
  readonly sync?: { register(tag: string): Promise<void> };
}

/** Missing on pages without https; a worker may look but not ask. */
interface PersistentStorage {
  persisted(): Promise<boolean>;
  persist?(): Promise<boolean>;
}

/** The part of a Worker that is used; the types of pages and workers differ. */
interface WorkerLike {
  postMessage(message: WorkerOrder): void;
  terminate(): void;
  addEventListener(type: string, listener: (event: Event) => void): void;
}

export interface BrowserOptions {
  /** Absolute address of the server's `api/` folder; as the page or the service worker has it if left out. */
  readonly baseUrl?: string;
  /** Address of the script of the engine's worker, another one for each build; null to run the engine here. */
  readonly workerUrl?: string | null;
  readonly carryOvers?: readonly CarryOver[];
}

/** The page or the worker that this runs in. */
export function browserEnvironment({
  baseUrl,
  workerUrl = null,
  carryOvers = [],
}: BrowserOptions = {}): Environment {
  const scope = globalThis as unknown as BrowserScope & EventTarget;
  // The context path may vary: everything is relative to the page, or to what the worker serves.
  const root = scope.document?.baseURI ?? scope.registration?.scope ?? '';
  return {
    platform: browserPlatform,
    fetch: (input, init) => globalThis.fetch(input, init),
    baseUrl: baseUrl ?? new URL('api/', root).href,
    storage: {},
    events: scope,
    mayBeOnline: () => navigator.onLine,
    requestBackgroundSync: () => {
      registerSyncEvent().catch((error: unknown) => {
        // Not every browser has it, and some refuse it: the page syncs by itself while it is open.
        console.debug('No background sync', error);
      });
    },
    keepStorage: () => {
      persistStorage().catch((error: unknown) => {
        console.debug('The storage could not be made persistent', error);
      });
    },
    onShown: (listener) => {
      const { document } = scope;
      const changed = (): void => {
        if (document?.visibilityState === 'visible') {
          listener();
        }
      };
      document?.addEventListener('visibilitychange', changed);
      return () => {
        document?.removeEventListener('visibilitychange', changed);
      };
    },
    carryOvers,
    resolvers: installedResolvers,
    engine: workerUrl === null || !canElect() ? null : engineAccess(workerUrl),
  };
}

/** Without locks nobody could lead, without a channel nobody could ask the leader. */
function canElect(): boolean {
  return browserPlatform.locks !== null && typeof BroadcastChannel === 'function';
}

function engineAccess(workerUrl: string): EngineAccess {
  // The library is compiled for pages and for workers; only pages have this constructor among their types.
  const { Worker } = globalThis as unknown as {
    Worker: new (url: string, options: { type: 'module' }) => WorkerLike;
  };
  return {
    build: workerUrl.slice(workerUrl.lastIndexOf('/') + 1),
    channel: broadcastChannel,
    launch: () => engineWorker(new Worker(workerUrl, { type: 'module' })),
  };
}

/** A channel that all pages and workers of this origin share. */
export function broadcastChannel(name: string): EngineChannel {
  const channel = new BroadcastChannel(name);
  return {
    post: (message) => {
      channel.postMessage(message);
    },
    listen: (listener) => {
      channel.onmessage = (event: MessageEvent<EngineMessage>) => {
        listener(event.data);
      };
    },
    close: () => {
      channel.close();
    },
  };
}

function engineWorker(worker: WorkerLike): EngineWorker {
  return {
    post: (order) => {
      worker.postMessage(order);
    },
    listen: (onReport, onBroken) => {
      worker.addEventListener('message', (event) => {
        onReport((event as MessageEvent<WorkerReport>).data);
      });
      worker.addEventListener('error', (event) => {
        // A script that cannot be loaded has an event without words.
        onBroken(new Error((event as Partial<ErrorEvent>).message ?? 'The script could not be loaded.'));
      });
    },
    terminate: () => {
      worker.terminate();
    },
  };
}

async function persistStorage(): Promise<void> {
  const { storage } = navigator as { storage?: PersistentStorage };
  if (storage?.persist !== undefined && !(await storage.persisted())) {
    await storage.persist();
  }
}

async function registerSyncEvent(): Promise<void> {
  const container = (navigator as { serviceWorker?: ServiceWorkerContainer }).serviceWorker;
  // Not `ready`: without a registered worker that waits for ever.
  const registration = (await container?.getRegistration()) as SyncingRegistration | undefined;
  await registration?.sync?.register(SYNC_TAG);
}
