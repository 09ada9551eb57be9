// The script of the worker that a page loads for its engine.
import type { WorkerOrder, WorkerReport } from './engine-messages';
import { EngineHost } from './engine-host';
import { broadcastChannel, browserEnvironment } from './environment';

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

function openHost({ name, session, baseUrl }: Extract<WorkerOrder, { type: 'open' }>): EngineHost {
  // Not every browser tells a worker of the network: the server is asked instead.
  const environment = { ...browserEnvironment({ baseUrl }), mayBeOnline: () => true };
  const { locks } = environment.platform;
  if (locks === null) {
    throw new Error('An engine in a worker needs Web Locks.');
  }
  const host = new EngineHost({ environment, locks, name, channel: broadcastChannel(name), session });
  host.start();
  return host;
}
