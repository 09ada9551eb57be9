// Twenty devices with the engine as it is, the WAR on an application server, and between them a network that
// loses, delays, repeats and cuts off. Devices are killed, put offline and told another time; so is the server.
// Contacts go by last-write-wins, buildings are merged by field, projects by hand. At rest all devices hold what the
// server holds, and of every edit it is known what became of it.
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

/** How many fields each type has, what users edit besides the name, and what each record needs. */
const TYPES = {
  contacts: {
    fields: 7,
    texts: ['phone', 'notes', 'address'],
    needs: (random: Random) => ({ kind: oneOf(random, KINDS) }),
  },
  buildings: { fields: 3, texts: ['address', 'description'], needs: () => ({}) },
  projects: { fields: 5, texts: ['description'], needs: () => ({ status: 'active' }) },
} as const;

type TypeName = keyof typeof TYPES;

const TYPE_NAMES = Object.keys(TYPES) as TypeName[];

const STRATEGIES = {
  buildings: { strategy: 'field_merge', review: ['address'] },
  projects: { strategy: 'manual_merge' },
};

/** What a user did to one record. */
interface Made {
  /** The edit stamp. */
  readonly stamp: Stamp;
  /** What was written, values that no other edit has; null for a deletion. */
  readonly fields: Readonly<Record<string, string | null>> | null;
}

class World {
  readonly random: Random;
  readonly proxy: FaultyProxy;
  readonly devices: RealDevice[] = [];
  /** By device, then by type and record. */
  readonly made = new Map<RealDevice, Map<string, Made[]>>();
  readonly #server = new URL(process.env.TIDEBOOK_SERVER ?? 'http://localhost:8080/');
  /** As an import makes them, so that devices can make the same ones. */
  readonly #shared = Array.from({ length: SHARED }, () => crypto.randomUUID());
  /** How many conflicts users have decided on. */
  decided = 0;
  #values = 0;

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
    let isOver = false;
    const users = Promise.all(this.devices.map((device) => this.#use(device))).finally(() => {
      isOver = true;
    });
    await Promise.all([users, this.#restartServer(() => isOver)]);
  }

  async rest(): Promise<void> {
    await this.proxy.heal();
    this.devices.forEach((device) => {
      device.isReachable = true;
    });
    // The first round brings up what waits; then all have it to fetch, until nobody decides anything any more.
    for (let [round, decided] = [0, -1]; round < 3 || decided !== this.decided; round += 1) {
      decided = this.decided;
      expect(round).toBeLessThan(30);
      for (const device of this.devices) {
        // A connection that the server closes just then is no fault of the device.
        const isDone = (await device.sync()) || (await device.sync());
        expect(isDone, device.name).toBe(true);
        await this.#decide(device, this.random);
      }
    }
  }

  /** The user looks at what waits for a decision, and takes a side. */
  async #decide(device: RealDevice, random: Random): Promise<void> {
    const { reviews } = device.books;
    for (const review of await reviews.getAll()) {
      const moved = await reviews.decideAll([review], oneOf(random, ['mine', 'theirs'] as const));
      this.decided += 1 - moved;
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
    const session = (await (
      await this.#call('GET', 'api/auth/session', undefined, this.#ownerCookie)
    ).json()) as {
      tenant: { id: string };
    };
    const settings = { id: session.tenant.id, strategies: JSON.stringify(STRATEGIES) };
    await this.#call('POST', 'api/sync-settings', settings, this.#ownerCookie);
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

  async #restartServer(isOver: () => boolean): Promise<void> {
    const address = process.env.TIDEBOOK_RESTART;
    if (address === undefined) {
      return;
    }
    // Once it has work to lose.
    while (this.proxy.pushes.length < 100 && !isOver()) {
      await pause(20);
    }
    const answer = await fetch(address, { method: 'POST' });
    expect(answer.status).toBe(204);
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
    const type = oneOf(random, TYPE_NAMES);
    if (chance < 0.5) {
      await this.#save(device, type, oneOf(random, this.#shared), random);
    } else if (chance < 0.58) {
      await this.#remove(device, type, oneOf(random, this.#shared));
    } else if (chance < 0.62) {
      await this.#save(device, type, crypto.randomUUID(), random);
    } else if (chance < 0.65) {
      await this.#decide(device, random);
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
      await Promise.all([device.sync(), this.#save(device, type, oneOf(random, this.#shared), random)]);
    }
  }

  async #save(device: RealDevice, type: TypeName, id: string, random: Random): Promise<void> {
    const known = await device.books.records.getEntityById(type, id);
    const { texts, needs } = TYPES[type];
    const other = { [oneOf<string>(random, texts)]: random() < 0.2 ? null : this.#newValue() };
    // By last-write-wins an edit is known by its name; where fields are merged, edits of different ones meet too.
    const isWhole = type === 'contacts' || known === undefined || random() < 0.4;
    const fields = isWhole ? { name: this.#newValue(), ...other } : other;
    // A user who makes a contact says of which kind; an edit of one leaves it as it is.
    const needed = known === undefined ? needs(random) : {};
    const { updatedAt } = await device.books.records.save(type, { id, ...needed, ...fields });
    this.#note(device, `${type}/${id}`, { stamp: updatedAt, fields });
  }

  async #import(device: RealDevice): Promise<void> {
    const rows = Array.from({ length: 30 }, () => ({
      id: crypto.randomUUID(),
      name: this.#newValue(),
      status: 'active',
    }));
    await device.books.records.saveMany('projects', rows);
    for (const { id, name } of rows) {
      const stored = await device.books.records.getEntityById('projects', id);
      this.#note(device, `projects/${id}`, { stamp: stored?.updatedAt as Stamp, fields: { name } });
    }
  }

  async #remove(device: RealDevice, type: TypeName, id: string): Promise<void> {
    const { records } = device.books;
    const before = await records.getEntityById(type, id);
    await records.remove(type, id);
    const after = await records.getEntityById(type, id);
    if (before?.deletedAt !== null) {
      return;
    }
    if (after?.deletedAt === null) {
      return; // another device's edit, which came just then, stands over it
    }
    if (after === undefined) {
      // Nobody else has ever heard of it, so nobody needs to hear that it is gone.
      this.made.get(device)?.delete(`${type}/${id}`);
    } else {
      this.#note(device, `${type}/${id}`, { stamp: after.updatedAt, fields: null });
    }
  }

  #newValue(): string {
    this.#values += 1;
    return `Value ${String(this.#values)}`;
  }

  #note(device: RealDevice, record: string, made: Made): void {
    const records = this.made.get(device) ?? new Map<string, Made[]>();
    this.made.set(device, records);
    records.set(record, [...(records.get(record) ?? []), made]);
  }
}

/**
 * The records that the applied changes come to, made one after the other in the order of their stamps; each
 * change of a record has a later one than the change before it.
 */
function madeOf(changes: readonly AnsweredChange[], entityType: string): Record<string, object> {
  const applied = changes.filter(({ change, stamp }) => change.entityType === entityType && stamp !== null);
  const records = new Map<
    string,
    { fields: object; isDeleted: boolean; createdAt: Stamp; updatedAt: Stamp }
  >();
  for (const { change, stamp } of applied.sort((a, b) => ((a.stamp ?? '') < (b.stamp ?? '') ? -1 : 1))) {
    const before = records.get(change.entityId);
    records.set(change.entityId, {
      fields: { ...before?.fields, ...change.payload },
      isDeleted: change.action === 'delete',
      createdAt: before?.createdAt ?? (stamp as Stamp),
      updatedAt: stamp as Stamp,
    });
  }
  const alive = [...records].filter(([, { isDeleted }]) => !isDeleted);
  return Object.fromEntries(
    alive.map(([id, { fields, createdAt, updatedAt }]) => [
      id,
      { ...withoutNulls(fields as Record<string, unknown>), createdAt, updatedAt },
    ]),
  );
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
    expect(answered.some(({ times }) => times > 1)).toBe(true);
    expect(answered.filter(({ status }) => status === 'rejected' || status === 'blocked')).toEqual([]);
    nothingIsDoubled(answered);

    for (const entityType of TYPE_NAMES) {
      const onServer = plain(await world.onServer(entityType));
      expect(onServer).toEqual(madeOf(answered, entityType));
      for (const device of world.devices) {
        expect(plain(await device.live(entityType)), device.name).toEqual(onServer);
      }
    }

    for (const device of world.devices) {
      const { waiting, failed, reviews } = await device.books.counts();
      expect({ waiting, failed, reviews }, device.name).toEqual({ waiting: 0, failed: 0, reviews: 0 });
      expect(await device.books.verify(), device.name).toMatchObject({ kind: 'equal' });
      await everyEditHasItsFate(world, device, answered);
      await everyMergedEditHasItsFate(world, device, answered);
    }
  });

  /** No edit was applied under two ids: a value that another one has taken the place of does not come back. */
  function nothingIsDoubled(answered: readonly AnsweredChange[]): void {
    const applied = answered.filter(({ status }) => status === 'applied');
    const inOrder = applied.sort((a, b) => ((a.stamp ?? '') < (b.stamp ?? '') ? -1 : 1));
    const seen = new Map<string, unknown[]>();
    for (const { change } of inOrder) {
      const record = `${change.entityType}/${change.entityId}/`;
      if (change.action === 'delete' || saysEverything(change)) {
        // Who revives a record says all that they know of it, also where their own deletion has lost meanwhile.
        [...seen.keys()].filter((key) => key.startsWith(record)).forEach((key) => seen.delete(key));
        continue;
      }
      for (const [field, value] of Object.entries(change.payload ?? {})) {
        const values = seen.get(record + field) ?? [];
        if (typeof value === 'string' && value.startsWith('Value') && values.at(-1) !== value) {
          expect(values, `${record}${field}`).not.toContain(value);
        }
        seen.set(record + field, [...values, value]);
      }
    }
  }

  /** Whether the change names every field of its type, as a revival does and hardly any edit. */
  function saysEverything({ entityType, action, payload = {} }: AnsweredChange['change']): boolean {
    return action === 'update' && Object.keys(payload).length >= TYPES[entityType as TypeName].fields;
  }

  /** Each edit went up, with the edits that were folded into it, or stands in the conflict log of its device. */
  async function everyEditHasItsFate(
    world: World,
    device: RealDevice,
    answered: readonly AnsweredChange[],
  ): Promise<void> {
    const sent = new Map(answered.map(({ change }) => [String(change.payload?.name), change]));
    const deletions = answered.filter(({ change }) => change.action === 'delete');
    const logged = await device.books.conflicts.getOpen();
    for (const [record, made] of world.made.get(device) ?? []) {
      const id = record.replace('contacts/', '');
      if (id === record) {
        continue;
      }
      let folded: Record<string, string | null> = {};
      for (const [index, { stamp, fields }] of made.entries()) {
        const what = `${device.name}: ${JSON.stringify(fields)} of ${id} at ${stamp}`;
        const isLast = index === made.length - 1;
        const log = logged.find(({ entity_id, local }) => entity_id === id && local.updatedAt === stamp);
        if (fields === null) {
          // Where another device deleted it later, there is nothing to tell either user.
          const isKnown =
            log?.local.deletedAt === stamp ||
            deletions.some(
              ({ change, stamp: used }) =>
                change.entityId === id && (change.updatedAt === stamp || (used !== null && used >= stamp)),
            );
          expect(isKnown || !isLast, what).toBe(true);
          folded = {};
          continue;
        }
        folded = { ...folded, ...fields };
        const change = sent.get(String(fields.name));
        const carrier = change?.payload ?? log?.local;
        if (carrier === undefined) {
          // It was folded into the one behind it.
          expect(isLast, what).toBe(false);
          continue;
        }
        for (const [field, value] of Object.entries(folded)) {
          // What is emptied is found where the records are compared: an edit does not say that it left a field empty.
          if (value !== null) {
            expect(carrier[field], `${what}, ${field}`).toBe(value);
          }
        }
        folded = {};
      }
    }
  }
});

/**
 * Where fields are merged: each value that a user wrote was applied, in whichever change, or stands in the log of the
 * device, or the same user wrote another one over it; each deletion likewise.
 */
async function everyMergedEditHasItsFate(
  world: World,
  device: RealDevice,
  answered: readonly AnsweredChange[],
): Promise<void> {
  const applied = answered.filter(({ status }) => status === 'applied').map(({ change }) => change);
  const { conflicts } = device.books;
  const logged = [...(await conflicts.getOpen()), ...(await conflicts.getSettled(10_000))];
  for (const [record, made] of world.made.get(device) ?? []) {
    const [type, id] = record.split('/');
    if (type === 'contacts') {
      continue;
    }
    const changes = applied.filter(({ entityType, entityId }) => entityType === type && entityId === id);
    const logs = logged.filter(({ entity_type, entity_id }) => entity_type === type && entity_id === id);
    for (const [index, { stamp, fields }] of made.entries()) {
      const laterOwn = made.slice(index + 1);
      const what = `${device.name}: ${JSON.stringify(fields)} of ${record} at ${stamp}`;
      if (fields === null) {
        const isKnown =
          laterOwn.length > 0 ||
          changes.some(({ action }) => action === 'delete') ||
          logs.some(({ local, remote }) => local.deletedAt !== null || (remote?.deletedAt ?? null) !== null);
        expect(isKnown, what).toBe(true);
        continue;
      }
      for (const [field, value] of Object.entries(fields)) {
        const isKnown =
          value === null ||
          laterOwn.some((it) => it.fields === null || field in it.fields) ||
          changes.some(({ payload }) => payload?.[field] === value) ||
          logs.some(({ local }) => local[field] === value);
        expect(isKnown, `${what}, ${field}`).toBe(true);
      }
    }
  }
}

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
