// Several devices, one server, a network that loses requests and answers, tabs that are killed, clocks
// that lie, and rules for conflicts that merge and ask: whatever happens, at rest all devices hold what the server
// holds, nothing waits, and the newest edit of each record stands there or in a conflict log.
// A failing seed is in the name of the test; TIDEBOOK_SEED=<n> runs one more.
import { afterEach, describe, expect, it } from 'vitest';
import {
  type ConflictResolver,
  FieldMergeResolver,
  LastWriteWinsResolver,
  ManualMergeResolver,
  type Stamp,
  stampFromMillis,
} from '../../src/sync/domain';
import { TENANT, TestDevice, type TestTab } from './support/device';
import { type Fault, FakeServer, type SeenRequest } from './support/fake-server';
import { type Random, below, oneOf, seeded } from './support/seeded';

const STEPS = 60;
const IDS = ['1', '2', '3', '4', '5'].map((digit) => `7f8d9a4e-2c1b-4d3f-8e5a-6b7c8d9e0f1${digit}`);
const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8];

/** The rules of the three devices: a device that has not learned of a setting has another one than the others. */
const RULES: Readonly<Record<string, readonly ConflictResolver[]>> = {
  'last-write-wins': [new LastWriteWinsResolver()],
  'field merge': [new FieldMergeResolver()],
  'field merge with review': [new FieldMergeResolver(['name'])],
  'manual merge': [new ManualMergeResolver()],
  'rules that change': [],
  'all three': [new LastWriteWinsResolver(), new FieldMergeResolver(['name']), new ManualMergeResolver()],
};

interface NewestEdit {
  readonly id: string;
  readonly stamp: Stamp;
  /** Null for a deletion. */
  readonly name: string | null;
  /** So far ahead of the server that it takes another stamp, and an earlier edit may be the newer one. */
  readonly isClamped: boolean;
}

class World {
  readonly server = new FakeServer();
  readonly devices: TestDevice[];
  readonly tabs: TestTab[] = [];
  readonly random: Random;
  #edits: NewestEdit[] = [];

  constructor(
    seed: number,
    private readonly rules: readonly ConflictResolver[],
  ) {
    this.random = seeded(seed);
    this.devices = [
      new TestDevice(this.server, { userId: 'user-1', random: this.random }),
      new TestDevice(this.server, { userId: 'user-1', random: this.random, aheadMs: 3_600_000 }),
      new TestDevice(this.server, { userId: 'user-2', random: this.random, aheadMs: -7_200_000 }),
    ];
    this.devices.forEach((device, index) => {
      device.resolvers.set(rules[index % rules.length] ?? this.#anyRule(), 'accounts');
    });
  }

  #anyRule(): ConflictResolver {
    return oneOf(this.random, RULES['all three'] as readonly ConflictResolver[]);
  }

  async open(): Promise<void> {
    for (const device of this.devices) {
      this.tabs.push(await device.tab());
    }
    this.server.faults.push((request) => this.#networkFault(request));
  }

  isNetworkBad = true;

  async step(): Promise<void> {
    const index = below(this.random, this.devices.length);
    const [tab, device] = [this.tabs[index] as TestTab, this.devices[index] as TestDevice];
    this.server.nowMs += below(this.random, 2_000);
    const id = oneOf(this.random, IDS);
    const chance = this.random();
    if (chance < 0.45) {
      await this.#save(tab, id);
    } else if (chance < 0.55) {
      const before = await tab.records.getEntityById('accounts', id);
      await tab.records.remove('accounts', id);
      const removed = await tab.records.getEntityById('accounts', id);
      if (removed?.deletedAt != null) {
        this.#note(id, removed.updatedAt, null);
      } else if (removed === undefined && before !== undefined) {
        // Nobody else has heard of what this device had made.
        this.forget(id, before.updatedAt);
      }
    } else if (chance < 0.6) {
      this.tabs[index] = await device.restart();
    } else if (chance < 0.65) {
      device.clock.aheadMs += below(this.random, 600_000) - 300_000;
    } else if (chance < 0.68) {
      await this.#decide(tab);
    } else if (chance < 0.7) {
      if (this.rules.length === 0) {
        device.resolvers.set(this.#anyRule(), 'accounts');
      }
    } else if (chance < 0.74) {
      await tab.client.sync.runUpstream(TENANT);
    } else if (chance < 0.79) {
      await tab.client.sync.runDownstream(TENANT);
    } else if (chance < 0.87) {
      // A decision while the run is under way, among changes of another type.
      await tab.records.save('contacts', { name: `Contact ${String(below(this.random, 1_000))}` });
      await Promise.all([tab.sync(), this.#decide(tab)]);
    } else {
      // An edit while the run is under way, as a user would make it.
      await Promise.all([tab.sync(), this.#save(tab, id)]);
    }
  }

  async #save(tab: TestTab, id: string): Promise<void> {
    const edit = this.#edit(id);
    const saved = await tab.records.save('accounts', edit);
    this.#note(id, saved.updatedAt, edit.name);
  }

  /** The user looks at what waits for a decision, and takes a side. */
  async #decide(tab: TestTab): Promise<void> {
    for (const review of await tab.books.reviews.getAll()) {
      await tab.books.reviews.decideAll([review], oneOf(this.random, ['mine', 'theirs'] as const));
    }
  }

  /** Syncs and decides until there is nothing left of either. */
  async rest(): Promise<void> {
    for (let round = 0; round < 8; round += 1) {
      for (const tab of this.tabs) {
        expect(await tab.sync()).toEqual({ kind: 'done' });
        await this.#decide(tab);
      }
    }
  }

  #note(id: string, stamp: Stamp, name: string | null): void {
    const latest = stampFromMillis(this.server.nowMs + 60_000);
    this.#edits.push({ id, stamp, name, isClamped: stamp > latest });
  }

  forget(id: string, stamp: Stamp): void {
    this.#edits = this.#edits.filter((edit) => edit.id !== id || edit.stamp !== stamp);
  }

  /** The newest edit of each record. */
  get newest(): NewestEdit[] {
    const inOrder = [...this.#edits].sort((one, other) => (one.stamp < other.stamp ? -1 : 1));
    return [...new Map(inOrder.map((edit) => [edit.id, edit])).values()];
  }

  #edit(id: string) {
    const field = oneOf(this.random, ['kind', 'description']);
    const value = this.random() < 0.2 ? null : `v${String(below(this.random, 1_000))}`;
    return { id, name: `Name ${String(below(this.random, 1_000))}`, [field]: value };
  }

  #networkFault(request: SeenRequest): Fault | undefined {
    if (!this.isNetworkBad || request.path !== 'state/changes') {
      return undefined;
    }
    const chance = this.random();
    return chance < 0.15 ? { kind: 'drop' } : chance < 0.35 ? { kind: 'lose-answer' } : undefined;
  }
}

describe('the simulation', () => {
  let world: World | null = null;

  afterEach(async () => {
    await Promise.all(world?.devices.map((device) => device.close()) ?? []);
  });

  const extra = process.env.TIDEBOOK_SEED;
  const seeds = extra === undefined ? SEEDS : [...SEEDS, Number(extra)];
  const runs = Object.entries(RULES).flatMap(([name, rules]) => seeds.map((seed) => ({ name, rules, seed })));
  it.each(runs)('comes to rest, $name, seed $seed', async ({ rules, seed }) => {
    world = new World(seed, rules);
    await world.open();
    for (let step = 0; step < STEPS; step += 1) {
      await world.step();
    }
    world.isNetworkBad = false;
    await world.rest();

    const logged = (
      await Promise.all(
        world.tabs.map(async ({ books: { conflicts } }) => [
          ...(await conflicts.getOpen()),
          ...(await conflicts.getSettled(1_000)),
        ]),
      )
    ).flat();
    for (const { id, name, isClamped } of world.newest) {
      const stands = (world.server.live('accounts')[id]?.name ?? null) === name;
      // A person who decides against it sees it as the version of the others.
      const isLogged = logged.some(
        ({ entity_id, local, remote }) =>
          entity_id === id &&
          [local, remote].some((it) => (name === null ? it?.deletedAt != null : it?.name === name)),
      );
      expect(stands || isLogged || isClamped, `${id}: ${String(name)}`).toBe(true);
    }
    expect(world.server.receipts).toBeGreaterThan(STEPS / 4);
    for (const tab of world.tabs) {
      expect(await tab.live('accounts')).toEqual(world.server.live('accounts'));
      expect(await tab.live('contacts')).toEqual(world.server.live('contacts'));
      expect(await tab.outbox()).toEqual([]);
      expect(await tab.books.verify()).toMatchObject({ kind: 'equal' });
      expect(
        await tab.db
          .entities('accounts')
          .filter((it) => it.deletedAt !== null)
          .count(),
      ).toBe(0);
    }
  });
});
