// The calls of protocol 4 and 5.1, the schema and the health check.
import type { Digest, Stamp } from './domain';
import type { Answer, Http } from './http';
import type { LocalRecord } from './local-record';
import type { Schema } from './schema';
import type { FieldError } from './validate-record';

export interface PullRequest {
  readonly since: Stamp | null;
  readonly feed: string | null;
  readonly initial: Stamp | null;
  readonly limit: number;
  /** Null for all. */
  readonly types: readonly string[] | null;
}

/** One page of the feed. */
export interface PullPage {
  readonly updatedAt: Stamp;
  readonly hasMore: boolean;
  readonly feed: string;
  readonly initial?: Stamp | null;
  readonly entities: Readonly<Record<string, readonly LocalRecord[]>>;
}

export interface PushRequest {
  readonly since: Stamp | null;
  readonly feed: string | null;
  /** Each change as JSON text: made once, when the batch is cut. */
  readonly changes: readonly string[];
  /** When the oldest edit was made that waits; null where none does. */
  readonly oldest: Stamp | null;
}

/** What became of one change (protocol, 5.1). */
export type ChangeResult =
  | {
      readonly id: string;
      readonly status: 'applied';
      readonly updatedAt: Stamp;
      /** The server had no record of that id, not even a tombstone. */
      readonly created?: boolean;
      /** Only with a repeated change: the server's version, where a newer one than this change made. */
      readonly entity?: LocalRecord | null;
    }
  /** Without an entity the record is gone for good: it was deleted, and the tombstone purged. */
  | { readonly id: string; readonly status: 'superseded' | 'conflict'; readonly entity: LocalRecord | null }
  | { readonly id: string; readonly status: 'blocked'; readonly blockedBy: string }
  | { readonly id: string; readonly status: 'rejected'; readonly errors: readonly FieldError[] };

export interface PushResponse {
  readonly results: readonly ChangeResult[];
  readonly previous: Stamp;
  readonly updatedAt: Stamp;
  readonly feed: string;
}

/** What the server's records come to at one position (protocol, 4). */
export interface DigestResponse {
  readonly updatedAt: Stamp;
  readonly feed: string;
  readonly types: Readonly<Record<string, Digest | undefined>>;
}

// A batch of a thousand takes well under a second; a phone on a poor line may take long to carry it (pace.ts).
export const SYNC_TIMEOUT_MS = 60_000;
const SMALL_TIMEOUT_MS = 15_000;
const HEALTH_TIMEOUT_MS = 5_000;

export type StateApi = ReturnType<typeof createStateApi>;

/** @param ageOf seconds since an edit was made */
export function createStateApi(http: Http, ageOf: (made: Stamp) => number) {
  const told = (oldest: Stamp | null): Record<string, string> =>
    oldest === null ? {} : { 'Tidebook-Outbox-Age': String(ageOf(oldest)) };

  return {
    pull(request: PullRequest, signal?: AbortSignal): Promise<Answer<PullPage>> {
      const query = new URLSearchParams({ limit: String(request.limit) });
      for (const name of ['since', 'feed', 'initial'] as const) {
        const value = request[name];
        if (value !== null) {
          query.set(name, value);
        }
      }
      if (request.types !== null) {
        query.set('types', request.types.join(','));
      }
      const path = `state/changes?${query.toString()}`;
      return http({ method: 'GET', path, timeoutMs: SYNC_TIMEOUT_MS, ...withSignal(signal) });
    },

    push({ since, feed, changes, oldest }: PushRequest, signal?: AbortSignal): Promise<Answer<PushResponse>> {
      const head = JSON.stringify({
        ...(since === null ? {} : { since }),
        ...(feed === null ? {} : { feed }),
      });
      const body = `${head.slice(0, -1)}${head === '{}' ? '' : ','}"changes":[${changes.join(',')}]}`;
      const path = 'state/changes';
      const headers = told(oldest);
      return http({ method: 'POST', path, body, headers, timeoutMs: SYNC_TIMEOUT_MS, ...withSignal(signal) });
    },

    digest: (signal?: AbortSignal): Promise<Answer<DigestResponse>> =>
      http({ method: 'GET', path: 'state/digest', timeoutMs: SYNC_TIMEOUT_MS, ...withSignal(signal) }),

    schema: (): Promise<Answer<Schema>> =>
      http({ method: 'GET', path: 'state/schema', timeoutMs: SMALL_TIMEOUT_MS }),

    health: (): Promise<Answer<unknown>> =>
      http({ method: 'GET', path: 'health', timeoutMs: HEALTH_TIMEOUT_MS }),
  };
}

function withSignal(signal: AbortSignal | undefined): { signal?: AbortSignal } {
  return signal === undefined ? {} : { signal };
}
