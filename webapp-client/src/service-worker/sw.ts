/**
 * The service worker: serves the application with no network, and syncs when no page is open.
 *
 * 1. The application's files are cached whole, by version, when the worker is installed. Any navigation
 *    within its scope gets index.html; the hash says which page.
 * 2. Nothing beneath `api/` is ever answered from here, or cached.
 * 3. On the browser's `sync` event the same engine runs once. If a page is open, the page does it.
 * 4. A new version waits until the page says `SKIP_WAITING`, so a page never meets files of another one.
 */
import { addRoute, cleanupOutdatedCaches, createHandlerBoundToURL, precache } from 'workbox-precaching';
import type { PrecacheEntry } from 'workbox-precaching';
import { CARRY_OVERS } from '../books/carry-overs';
import { SYNC_TAG, carryOver, decideRetry, getBidirectionalSyncService, getTidebookClient } from '../sync';

declare const self: ServiceWorkerGlobalScope & { readonly __WB_MANIFEST: (PrecacheEntry | string)[] };

interface SyncEvent extends ExtendableEvent {
  readonly tag: string;
}

/** What a page, or a test, may ask of the worker. */
type Request =
  /** Let the waiting version take over. */
  | { readonly type: 'SKIP_WAITING' }
  /** Run the engine once; the answer on the first port says how it ended. */
  | { readonly type: 'RUN_SYNC' };

carryOver(CARRY_OVERS);
precache(self.__WB_MANIFEST);
cleanupOutdatedCaches();

const shell = createHandlerBoundToURL('index.html');
const api = new URL('api/', self.registration.scope).href;

// Before the route of the cached files, which would answer a navigation to the root a second time.
self.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.url.startsWith(api)) {
    event.stopImmediatePropagation();
  } else if (request.mode === 'navigate') {
    event.stopImmediatePropagation();
    event.respondWith(shell({ request, event, url: new URL(request.url) }));
  }
});
addRoute();

self.addEventListener('activate', (event) => {
  // The page that installed the worker is served by it at once: it may go offline before a reload.
  event.waitUntil(self.clients.claim());
});

self.addEventListener('message', (event) => {
  const request = event.data as Request | null;
  switch (request?.type) {
    case 'SKIP_WAITING':
      event.waitUntil(self.skipWaiting());
      break;
    case 'RUN_SYNC':
      event.waitUntil(
        runSync().then((kind) => {
          event.ports[0]?.postMessage({ kind });
        }),
      );
      break;
    case undefined:
      break;
  }
});

self.addEventListener('sync' as 'activate', (event) => {
  if ((event as SyncEvent).tag === SYNC_TAG) {
    event.waitUntil(syncWithoutPage());
  }
});

async function syncWithoutPage(): Promise<void> {
  const pages = await self.clients.matchAll({ type: 'window' });
  if (pages.length > 0) {
    for (const page of pages) {
      page.postMessage({ type: 'SYNC' });
    }
    return;
  }
  if ((await runSync()) === 'retry') {
    // Rejecting makes the browser fire the event again later.
    throw new Error('The outbox could not be pushed yet.');
  }
}

/** Runs the engine for whoever is signed in on this device. */
async function runSync(): Promise<'done' | 'retry' | 'nobody'> {
  const client = getTidebookClient();
  const session = await client.rememberedSession();
  if (session === null) {
    return 'nobody';
  }
  const outcome = await getBidirectionalSyncService().runSync(session.tenant.id);
  // A database held open here would keep a page from upgrading it.
  await client.close();
  if (outcome.kind === 'failed') {
    return decideRetry(outcome.failure, 0, 0).kind === 'retry' ? 'retry' : 'done';
  }
  return outcome.kind === 'done' ? 'done' : 'retry';
}
