/** Whether a newer version of the application waits to be used; the worker itself is registered by `sync`. */
import { useSyncExternalStore } from 'react';
import { registerServiceWorker } from '../../sync';

const hourMs = 3_600_000;
const listeners = new Set<() => void>();
let takeOver: (() => void) | null = null;
let registration: ServiceWorkerRegistration | null = null;

/** Keeps the application for use without a network. Called once, when the page begins. */
export async function watchForUpdates(): Promise<void> {
  // The development server has no worker; it would hide every change of the sources.
  if (!import.meta.env.PROD) return;
  try {
    registration = await registerServiceWorker({
      onUpdate(activate) {
        takeOver = activate;
        for (const listener of [...listeners]) listener();
      },
    });
    // A page that stays open for days would otherwise never hear of a new version.
    if (registration !== null) window.setInterval(() => void checkForUpdate(), hourMs);
  } catch (thrown) {
    console.error('The application could not be kept for use without a network', thrown);
  }
}

/** Switches to a newer version, if need be after asking the server for one; where there is none, loads the page again. */
export async function updateNow(): Promise<void> {
  await checkForUpdate();
  if (takeOver !== null) {
    takeOver();
    return;
  }
  // One that is still being installed is offered once it is there.
  if (registration?.installing == null && registration?.waiting == null) window.location.reload();
}

async function checkForUpdate(): Promise<void> {
  try {
    await registration?.update();
  } catch (thrown) {
    console.debug('No newer version could be looked for', thrown);
  }
}

/** Switches to the version that waits and loads the page again; null while there is none. */
export function useAppUpdate(): (() => void) | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => takeOver,
  );
}
