// Where the client runs: a page, a service worker, or a test.
import type { StorageOptions } from './database';
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
}

/** The tag of the service worker's `sync` event. */
export const SYNC_TAG = 'tidebook-sync';

interface BrowserScope {
  readonly document?: { readonly baseURI: string };
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

/** The page or the service worker that this runs in. */
export function browserEnvironment(): Environment {
  const scope = globalThis as unknown as BrowserScope & EventTarget;
  // The context path may vary: everything is relative to the page, or to what the worker serves.
  const root = scope.document?.baseURI ?? scope.registration?.scope ?? '';
  return {
    platform: browserPlatform,
    fetch: (input, init) => globalThis.fetch(input, init),
    baseUrl: new URL('api/', root).href,
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
