// The stream of protocol 7: where the tenant's feed stands, now and whenever it moves.
import { type Stamp, parseStamp } from './domain';
import { type ServerEvent, readEvents } from './event-stream';
import { type Failure, type HttpContext, readProblem } from './http';

/** How far the feed has come. */
export interface FeedPosition {
  readonly updatedAt: Stamp;
  readonly feed: string;
}

export interface EventsCall {
  readonly signal: AbortSignal;
  /** Told of every sign of life. */
  readonly onBytes: () => void;
  readonly onPosition: (position: FeedPosition) => void;
}

/** How a stream ended. */
export type StreamEnd =
  /** It had begun. */
  { readonly kind: 'ended' } | Failure;

export type EventsApi = (call: EventsCall) => Promise<StreamEnd>;

/** Listens until the stream ends, for whatever reason; never throws for one. */
export function createEventsApi(
  context: Pick<HttpContext, 'fetch' | 'baseUrl' | 'headers' | 'onContact'>,
): EventsApi {
  return async ({ signal, onBytes, onPosition }) => {
    let hasBegun = false;
    try {
      const { fetch, baseUrl, headers } = context;
      const response = await fetch(new URL('state/events', baseUrl).href, {
        method: 'GET',
        headers: {
          Accept: 'text/event-stream, application/problem+json',
          'Tidebook-Protocol': '1',
          ...headers,
        },
        credentials: 'same-origin',
        cache: 'no-store',
        signal,
      });
      if (!response.headers.has('Tidebook-Time')) {
        // Something else answered, such as a server that starts: it tells nothing of this one.
        await response.body?.cancel();
        context.onContact?.(false);
        return { kind: 'unreachable' };
      }
      if (!response.ok) {
        context.onContact?.(true);
        return { kind: 'problem', problem: await readProblem(response) };
      }
      const isStream = response.headers.get('Content-Type')?.startsWith('text/event-stream') ?? false;
      if (!isStream || response.body === null) {
        // Something between us and the server answered.
        await response.body?.cancel();
        return { kind: 'unreachable' };
      }
      hasBegun = true;
      context.onContact?.(true);
      for await (const event of readEvents(response.body, onBytes)) {
        const position = positionOf(event);
        if (position !== null) {
          onPosition(position);
        }
      }
      return { kind: 'ended' };
    } catch (error) {
      if (signal.aborted) {
        return { kind: 'aborted' };
      }
      console.debug('The stream of events broke off', error instanceof Error ? error.name : '');
      if (hasBegun) {
        return { kind: 'ended' };
      }
      context.onContact?.(false);
      return { kind: 'unreachable' };
    }
  };
}

/** Null for events of a later version. */
function positionOf({ event, data }: ServerEvent): FeedPosition | null {
  if (event !== 'changed') {
    return null;
  }
  try {
    const { updatedAt, feed } = JSON.parse(data) as Partial<Record<string, unknown>>;
    return typeof updatedAt === 'string' && typeof feed === 'string'
      ? { updatedAt: parseStamp(updatedAt), feed }
      : null;
  } catch {
    return null;
  }
}
