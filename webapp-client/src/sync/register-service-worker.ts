// Registers the service worker and tells the page when a new version waits.

export interface ServiceWorkerCallbacks {
  /**
   * A new version is there; `activate` switches to it and reloads the page. Told again when another tab has
   * switched: this page's own files are gone from then on, but for those that it has loaded.
   */
  readonly onUpdate: (activate: () => void) => void;
  /** The browser found a network and the worker leaves the sync to the page. */
  readonly onSync: () => void;
}

/** Where the build puts the worker, beside index.html. */
const WORKER = 'sw.js';

/** @returns null where the browser has no service workers (a page without https) */
export async function registerServiceWorker({
  onUpdate,
  onSync,
}: ServiceWorkerCallbacks): Promise<ServiceWorkerRegistration | null> {
  const container = (navigator as { serviceWorker?: ServiceWorkerContainer }).serviceWorker;
  if (container === undefined) {
    return null;
  }
  container.addEventListener('message', (event: MessageEvent<{ type?: unknown } | null>) => {
    if (event.data?.type === 'SYNC') {
      onSync();
    }
  });
  let isSwitching = false;
  // A page that began without one gets its first by the installation.
  let isControlled = container.controller !== null;
  container.addEventListener('controllerchange', () => {
    if (isControlled && !isSwitching) {
      onUpdate(reload);
    }
    isControlled = true;
  });
  const registration = await container.register(WORKER);
  const announce = (worker: ServiceWorker | null): void => {
    // Without a controller this is the first installation, not an update.
    if (worker !== null && container.controller !== null) {
      onUpdate(() => {
        if (worker.state !== 'installed') {
          reload(); // it waits no longer: another tab has switched to it
          return;
        }
        isSwitching = true;
        container.addEventListener('controllerchange', reload, { once: true });
        worker.postMessage({ type: 'SKIP_WAITING' });
      });
    }
  };
  const follow = (worker: ServiceWorker | null): void => {
    worker?.addEventListener('statechange', () => {
      if (worker.state === 'installed') {
        announce(worker);
      }
    });
  };
  announce(registration.waiting);
  // One that another tab has found is being installed already: of that nobody tells this page.
  follow(registration.installing);
  registration.addEventListener('updatefound', () => {
    follow(registration.installing);
  });
  return registration;
}

function reload(): void {
  (globalThis as unknown as { location: { reload(): void } }).location.reload();
}
