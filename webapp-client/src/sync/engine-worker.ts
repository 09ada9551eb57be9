// The script of the worker that a page loads for its engine.
import type { WorkerOrder, WorkerReport } from './engine-messages';
import { engineName } from './engine-messages';
import { EngineHost } from './engine-host';
import { broadcastChannel, browserEnvironment } from './environment';
import { ownerOf } from './session';

/** The part of a worker's global that is used. */
export interface EngineScope {
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
  postMessage(report: WorkerReport): void;
}

/** Runs the engine for the page that has loaded this worker. Called once, when the script begins. */
export function serveEngine(scope: EngineScope): void {
  let host: EngineHost | null = null;
  scope.addEventListener('message', ({ data }) => {
    const order = data as WorkerOrder;
    switch (order.type) {
      case 'open':
        host ??= openHost(order);
        break;
      case 'close':
        (host?.stop() ?? Promise.resolve())
          .catch((error: unknown) => {
            console.error('The engine did not end well', error);
          })
          .finally(() => {
            scope.postMessage({ type: 'closed' });
          });
        break;
    }
  });
}

function openHost({ session, baseUrl }: Extract<WorkerOrder, { type: 'open' }>): EngineHost {
  const environment = browserEnvironment({ baseUrl });
  const { locks } = environment.platform;
  if (locks === null) {
    throw new Error('An engine in a worker needs Web Locks.');
  }
  const channel = broadcastChannel(engineName(ownerOf(session)));
  const host = new EngineHost({ environment, locks, channel, session });
  host.start();
  return host;
}
