// What lies between the devices and the server: it loses requests and answers, is late, sends twice and cuts
// answers off in the middle. It also keeps what went over the wire, as the server saw it.
import {
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
  createServer,
  request as requestOf,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { type Random, below } from '../sync/support/seeded';

/** What goes wrong, and how often of a thousand requests. A run counts how often each did. */
const FAULTS = {
  /** The server never hears of it. */
  requestLost: 60,
  /** The server did it, the device never learns so. */
  answerLost: 80,
  /** Half of the answer comes. */
  answerCut: 60,
  /** The device gave up; the server hears of it later, maybe after what the device sends next. */
  requestLate: 50,
  /** The server gets it twice, the second time later. */
  requestDuplicated: 60,
  /** It takes long, and others overtake it. */
  slow: 200,
} as const;

export type Fault = keyof typeof FAULTS;

const LATE_MS = 400;
const STREAM_LASTS_MS = 4_000;

interface Exchange {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** A push that the server has answered. */
export interface SeenPush {
  readonly request: string;
  readonly response: string;
}

export class FaultyProxy {
  readonly counts = new Map<Fault, number>();
  readonly pushes: SeenPush[] = [];
  isFaulty = true;
  readonly #server: Server;
  /** Requests of which nobody waits for the answer. */
  readonly #late = new Set<Promise<unknown>>();

  constructor(
    private readonly target: URL,
    private readonly random: Random,
  ) {
    this.#server = createServer((incoming, outgoing) => {
      this.#handle(incoming, outgoing).catch(() => {
        // The server is being started again, or the device has gone: both see a connection that ends.
        outgoing.destroy();
      });
    });
  }

  /** @returns the address that devices use, ending in a slash */
  async listen(): Promise<URL> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    const { port } = this.#server.address() as AddressInfo;
    return new URL(`http://127.0.0.1:${String(port)}/`);
  }

  /** From now on all arrives, what is late included. */
  async heal(): Promise<void> {
    this.isFaulty = false;
    await Promise.all(this.#late);
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  async #handle(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const { method = 'GET', url: path = '/', headers } = incoming;
    const exchange = { method, path, headers, body: await buffer(incoming) };
    if (path.endsWith('/state/events')) {
      await this.#stream(exchange, outgoing);
      return;
    }
    const fault = this.#fault();
    if (fault === 'requestLost' || fault === 'requestLate') {
      outgoing.destroy();
      if (fault === 'requestLate') {
        this.#sendLater(exchange);
      }
      return;
    }
    if (fault === 'slow') {
      await pause(below(this.random, LATE_MS));
    }
    if (fault === 'requestDuplicated') {
      this.#sendLater(exchange);
    }
    const answer = await this.#send(exchange);
    const body = await this.#read(exchange, answer);
    if (fault === 'answerLost') {
      outgoing.destroy();
    } else if (fault === 'answerCut') {
      outgoing.writeHead(answer.statusCode ?? 500, { ...answer.headers, 'content-length': body.length });
      outgoing.write(body.subarray(0, Math.floor(body.length / 2)), () => outgoing.destroy());
    } else {
      outgoing.writeHead(answer.statusCode ?? 500, answer.headers).end(body);
    }
  }

  /** Events come as they are, and now and then the stream breaks off. */
  async #stream(exchange: Exchange, outgoing: ServerResponse): Promise<void> {
    const answer = await this.#send(exchange);
    outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
    answer.pipe(outgoing);
    answer.on('error', () => outgoing.destroy());
    outgoing.on('close', () => answer.destroy());
    if (this.isFaulty) {
      setTimeout(() => outgoing.destroy(), below(this.random, STREAM_LASTS_MS)).unref();
    }
  }

  #fault(): Fault | null {
    if (!this.isFaulty) {
      return null;
    }
    let chance = below(this.random, 1_000);
    for (const [fault, share] of Object.entries(FAULTS) as [Fault, number][]) {
      if (chance < share) {
        this.counts.set(fault, (this.counts.get(fault) ?? 0) + 1);
        return fault;
      }
      chance -= share;
    }
    return null;
  }

  #sendLater(exchange: Exchange): void {
    const sent = pause(below(this.random, LATE_MS))
      .then(() => this.#send(exchange))
      .then((answer) => this.#read(exchange, answer))
      // It finds no server. Nobody waits for it.
      .catch(() => null)
      .finally(() => this.#late.delete(sent));
    this.#late.add(sent);
  }

  #send({ method, path, headers, body }: Exchange): Promise<IncomingMessage> {
    return new Promise((resolve, reject) => {
      // Answers are read here, so they come as they are.
      const plain = { ...headers, host: this.target.host, 'accept-encoding': 'identity' };
      requestOf(new URL(path, this.target), { method, headers: plain }, resolve)
        .on('error', reject)
        .end(body);
    });
  }

  async #read({ method, path, body }: Exchange, answer: IncomingMessage): Promise<Buffer> {
    const answered = await buffer(answer);
    if (method === 'POST' && path.endsWith('/state/changes') && answer.statusCode === 200) {
      this.pushes.push({ request: body.toString(), response: answered.toString() });
    }
    return answered;
  }
}
