/**
 * The service worker: serves the application with no network, and syncs when no page is open.
 *
 * 1. The application's files are cached whole, by version, when the worker is installed. Any navigation
 *    within its scope gets index.html; the hash says which page.
 * 2. Nothing beneath `api/` is ever answered from here, or cached.
 * 3. On the browser's `sync` event the same engine runs once. If a page is open, the page does it.
 * 4. A new version waits until the page says `SKIP_WAITING`, so a page never meets files of another one.
 */
import { PrecacheController, PrecacheRoute } from 'workbox-precaching';
import type { PrecacheEntry } from 'workbox-precaching';
import { SYNC_TAG, getBidirectionalSyncService, getTidebookClient } from '../sync';

declare const self: ServiceWorkerGlobalScope & {
  readonly __WB_MANIFEST: (PrecacheEntry | string)[];
};
