// The script of the worker that a page loads for its engine.
import type { CarryOver } from './carry-over';
import type { WorkerOrder, WorkerReport } from './engine-messages';
import { EngineHost } from './engine-host';
import { broadcastChannel, browserEnvironment } from './environment';

/** The part of a worker's global that is used. */
export interface EngineScope {
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
  postMessage(report: WorkerReport): void;
}

/**
 * Runs the engine for the page that has loaded this worker. Called once, when the script begins.
 *
 * @param carryOvers what the application has changed about its types since earlier versions
 */
export function serveEngine(scope: EngineScope, carryOvers: readonly CarryOver[] = []): void {
  let host: EngineHost | null = null;
  scope.addEventListener('message', ({ data }) => {
    const order = data as WorkerOrder;
    switch (order.type) {
      case 'open':
        host ??= openHost(order, carryOvers);
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

function openHost(
  { name, session, baseUrl }: Extract<WorkerOrder, { type: 'open' }>,
  carryOvers: readonly CarryOver[],
): EngineHost {
  // Not every browser tells a worker of the network: the server is asked instead.
  const environment = { ...browserEnvironment({ baseUrl, carryOvers }), mayBeOnline: () => true };
  const { locks } = environment.platform;
  if (locks === null) {
    throw new Error('An engine in a worker needs Web Locks.');
  }
  const host = new EngineHost({ environment, locks, name, channel: broadcastChannel(name), session });
  host.start();
  return host;
}
