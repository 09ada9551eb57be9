// Twenty devices with the engine as it is, the WAR on an application server, and between them a network that
// loses, delays, repeats and cuts off. Devices are killed, put offline and told another time; so is the server.
// At rest all devices hold what the server holds, and of every edit it is known what became of it.
//
// TIDEBOOK_SERVER is the server's address, and a POST to TIDEBOOK_RESTART kills it and starts it again.
// A failing seed is in the name of the test; TIDEBOOK_SEED=<n> runs that one instead.
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { type LocalRecord, type Stamp, fieldsOf } from '../../src/sync';
import { type Random, below, oneOf, seeded } from '../sync/support/seeded';
import { type Fault, FaultyProxy } from './faulty-proxy';
import { type Account, RealDevice } from './real-device';
import { type AnsweredChange, answeredChanges } from './wire-log';

const DEVICES = 20;
const USERS = 7;
const STEPS = 40;
const SEEDS = process.env.TIDEBOOK_SEED === undefined ? [1, 2] : [Number(process.env.TIDEBOOK_SEED)];
const PASSWORD = 'correct horse battery';
const HOUR_MS = 3_600_000;

/** Few, so that devices meet. */
const SHARED = 12;
const KINDS = ['tenant', 'owner', 'vendor', 'client'];

/** What a user did to one record, in the order in which they did it. */
interface Made {
  /** A name that no other edit has; null for a deletion. */
  readonly name: string | null;
}

class World {
  readonly random: Random;
  readonly proxy: FaultyProxy;
  readonly devices: RealDevice[] = [];
  /** By device, then by record. */
  readonly made = new Map<RealDevice, Map<string, Made[]>>();
  readonly #server = new URL(process.env.TIDEBOOK_SERVER ?? 'http://localhost:8080/');
  readonly #shared = Array.from({ length: SHARED }, () => crypto.randomUUID());
  #names = 0;
  restarts = 0;

  constructor(seed: number) {
    this.random = seeded(seed);
    this.proxy = new FaultyProxy(this.#server, this.random);
  }

  async open(): Promise<void> {
    const accounts = await this.#organisation();
    const address = await this.proxy.listen();
    for (let index = 0; index < DEVICES; index += 1) {
      const aheadMs = below(this.random, 4 * HOUR_MS) - 2 * HOUR_MS;
      const account = accounts[index % USERS] as Account;
      this.devices.push(
        new RealDevice(
          `Device ${String(index)}`,
          account,
          address,
          seeded(below(this.random, 2 ** 32)),
          aheadMs,
        ),
      );
    }
    await Promise.all(this.devices.map((device) => device.signIn()));
  }

  /** Everything goes on at once: users, faults, and the server's end in the middle of it. */
  async run(): Promise<void> {
    const users = this.devices.map((device) => this.#use(device));
    await Promise.all([...users, this.#restartServer()]);
  }

  async rest(): Promise<void> {
    await this.proxy.heal();
    this.devices.forEach((device) => {
      device.isReachable = true;
    });
    // The first round brings up what waits; then all have it to fetch.
    for (let round = 0; round < 3; round += 1) {
      for (const device of this.devices) {
        expect(await device.sync(), device.name).toBe(true);
      }
    }
  }

  /** What the server has, asked without anything between. */
  async onServer(entityType: string): Promise<Map<string, LocalRecord>> {
    const cookie = this.#ownerCookie;
    const answer = await this.#call('GET', 'api/state/changes?limit=10000', undefined, cookie);
    const page = (await answer.json()) as { hasMore: boolean; entities: Record<string, LocalRecord[]> };
    expect(page.hasMore).toBe(false);
    return new Map((page.entities[entityType] ?? []).map((record) => [record.id, record]));
  }

  #ownerCookie = '';

  async #organisation(): Promise<Account[]> {
    const mark = crypto.randomUUID();
    const owner = { email: `owner-${mark}@example.org`, password: PASSWORD };
    const registered = await this.#call('POST', 'api/auth/register', {
      ...owner,
      organisation: 'Harbour Homes',
      name: 'Ayu',
    });
    this.#ownerCookie = registered.headers
      .getSetCookie()
      .map((it) => it.split(';')[0])
      .join('; ');
    const others = Array.from({ length: USERS - 1 }, (_, index) => ({
      email: `editor-${String(index)}-${mark}@example.org`,
      password: PASSWORD,
    }));
    for (const other of others) {
      await this.#call('POST', 'api/users', { ...other, name: 'Budi', role: 'editor' }, this.#ownerCookie);
    }
    return [owner, ...others];
  }

  async #call(method: string, path: string, body?: object, cookie = ''): Promise<Response> {
    const answer = await fetch(new URL(path, this.#server), {
      method,
      headers: { 'Content-Type': 'application/json', ...(cookie === '' ? {} : { Cookie: cookie }) },
      body: body === undefined ? null : JSON.stringify(body),
    });
    if (!answer.ok) {
      throw new Error(`${method} ${path}: ${String(answer.status)} ${await answer.text()}`);
    }
    return answer;
  }

  async #restartServer(): Promise<void> {
    const address = process.env.TIDEBOOK_RESTART;
    if (address === undefined) {
      return;
    }
    // Once it has work to lose.
    while (this.proxy.pushes.length < 100) {
      await pause(20);
    }
    const answer = await fetch(address, { method: 'POST' });
    expect(answer.status).toBe(204);
    this.restarts += 1;
  }

  async #use(device: RealDevice): Promise<void> {
    const random = seeded(below(this.random, 2 ** 32));
    for (let step = 0; step < STEPS; step += 1) {
      await this.#step(device, random);
      // A user takes time too, and runs begin meanwhile.
      await pause(below(random, 120));
    }
  }

  async #step(device: RealDevice, random: Random): Promise<void> {
    const chance = random();
    if (chance < 0.5) {
      await this.#save(device, oneOf(random, this.#shared), random);
    } else if (chance < 0.6) {
      await this.#remove(device, oneOf(random, this.#shared));
    } else if (chance < 0.65) {
      await this.#save(device, crypto.randomUUID(), random);
    } else if (chance < 0.68) {
      await this.#import(device);
    } else if (chance < 0.74) {
      await device.restart();
    } else if (chance < 0.8) {
      device.aheadMs += below(random, 2 * HOUR_MS) - HOUR_MS;
    } else if (chance < 0.9) {
      device.isReachable = !device.isReachable;
    } else {
      // An edit while a run is under way.
      await Promise.all([device.sync(), this.#save(device, oneOf(random, this.#shared), random)]);
    }
  }

  async #save(device: RealDevice, id: string, random: Random): Promise<void> {
    const name = this.#newName();
    const other = oneOf(random, ['phone', 'notes', 'address']);
    const value = random() < 0.2 ? null : `v${String(below(random, 1_000))}`;
    // A user who makes a contact says of which kind; an edit of one leaves it as it is.
    const known = await device.books.records.getEntityById('contacts', id);
    const kind = known?.kind ?? oneOf(random, KINDS);
    await device.books.records.save('contacts', { id, name, kind, [other]: value });
    this.#note(device, id, name);
  }

  async #import(device: RealDevice): Promise<void> {
    const rows = Array.from({ length: 30 }, () => ({
      id: crypto.randomUUID(),
      name: this.#newName(),
      status: 'active',
    }));
    await device.books.records.saveMany('projects', rows);
    rows.forEach(({ id, name }) => {
      this.#note(device, id, name);
    });
  }

  async #remove(device: RealDevice, id: string): Promise<void> {
    const { records } = device.books;
    const before = await records.getEntityById('contacts', id);
    await records.remove('contacts', id);
    const after = await records.getEntityById('contacts', id);
    if (before?.deletedAt !== null) {
      return;
    }
    if (after === undefined) {
      // Nobody else has ever heard of it, so nobody needs to hear that it is gone.
      this.made.get(device)?.delete(id);
    } else {
      this.#note(device, id, null);
    }
  }

  #newName(): string {
    this.#names += 1;
    return `Name ${String(this.#names)}`;
  }

  #note(device: RealDevice, id: string, name: string | null): void {
    const records = this.made.get(device) ?? new Map<string, Made[]>();
    this.made.set(device, records);
    records.set(id, [...(records.get(id) ?? []), { name }]);
  }
}

/** The change that stands: of those that were applied, the one with the newest stamp. */
function newestApplied(changes: Iterable<AnsweredChange>): Map<string, AnsweredChange & { stamp: Stamp }> {
  const newest = new Map<string, AnsweredChange & { stamp: Stamp }>();
  for (const answered of changes) {
    const { stamp, change } = answered;
    const known = newest.get(change.entityId);
    if (stamp !== null && (known === undefined || stamp > known.stamp)) {
      newest.set(change.entityId, { ...answered, stamp });
    }
  }
  return newest;
}

describe('twenty devices and a server', () => {
  const faults = new Map<Fault, number>();
  let world: World | null = null;

  beforeAll(() => {
    // Each answer that is lost says so there.
    vi.spyOn(console, 'debug').mockImplementation(() => undefined);
    for (const level of ['warn', 'error'] as const) {
      const say = console[level].bind(console);
      vi.spyOn(console, level).mockImplementation((...words: unknown[]) => {
        // A killed process would say nothing of what it could not finish.
        if (!words.some((it) => it instanceof Error && it.name === 'DatabaseClosedError')) {
          say(...words);
        }
      });
    }
  });

  afterEach(async () => {
    await Promise.all(world?.devices.map((device) => device.close()) ?? []);
    world?.proxy.close();
  });

  afterAll(() => {
    console.log('Faults:', Object.fromEntries(faults));
    expect([...faults.keys()].sort()).toEqual(
      ['answerCut', 'answerLost', 'requestDuplicated', 'requestLate', 'requestLost', 'slow'].sort(),
    );
  });

  it.each(SEEDS)('converge and lose nothing, seed %i', async (seed) => {
    world = new World(seed);
    await world.open();
    await world.run();
    await world.rest();
    world.proxy.counts.forEach((count, fault) => {
      faults.set(fault, (faults.get(fault) ?? 0) + count);
    });

    const changes = answeredChanges(world.proxy.pushes);
    const answered = [...changes.values()];
    const newest = newestApplied(answered);
    expect(answered.some(({ times }) => times > 1)).toBe(true);
    expect(answered.filter(({ status }) => status === 'rejected' || status === 'blocked')).toEqual([]);

    for (const entityType of ['contacts', 'projects']) {
      const onServer = await world.onServer(entityType);
      // Nothing doubled, and what stands is the newest of what was applied.
      const applied = [...newest].filter(([, { change }]) => change.entityType === entityType);
      const alive = applied.filter(([, { change }]) => change.action !== 'delete').map(([id]) => id);
      expect([...onServer.keys()].sort()).toEqual(alive.sort());
      for (const [id, record] of onServer) {
        expect(record.updatedAt).toBe(newest.get(id)?.stamp);
        expect(record.name).toBe(newest.get(id)?.change.payload?.name ?? record.name);
      }
      for (const device of world.devices) {
        expect(plain(await device.live(entityType)), device.name).toEqual(plain(onServer));
      }
    }

    for (const device of world.devices) {
      const { waiting, failed } = await device.books.counts();
      expect({ waiting, failed }, device.name).toEqual({ waiting: 0, failed: 0 });
      expect(await device.books.verify(), device.name).toMatchObject({ kind: 'equal' });
      await everyEditHasItsFate(world, device, answered);
    }
  });

  async function everyEditHasItsFate(
    world: World,
    device: RealDevice,
    answered: readonly AnsweredChange[],
  ): Promise<void> {
    const names = new Set(
      answered.filter(({ status }) => status === 'applied').map(({ change }) => change.payload?.name),
    );
    const deletions = new Set(
      answered
        .filter(({ status, change }) => status === 'applied' && change.action === 'delete')
        .map(({ change }) => change.entityId),
    );
    const logged = await device.books.conflicts.getOpen();
    for (const [id, made] of world.made.get(device) ?? []) {
      // An earlier edit may have been folded into the next one; the last has to have come to something.
      const { name } = made.at(-1) as Made;
      const isApplied = name === null ? deletions.has(id) : names.has(name);
      const isLogged = logged.some(
        ({ entity_id, local }) =>
          entity_id === id && (name === null ? local.deletedAt !== null : local.name === name),
      );
      expect(isApplied || isLogged, `${device.name}: ${String(name)} of ${id}`).toBe(true);
    }
  }
});

/** Records without what only one side keeps. */
function plain(records: ReadonlyMap<string, LocalRecord>): Record<string, object> {
  return Object.fromEntries(
    [...records].map(([id, record]) => [
      id,
      { ...withoutNulls(fieldsOf(record)), updatedAt: record.updatedAt, createdAt: record.createdAt },
    ]),
  );
}

function withoutNulls(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));
}
