// One way to call the server: relative addresses, the device's headers, a time limit, the server's clock
// read from every answer, and failures as values.
import type { ServerClock } from './server-clock';
import type { FieldError } from './validate-record';
import type { Platform } from './platform';
import { parseStamp, type Stamp } from './domain';

/** A problem document (RFC 9457), or what stands for one where something else answered. */
export interface Problem {
  /** Stable word of protocol 9; empty where the answer was no problem document. */
  readonly type: string;
  readonly status: number;
  readonly title: string;
  readonly detail: string | null;
  readonly errors: readonly FieldError[];
  /** Milliseconds to wait, where the server said. */
  readonly retryAfterMs: number | null;
}

export type Failure =
  | { readonly kind: 'problem'; readonly problem: Problem }
  /** No network, no answer in time (then `isTimeout`), or an answer that is not the server's. */
  | { readonly kind: 'unreachable'; readonly isTimeout?: true }
  /** The caller gave up. */
  | { readonly kind: 'aborted' };

export type Answer<T> = { readonly kind: 'ok'; readonly value: T } | Failure;

export interface HttpContext {
  readonly fetch: typeof fetch;
  /** Absolute address of the `api/` folder, with a slash at its end. */
  readonly baseUrl: string;
  readonly platform: Platform;
  readonly clock: ServerClock;
  /** Headers of every call, such as `Tidebook-Device`. */
  readonly headers: Readonly<Record<string, string>>;
  /** Told after each answer whether it was the server's. */
  readonly onContact?: (answered: boolean) => void;
  readonly onClockMoved?: (offsetMs: number) => void;
}

export interface Call {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** Relative to the base, without a slash at its beginning. */
  readonly path: string;
  /** JSON text. */
  readonly body?: string;
  /** Beside those of every call. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
}

/** Something else answered in the place of the server. */
class NotOfTidebookError extends Error {
  override name = 'NotOfTidebookError';
}

export type Http = ReturnType<typeof createHttp>;

/** Calls never throw for what the network or the server does. */
export function createHttp(context: HttpContext) {
  async function send(call: Call, timeout: AbortSignal): Promise<Response> {
    const { fetch, platform, clock } = context;
    const sentMs = platform.nowMs();
    const response = await fetch(new URL(call.path, context.baseUrl).href, {
      method: call.method,
      headers: {
        Accept: 'application/json, application/problem+json',
        'Tidebook-Protocol': '1',
        ...(call.body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...context.headers,
        ...call.headers,
      },
      body: call.body ?? null,
      credentials: 'same-origin',
      cache: 'no-store',
      signal: call.signal === undefined ? timeout : AbortSignal.any([call.signal, timeout]),
    });
    const serverTime = stampOrNull(response.headers.get('Tidebook-Time'));
    if (serverTime === null) {
      if (response.status === 413) {
        return response; // of a proxy with a lower limit: smaller batches pass
      }
      // A server that starts or stops, a proxy, a captive portal: whatever it says, and be it 200, is not Tidebook's.
      throw new NotOfTidebookError(`An answer ${String(response.status)} without the server's time`);
    }
    if (clock.observe(serverTime, sentMs, platform.nowMs())) {
      context.onClockMoved?.(clock.offsetMs);
    }
    return response;
  }

  return async function http<T>(call: Call): Promise<Answer<T>> {
    const timeout = AbortSignal.timeout(call.timeoutMs);
    let answer: Answer<T>;
    try {
      answer = await readAnswer<T>(await send(call, timeout));
    } catch (error) {
      if (call.signal?.aborted === true) {
        return { kind: 'aborted' };
      }
      // What fetch rejects with differs between browsers, and an answer that is no JSON comes from a
      // captive portal or a proxy: neither reached the server.
      console.debug('The server did not answer', call.path, error instanceof Error ? error.name : '');
      answer = { kind: 'unreachable', ...(timeout.aborted || isTimeout(error) ? { isTimeout: true } : {}) };
    }
    context.onContact?.(answer.kind !== 'unreachable');
    return answer;
  };
}

/** As the standard has it; not every browser rejects with the reason of the signal. */
function isTimeout(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'TimeoutError';
}

async function readAnswer<T>(response: Response): Promise<Answer<T>> {
  if (response.ok) {
    const text = await response.text();
    return { kind: 'ok', value: (text === '' ? null : JSON.parse(text)) as T };
  }
  return { kind: 'problem', problem: await readProblem(response) };
}

/** The problem that an answer with an error status carries. */
export async function readProblem(response: Response): Promise<Problem> {
  const isProblem = response.headers.get('Content-Type')?.startsWith('application/problem+json') ?? false;
  const document = isProblem ? ((await response.json()) as Partial<Record<string, unknown>>) : {};
  const text = (value: unknown) => (typeof value === 'string' ? value : null);
  return {
    type: text(document.type) ?? '',
    status: response.status,
    title: text(document.title) ?? `The server answered ${String(response.status)}.`,
    detail: text(document.detail),
    errors: Array.isArray(document.errors) ? (document.errors as FieldError[]) : [],
    retryAfterMs: retryAfterMs(response.headers.get('Retry-After')),
  };
}

/** Seconds; the form with a date would need a clock that agrees with the server's, and is not used. */
function retryAfterMs(header: string | null): number | null {
  const seconds = header === null ? Number.NaN : Number(header);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1_000 : null;
}

function stampOrNull(text: string | null): Stamp | null {
  try {
    return text === null ? null : parseStamp(text);
  } catch {
    // A proxy's invention. Without a reading the offset stays as it is.
    return null;
  }
}
