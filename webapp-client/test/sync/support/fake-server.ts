// A server of the sync protocol in memory: receipts, last-write-wins, merge, tombstones and a feed by
// change stamps, for one tenant. It is written from the protocol, not from the client, and knows faults.
import {
  type Digest,
  DigestSum,
  EPOCH,
  type Stamp,
  changeStamp,
  clampStamp,
  maxStamp,
  nextStamp,
  stampFromMillis,
} from '../../../src/sync/domain';

export type Fields = Record<string, unknown>;

interface StoredRecord {
  id: string;
  createdAt: Stamp;
  updatedAt: Stamp;
  updatedBy: string;
  deletedAt: Stamp | null;
  changedAt: Stamp;
  fields: Fields;
}

interface WireChange {
  id: string;
  entityType: string;
  action: 'create' | 'update' | 'delete';
  entityId: string;
  updatedAt: Stamp;
  baseUpdatedAt?: Stamp | null;
  payload?: Fields;
}

export type WireResult = { id: string; status: string } & Fields;

/** What to do with a request instead of just answering it. */
export type Fault =
  /** The request never arrives. */
  | { kind: 'drop' }
  /** The time for the request is over before it has arrived. */
  | { kind: 'time-out' }
  /** It is done, but the answer is lost. */
  | { kind: 'lose-answer' }
  | { kind: 'problem'; status: number; type: string; headers?: Record<string, string> }
  /** Something that is no server of ours answers. */
  | { kind: 'captive-portal' };

export interface SeenRequest {
  method: string;
  path: string;
  body: unknown;
  headers: Headers;
  query: URLSearchParams;
}

/** The cookies of a browser profile: who the server takes it for, and the device's id that it remembers. */
export interface TestCookie {
  signedIn: { tenantId: string; userId: string } | null;
  device?: string;
}

const FIELDS: Record<string, readonly string[]> = {
  accounts: ['name', 'kind', 'openingBalance', 'description'],
  contacts: ['name', 'email'],
  sync_settings: ['strategies'],
};

export const SCHEMA = {
  version: 1,
  types: [
    {
      name: 'accounts',
      path: 'accounts',
      label: 'Accounts',
      labelOne: 'Account',
      fields: [
        { name: 'name', label: 'Name', type: 'text', required: true, maxLength: 255 },
        { name: 'kind', label: 'Kind', type: 'text' },
        { name: 'openingBalance', label: 'Opening balance', type: 'decimal' },
        { name: 'description', label: 'Description', type: 'text' },
      ],
    },
    {
      name: 'contacts',
      path: 'contacts',
      label: 'Contacts',
      labelOne: 'Contact',
      fields: [
        { name: 'name', label: 'Name', type: 'text', required: true },
        { name: 'email', label: 'Email', type: 'text', format: 'email' },
      ],
    },
  ],
};

export class FakeServer {
  nowMs = Date.UTC(2026, 10, 22, 8, 0, 0);
  feed = 'feed-1';
  position: Stamp = EPOCH;
  horizon: Stamp | null = null;
  schema = SCHEMA as unknown as { types: { name: string; fields?: { name: string }[] }[] };
  /** Whether it has the events of protocol 7; without them, their address is a 404. */
  hasEvents = false;
  /** What `GET users` answers. */
  members: { items: Fields[]; removed: Fields[] } = { items: [], removed: [] };
  /** What `GET devices` answers, by user. */
  readonly devices = new Map<string, Fields[]>();
  /** Whether its digests count a record that it does not have. */
  countsWrong = false;
  readonly seen: SeenRequest[] = [];
  /** Each is asked in turn about each request; the first answer counts. */
  readonly faults: ((request: SeenRequest) => Fault | undefined | Promise<Fault | undefined>)[] = [];
  readonly #streams = new Set<ReadableStreamDefaultController<Uint8Array>>();
  #records = new Map<string, Map<string, StoredRecord>>();
  #receipts = new Map<string, { content: string; result: WireResult }>();

  /** A fetch for one browser profile. */
  fetchFor(cookie: TestCookie): typeof fetch {
    return async (input, init = {}) => {
      const url = new URL(input instanceof Request ? input.url : input);
      const request: SeenRequest = {
        method: init.method ?? 'GET',
        path: url.pathname.replace(/^\/api\//, ''),
        body: typeof init.body === 'string' ? (JSON.parse(init.body) as unknown) : null,
        headers: new Headers(init.headers),
        query: url.searchParams,
      };
      init.signal?.throwIfAborted();
      this.seen.push(request);
      const fault = await this.#faultFor(request);
      init.signal?.throwIfAborted();
      switch (fault?.kind) {
        case 'drop':
          throw new TypeError('fetch failed');
        case 'time-out':
          throw new DOMException('The operation timed out.', 'TimeoutError');
        case 'problem':
          return this.#problem(fault.status, fault.type, fault.headers);
        case 'captive-portal':
          return new Response('<html>Pay for the network</html>', { status: 200 });
        case 'lose-answer':
        case undefined:
      }
      const response = this.#answer(request, cookie, init.signal ?? undefined);
      if (fault?.kind === 'lose-answer') {
        throw new TypeError('fetch failed');
      }
      return response;
    };
  }

  /** Live records by id, as any device should have them. */
  live(entityType: string): Record<string, Fields> {
    const all = [...(this.#records.get(entityType)?.values() ?? [])];
    return Object.fromEntries(all.filter((it) => it.deletedAt === null).map((it) => [it.id, wire(it)]));
  }

  /** A change made by someone else, beside all devices. */
  change(
    entityType: string,
    entityId: string,
    payload: Fields | null,
    updatedAt?: Stamp,
    user = 'someone',
  ): Stamp {
    const stored = this.#records.get(entityType)?.get(entityId);
    const now = stampFromMillis(this.nowMs);
    const stamp = updatedAt ?? maxStamp(now, stored === undefined ? EPOCH : nextStamp(stored.updatedAt));
    const change: WireChange = {
      id: crypto.randomUUID(),
      entityType,
      action: payload === null ? 'delete' : 'update',
      entityId,
      updatedAt: stamp,
      ...(payload === null ? {} : { payload }),
    };
    this.#apply(change, user);
    return stamp;
  }

  /** Removes the tombstones and moves the horizon past them, as after a long time. */
  purgeTombstones(): void {
    for (const records of this.#records.values()) {
      for (const record of records.values()) {
        if (record.deletedAt !== null) {
          this.horizon = maxStamp(this.horizon ?? EPOCH, record.changedAt);
          records.delete(record.id);
        }
      }
    }
  }

  backup(): () => void {
    const kept = structuredClone({
      records: this.#records,
      receipts: this.#receipts,
      position: this.position,
    });
    return () => {
      this.#records = kept.records;
      this.#receipts = kept.receipts;
      this.position = kept.position;
      this.feed = `feed-${crypto.randomUUID()}`;
    };
  }

  /** Purges a record, as if it had been deleted long ago: no trace of it is left. */
  purge(entityType: string, id: string): void {
    this.#records.get(entityType)?.delete(id);
    this.horizon = this.position;
  }

  get receipts(): number {
    return this.#receipts.size;
  }

  async #faultFor(request: SeenRequest): Promise<Fault | undefined> {
    for (const fault of this.faults) {
      const found = await fault(request);
      if (found !== undefined) {
        return found;
      }
    }
    return undefined;
  }

  #answer(request: SeenRequest, cookie: TestCookie, signal?: AbortSignal): Response {
    const { path, method, headers } = request;
    if (path === 'health') {
      return this.#json(200, { status: 'UP' });
    }
    if (path === 'auth/login') {
      const { email } = request.body as { email: string };
      cookie.signedIn = { tenantId: 'tenant-1', userId: email.split('@')[0] ?? '' };
    }
    const device = headers.get('Tidebook-Device');
    if (device !== null) {
      cookie.device ??= device;
    }
    const { signedIn } = cookie;
    if (signedIn === null) {
      return this.#problem(401, 'not-signed-in');
    }
    const claimed = headers.get('Tidebook-Session');
    if (claimed !== null && claimed !== `${signedIn.tenantId}/${signedIn.userId}`) {
      return this.#problem(403, 'wrong-session');
    }
    switch (`${method} ${path}`) {
      case 'POST auth/login':
      case 'GET auth/session':
        return this.#json(200, sessionOf(signedIn));
      case 'POST auth/logout':
        cookie.signedIn = null;
        return this.#json(200, {});
      case 'GET devices': {
        const items = this.devices.get(signedIn.userId) ?? [];
        return this.#json(200, { items, remembered: cookie.device ?? null });
      }
      case 'GET users':
        return this.#json(200, this.members);
      case 'GET state/schema':
        return this.#json(200, this.schema);
      case 'GET state/events':
        return this.hasEvents ? this.#listen(signal) : this.#problem(404, 'not-found');
      case 'GET state/digest':
        return this.#digest();
      case 'GET state/changes':
        return this.#pull(request.query);
      case 'POST state/changes':
        return this.#push(request.body, signedIn.userId);
      default:
        return this.#problem(404, 'not-found');
    }
  }

  /** How many listen. */
  get listeners(): number {
    return this.#streams.size;
  }

  /** Breaks the streams off, as a restart does. */
  endStreams(): void {
    for (const stream of this.#streams) {
      stream.error(new TypeError('network error'));
    }
    this.#streams.clear();
  }

  #listen(signal?: AbortSignal): Response {
    let mine: ReadableStreamDefaultController<Uint8Array> | null = null;
    const leave = (): void => {
      if (mine !== null) {
        this.#streams.delete(mine);
      }
    };
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        mine = controller;
        this.#streams.add(controller);
        signal?.addEventListener('abort', () => {
          if (this.#streams.has(controller)) {
            leave();
            controller.error(signal.reason);
          }
        });
        this.#tell(controller);
      },
      cancel: leave,
    });
    const headers = { 'Content-Type': 'text/event-stream', 'Tidebook-Time': stampFromMillis(this.nowMs) };
    return new Response(body, { status: 200, headers });
  }

  #tell(stream: ReadableStreamDefaultController<Uint8Array>): void {
    const data = JSON.stringify({ updatedAt: this.position, feed: this.feed });
    stream.enqueue(new TextEncoder().encode(`event: changed\nid: ${this.position}\ndata: ${data}\n\n`));
  }

  #pull(query: URLSearchParams): Response {
    const since = query.get('since') ?? EPOCH;
    const limit = Number(query.get('limit') ?? '1000');
    const types = query.get('types')?.split(',') ?? this.schema.types.map((type) => type.name);
    const isInitial = since === EPOCH || query.has('initial');
    const initial = query.get('initial') ?? (since === EPOCH ? this.position : null);
    if (this.#mustResync(isInitial ? initial : since, since, query.get('feed'))) {
      return this.#problem(410, 'resync-required');
    }
    const all = types
      .flatMap((type) => [...(this.#records.get(type)?.values() ?? [])].map((record) => ({ type, record })))
      .filter(({ record }) => record.changedAt > since)
      .filter(({ record }) => record.deletedAt === null || initial === null || record.changedAt > initial)
      .sort((one, other) => (one.record.changedAt < other.record.changedAt ? -1 : 1));
    const page = all.slice(0, limit);
    const hasMore = all.length > page.length;
    const entities: Record<string, Fields[]> = Object.fromEntries(types.map((type) => [type, []]));
    page.forEach(({ type, record }) => entities[type]?.push(wire(record)));
    const updatedAt = hasMore ? page[page.length - 1]?.record.changedAt : this.position;
    return this.#json(200, {
      since,
      updatedAt,
      hasMore,
      feed: this.feed,
      ...(hasMore && initial !== null ? { initial } : {}),
      entities,
    });
  }

  #digest(): Response {
    const digests = this.schema.types.map(({ name }): [string, Digest] => {
      const sum = new DigestSum();
      for (const record of this.#records.get(name)?.values() ?? []) {
        if (record.deletedAt === null) {
          sum.add(record);
        }
      }
      const { count, digest } = sum.digest;
      return [name, { count: this.countsWrong ? count + 1 : count, digest }];
    });
    const types: Record<string, Digest> = Object.fromEntries(digests);
    return this.#json(200, { updatedAt: this.position, feed: this.feed, types });
  }

  #mustResync(compared: Stamp | null, since: Stamp, feed: string | null): boolean {
    const isBeforeHorizon =
      this.horizon !== null && compared !== null && compared !== EPOCH && compared < this.horizon;
    return isBeforeHorizon || (feed !== null && (feed !== this.feed || since > this.position));
  }

  #push(body: unknown, userId: string): Response {
    const {
      changes,
      since = null,
      feed = null,
    } = body as { changes: WireChange[]; since?: Stamp; feed?: string };
    if (!Array.isArray(changes)) {
      return this.#problem(400, 'bad-request');
    }
    if (changes.length > 1_000) {
      return this.#problem(413, 'too-large');
    }
    if (new Set(changes.map((it) => `${it.entityType}/${it.entityId}`)).size !== changes.length) {
      throw new Error('One request holds two changes of a record.');
    }
    if (this.#mustResync(since, since ?? EPOCH, feed)) {
      return this.#problem(410, 'resync-required');
    }
    const previous = this.position;
    const results = changes.map((change) => this.#once(change, userId));
    return this.#json(200, { results, previous, updatedAt: this.position, feed: this.feed });
  }

  #once(change: WireChange, userId: string): WireResult {
    const content = JSON.stringify(change);
    const receipt = this.#receipts.get(change.id);
    if (receipt !== undefined) {
      if (receipt.content !== content) {
        return rejected(change, 'id', 'This id was used for another change.');
      }
      const stored = this.#records.get(change.entityType)?.get(change.entityId);
      const isOvertaken =
        receipt.result.status === 'applied' && stored?.updatedAt !== receipt.result.updatedAt;
      const entity = stored === undefined ? null : wire(stored);
      return { ...receipt.result, ...('entity' in receipt.result || isOvertaken ? { entity } : {}) };
    }
    const result = this.#apply(change, userId);
    this.#receipts.set(change.id, { content, result });
    return result;
  }

  #apply(change: WireChange, userId: string): WireResult {
    const fields = FIELDS[change.entityType] ?? this.#fieldsOf(change.entityType);
    if (fields === null) {
      return rejected(change, '', 'There is no such type.');
    }
    const records = this.#records.get(change.entityType) ?? new Map<string, StoredRecord>();
    this.#records.set(change.entityType, records);
    const stored = records.get(change.entityId);
    const serverNow = stampFromMillis(this.nowMs);
    const base = change.baseUpdatedAt ?? null;
    if (base !== null && stored?.updatedAt !== base) {
      return { id: change.id, status: 'conflict', entity: stored === undefined ? null : wire(stored) };
    }
    const clamped = clampStamp({ edit: change.updatedAt, serverNow, stored: stored?.updatedAt });
    const used = base === null ? clamped : maxStamp(clamped, nextStamp(base));
    if (stored === undefined && change.action === 'update' && used < (this.horizon ?? EPOCH)) {
      return { id: change.id, status: 'superseded', entity: null };
    }
    if (stored !== undefined && stored.updatedAt >= used) {
      return { id: change.id, status: 'superseded', entity: wire(stored) };
    }
    const unknown = Object.keys(change.payload ?? {}).find((name) => !fields.includes(name));
    if (unknown !== undefined) {
      return rejected(change, unknown, 'There is no such field.');
    }
    const merged: Fields = { ...stored?.fields, ...change.payload };
    const kept = Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== null));
    if (change.action !== 'delete' && fields.includes('name') && (kept.name ?? '') === '') {
      return rejected(change, 'name', 'This is needed.');
    }
    this.position = changeStamp({ serverNow, tenantLast: this.position });
    records.set(change.entityId, {
      id: change.entityId,
      createdAt: stored?.createdAt ?? used,
      updatedAt: used,
      updatedBy: userId,
      deletedAt: change.action === 'delete' ? used : null,
      changedAt: this.position,
      fields: kept,
    });
    this.#streams.forEach((stream) => {
      this.#tell(stream);
    });
    return {
      id: change.id,
      status: 'applied',
      updatedAt: used,
      ...(stored === undefined ? { created: true } : {}),
    };
  }

  #fieldsOf(type: string): readonly string[] | null {
    const described = this.schema.types.find((it) => it.name === type);
    return described === undefined ? null : ['name', ...(described.fields ?? []).map(({ name }) => name)];
  }

  #json(status: number, body: unknown): Response {
    const headers = { 'Content-Type': 'application/json', 'Tidebook-Time': stampFromMillis(this.nowMs) };
    return new Response(JSON.stringify(body), { status, headers });
  }

  #problem(status: number, type: string, extra: Record<string, string> = {}): Response {
    const headers = {
      'Content-Type': 'application/problem+json',
      'Tidebook-Time': stampFromMillis(this.nowMs),
      ...extra,
    };
    return new Response(JSON.stringify({ type, status, title: `A problem: ${type}.` }), { status, headers });
  }
}

function rejected(change: WireChange, field: string, message: string): WireResult {
  return { id: change.id, status: 'rejected', errors: [{ field, message }] };
}

function wire(record: StoredRecord): Fields {
  const { fields, changedAt: _changedAt, ...envelope } = record;
  return record.deletedAt === null ? { ...envelope, ...fields } : { ...envelope };
}

export function sessionOf({ tenantId, userId }: { tenantId: string; userId: string }) {
  return {
    user: { id: userId, name: userId, email: `${userId}@example.org`, role: 'editor' as const },
    tenant: { id: tenantId, name: 'A tenant' },
  };
}
