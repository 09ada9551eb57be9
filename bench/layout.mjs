#!/usr/bin/env node
// How a device could lay out its records in IndexedDB, measured in a real Chromium on a real disk.
//
//   bench/layout [option=value ...]
//
//   rows=100000  page=5000  rounds=3  profiles=<directory on the disk to measure; default: the temporary one>
//   layouts=A,B1024,B1024j,B4096j,C100,C500,C500j,D500j    (A is always measured: it is what ratios are of)
//
// A        one record per key, as sync/database.ts does
// B<n>     n buckets, a record's bucket is the hash of its id; `j`: a bucket is one JSON string, else an array of objects
// C<n>     base and overlay: what an initial pull brings lies n rows a value, in the order of the feed; every later
//          write is a record per key in an overlay that takes precedence. A list of ids per chunk says where a row is
// D<n>     the same, had the initial pull come in the order of ids: the first id of a chunk is its key, no list needed
//
// Each round stores everything in a new profile, closes the browser, opens it again and measures the rest there.
// Every write is one strict transaction with the rows, the outbox entry or checkpoint, and the metadata, as the
// client's are. IndexedDB alone: what Dexie adds per row comes on top of A.
import { createServer } from 'node:http';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRequire } from 'node:module';

const options = {
  rows: 100_000,
  page: 5_000,
  rounds: 3,
  profiles: tmpdir(),
  layouts: 'A,B1024,B1024j,B4096j,C100,C500,C500j,D500j',
  ...Object.fromEntries(process.argv.slice(2).map((argument) => argument.split(/=(.*)/s, 2))),
};
const layouts = [...new Set(['A', ...options.layouts.split(',')])];
const rows = Number(options.rows);
const pageSize = Number(options.page);
const rounds = Number(options.rounds);
const { chromium } = createRequire(import.meta.url)(process.env.PLAYWRIGHT_CORE);

// --- What runs in the browser; it is sent there as text and sees nothing of the above. ---

function installTrial() {
  const REPEATS = 3;
  const SINGLE = 100;

  const answer = (request) =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const answers = (requests) => Promise.all(requests.map(answer));

  /** Bulk writes listen to the last request only, as Dexie does. */
  const putAll = (store, values, keys) =>
    values.forEach((value, index) => (keys === undefined ? store.put(value) : store.put(value, keys[index])));

  async function transact(db, mode, stores, body) {
    const transaction = db.transaction(stores, mode, { durability: 'strict' });
    const ended = new Promise((resolve, reject) => {
      transaction.oncomplete = resolve;
      transaction.onabort = () => reject(transaction.error);
    });
    const result = await body(...stores.map((name) => transaction.objectStore(name)));
    await ended;
    return result;
  }

  // Records of about 290 bytes of JSON, the same in every session.
  function makeRecords(count) {
    let state = 42;
    const random = () => {
      state = (state + 0x6d2b79f5) | 0;
      let t = Math.imul(state ^ (state >>> 15), 1 | state);
      t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
      return (t ^ (t >>> 14)) >>> 0;
    };
    const hex = () => random().toString(16).padStart(8, '0');
    return Array.from({ length: count }, (_, index) => {
      const [a, b, c, d] = [hex(), hex(), hex(), hex()];
      const stamp = `2026-01-01T${String(index % 24).padStart(2, '0')}:00:00.${String(index % 1e6).padStart(6, '0')}Z`;
      return {
        id: `${a}-${b.slice(0, 4)}-4${b.slice(5)}-a${c.slice(1, 4)}-${c.slice(4)}${d}`,
        createdAt: stamp,
        updatedAt: stamp,
        updatedBy: `user-${index % 7}`,
        deletedAt: null,
        name: `Contact ${hex()} of ${index}`,
        email: `${hex()}@example.org`,
        phone: `+41 ${random() % 1e9}`,
        city: `City ${random() % 500}`,
        note: `${hex()} ${hex()}`,
      };
    });
  }

  const edited = (record, round) => ({ ...record, note: `edited ${round}`, updatedAt: `2026-02-0${round}T00:00:00.000000Z` });
  const isSame = (one, other) =>
    one !== undefined && [...new Set([...Object.keys(one), ...Object.keys(other)])].every((name) => one[name] === other[name]);

  function packing(isJson) {
    return isJson ? { pack: JSON.stringify, unpack: JSON.parse } : { pack: (it) => it, unpack: (it) => it };
  }

  const groupBy = (items, keyOf) => {
    const groups = new Map();
    for (const item of items) {
      const key = keyOf(item);
      const group = groups.get(key);
      group === undefined ? groups.set(key, [item]) : group.push(item);
    }
    return groups;
  };

  function slices(items, size) {
    const parts = [];
    for (let at = 0; at < items.length; at += size) parts.push(items.slice(at, at + size));
    return parts;
  }

  /** All of a store, some values at a time; its keys are strings or numbers from 0. */
  async function inParts(store, size, onValues) {
    let range;
    for (;;) {
      const [keys, values] = await Promise.all([
        answer(store.getAllKeys(range, size)),
        answer(store.getAll(range, size)),
      ]);
      onValues(values);
      if (keys.length < size) return;
      range = IDBKeyRange.lowerBound(keys.at(-1), true);
    }
  }

  // A layout: its `stores` and what may be done with them inside a transaction over them.

  const onePerKey = () => ({
    stores: ['records'],
    create: (db) => db.createObjectStore('records', { keyPath: 'id' }),
    storeInitial: (records, [store]) => putAll(store, records),
    get: (id, [store]) => answer(store.get(id)),
    getMany: (ids, [store]) => answers(ids.map((id) => store.get(id))),
    put: (records, [store]) => putAll(store, records),
    readAll: ([store]) => answer(store.getAll()),
    ids: ([store]) => answer(store.getAllKeys()),
    scan: ([store], each) =>
      inPartsOfRecords(store, (records) => records.forEach(each)),
  });

  async function inPartsOfRecords(store, onRecords) {
    let part;
    do {
      const range = part === undefined ? undefined : IDBKeyRange.lowerBound(part.at(-1).id, true);
      part = await answer(store.getAll(range, 5_000));
      onRecords(part);
    } while (part.length === 5_000);
  }

  function buckets(count, isJson) {
    const { pack, unpack } = packing(isJson);
    const bucketOf = (id) => {
      let hash = 0x811c9dc5;
      for (let at = 0; at < id.length; at++) hash = Math.imul(hash ^ id.charCodeAt(at), 0x01000193);
      return (hash >>> 0) % count;
    };
    const read = async (keys, store) =>
      (await answers(keys.map((key) => store.get(key)))).map((value) => (value === undefined ? [] : unpack(value)));

    async function change(records, store, merge) {
      const groups = groupBy(records, ({ id }) => bucketOf(id));
      const keys = [...groups.keys()];
      const before = await read(keys, store);
      putAll(store, keys.map((key, index) => pack(merge(before[index], groups.get(key)))), keys);
    }

    return {
      stores: ['buckets'],
      create: (db) => db.createObjectStore('buckets'),
      storeInitial: (records, [store]) => change(records, store, (before, added) => [...before, ...added]),
      get: async (id, [store]) => (await read([bucketOf(id)], store))[0].find((it) => it.id === id),
      async getMany(ids, [store]) {
        const keys = [...new Set(ids.map(bucketOf))];
        const byId = new Map((await read(keys, store)).flat().map((it) => [it.id, it]));
        return ids.map((id) => byId.get(id));
      },
      put: (records, [store]) =>
        change(records, store, (before, added) => {
          const byId = new Map(before.map((it) => [it.id, it]));
          for (const it of added) byId.set(it.id, it);
          return [...byId.values()];
        }),
      readAll: async ([store]) => (await answer(store.getAll())).flatMap(unpack),
      ids: async ([store]) => (await answer(store.getAll())).flatMap((it) => unpack(it).map(({ id }) => id)),
      scan: ([store], each) =>
        inParts(store, Math.ceil((count * 5_000) / 100_000), (values) => values.forEach((it) => unpack(it).forEach(each))),
    };
  }

  /** What base and overlay do alike, wherever a chunk's key comes from. `whereIs` answers the chunk of each id. */
  function baseAndOverlay({ isJson, size, stores, create, storeInitial, whereIs, baseIds }) {
    const { pack, unpack } = packing(isJson);

    async function getMany(ids, handles) {
      const [base, overlay] = handles;
      const isSmall = ids.length > 100 && (await answer(overlay.count())) <= 2 * ids.length;
      const over = isSmall ? await answer(overlay.getAll()) : await answers(ids.map((id) => overlay.get(id)));
      const byId = new Map(over.filter((it) => it !== undefined).map((it) => [it.id, it]));
      const rest = ids.filter((id) => !byId.has(id));
      const chunks = [...new Set(await whereIs(rest, handles))].filter((key) => key !== undefined);
      const values = await answers(chunks.map((key) => base.get(key)));
      const wanted = new Set(rest);
      for (const value of values) for (const it of unpack(value)) if (wanted.has(it.id)) byId.set(it.id, it);
      return ids.map((id) => byId.get(id));
    }

    // In the client a deletion would be a tombstone in the overlay, left out here: it costs what an edit costs.
    const merged = (under, over) => {
      if (over.length === 0) return under;
      const isOver = new Set(over.map(({ id }) => id));
      return [...under.filter(({ id }) => !isOver.has(id)), ...over];
    };

    return {
      stores: ['base', 'overlay', ...stores],
      create(db) {
        db.createObjectStore('base');
        db.createObjectStore('overlay', { keyPath: 'id' });
        create(db);
      },
      storeInitial: (records, handles, number) => storeInitial(slices(records, size), pack, handles, number),
      getMany,
      get: async (id, handles) => (await getMany([id], handles))[0],
      put: (records, [, overlay]) => putAll(overlay, records),
      async readAll([base, overlay]) {
        const [under, over] = await Promise.all([answer(base.getAll()), answer(overlay.getAll())]);
        return merged(under.flatMap(unpack), over);
      },
      async ids(handles) {
        const [under, over] = await Promise.all([baseIds(handles, unpack), answer(handles[1].getAllKeys())]);
        return over.length === 0 ? under : [...new Set([...under, ...over])];
      },
      async scan([base, overlay], each) {
        const over = new Set(await answer(overlay.getAllKeys()));
        await inParts(base, Math.ceil(5_000 / size), (values) => {
          for (const value of values) for (const it of unpack(value)) if (!over.has(it.id)) each(it);
        });
        await inPartsOfRecords(overlay, (records) => records.forEach(each));
      },
    };
  }

  function feedOrdered(size, isJson) {
    const chunkById = new Map();
    let isBuilt = false;
    const PER_PAGE = 1_000;
    return baseAndOverlay({
      isJson,
      size,
      stores: ['ids'],
      create: (db) => db.createObjectStore('ids'),
      storeInitial(chunks, pack, [base, , ids], number) {
        const keys = chunks.map((_, index) => number * PER_PAGE + index);
        putAll(base, chunks.map(pack), keys);
        putAll(ids, chunks.map((chunk) => chunk.map(({ id }) => id).join()), keys);
      },
      async whereIs(wanted, [, , ids]) {
        if (!isBuilt) {
          const [keys, lists] = await Promise.all([answer(ids.getAllKeys()), answer(ids.getAll())]);
          lists.forEach((list, index) => list.split(',').forEach((id) => chunkById.set(id, keys[index])));
          isBuilt = true;
        }
        return wanted.map((id) => chunkById.get(id));
      },
      baseIds: async ([, , ids]) => (await answer(ids.getAll())).flatMap((list) => list.split(',')),
    });
  }

  function idOrdered(size, isJson) {
    return baseAndOverlay({
      isJson,
      size,
      stores: [],
      create: () => undefined,
      storeInitial: (chunks, pack, [base]) => putAll(base, chunks.map(pack), chunks.map(([first]) => first.id)),
      async whereIs(wanted, [base]) {
        if (wanted.length === 1) {
          const cursor = await answer(base.openKeyCursor(IDBKeyRange.upperBound(wanted[0]), 'prev'));
          return [cursor?.key];
        }
        const keys = await answer(base.getAllKeys());
        return wanted.map((id) => {
          let [low, high] = [0, keys.length];
          while (low < high) {
            const middle = (low + high) >> 1;
            keys[middle] <= id ? (low = middle + 1) : (high = middle);
          }
          return keys[low - 1];
        });
      },
      baseIds: async ([base], unpack) => (await answer(base.getAll())).flatMap((it) => unpack(it).map(({ id }) => id)),
    });
  }

  function layoutNamed(name) {
    const [, kind, count, json] = /^([ABCD])(\d*)(j?)$/.exec(name);
    const make = { A: onePerKey, B: buckets, C: feedOrdered, D: idOrdered }[kind];
    return make(Number(count), json === 'j');
  }

  function open(layout) {
    const request = indexedDB.open('trial', 1);
    request.onupgradeneeded = () => {
      layout.create(request.result);
      request.result.createObjectStore('outbox', { keyPath: 'seq', autoIncrement: true });
      request.result.createObjectStore('metadata', { keyPath: 'name' });
    };
    return answer(request);
  }

  /** A write: the layout's stores, then outbox and metadata. */
  const write = (db, layout, body) =>
    transact(db, 'readwrite', [...layout.stores, 'outbox', 'metadata'], async (...handles) => {
      const [outbox, metadata] = handles.splice(-2);
      await body(handles, outbox);
      await answer(metadata.put({ name: 'checkpoint', at: performance.now() }));
    });
  const read = (db, layout, body) => transact(db, 'readonly', layout.stores, (...handles) => body(handles));

  const quantile = (values, share) => [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))];

  async function timed(body) {
    const started = performance.now();
    const result = await body();
    return [performance.now() - started, result];
  }

  async function timedTimes(times, body) {
    const all = [];
    for (let time = 0; time < times; time++) all.push((await timed(() => body(time)))[0]);
    return all;
  }

  function check(isRight, what) {
    if (!isRight) throw new Error(what);
  }

  async function load({ name, rows, pageSize }) {
    const layout = layoutNamed(name);
    const db = await open(layout);
    const records = makeRecords(rows);
    if (name.startsWith('D')) records.sort((a, b) => (a.id < b.id ? -1 : 1));
    const pages = slices(records, pageSize);
    const [store] = await timed(async () => {
      for (const [number, page] of pages.entries()) {
        await write(db, layout, (handles) => layout.storeInitial(page, handles, number));
      }
    });
    db.close();
    return { store };
  }

  async function use({ name, rows, pageSize }) {
    const layout = layoutNamed(name);
    const records = makeRecords(rows);
    const [openCold, db] = await timed(() => open(layout));
    const get = (record) => read(db, layout, (handles) => layout.get(record.id, handles));
    // Steps that share no divisor with the number of rows: scattered, and different ones each time.
    const scattered = (count, start) =>
      Array.from({ length: count }, (_, index) => records[(start + index * 7_919) % rows]);

    const [getCold, found] = await timed(() => get(records[1]));
    check(isSame(found, records[1]), 'the first get');
    const readAll = () => read(db, layout, (handles) => layout.readAll(handles));
    const [listCold, list] = await timed(readAll);
    check(list.length === rows, `${list.length} rows in the list`);
    const listWarm = quantile(await timedTimes(REPEATS, readAll), 0.5);
    const singles = scattered(SINGLE, 11);
    const getWarm = quantile(await timedTimes(SINGLE, (time) => get(singles[time])), 0.5);
    const thousand = scattered(1_000, 13).map(({ id }) => id);
    const getThousand = quantile(
      await timedTimes(REPEATS, () => read(db, layout, (handles) => layout.getMany(thousand, handles))),
      0.5,
    );
    const scan = async () => {
      let [count, sum] = [0, 0];
      await read(db, layout, (handles) =>
        layout.scan(handles, ({ id, updatedAt }) => {
          count++;
          sum = (sum + id.charCodeAt(count % 36) * updatedAt.charCodeAt(count % 27)) | 0;
        }),
      );
      check(count === rows, `${count} rows scanned`);
    };
    const digest = quantile(await timedTimes(REPEATS, scan), 0.5);
    const ids = quantile(
      await timedTimes(REPEATS, async () => {
        const all = await read(db, layout, (handles) => layout.ids(handles));
        check(all.length === rows, `${all.length} ids`);
      }),
      0.5,
    );

    // An edit, as records.save makes it: the record as it is, the record as it will be, its outbox entry.
    const edits = scattered(SINGLE, 17);
    const puts = await timedTimes(SINGLE, (time) =>
      write(db, layout, async (handles, outbox) => {
        const before = await layout.get(edits[time].id, handles);
        await layout.put([edited(before, 1)], handles);
        outbox.add({ entity_id: before.id, base_json: JSON.stringify(before) });
      }),
    );
    check((await get(edits[0])).note === 'edited 1', 'an edited record');
    // What comes from elsewhere is stored as it is.
    const putScattered = quantile(
      await timedTimes(REPEATS, (time) => {
        const page = scattered(500, 1_000 + time * 29_989).map((it) => edited(it, 2));
        return write(db, layout, (handles) => layout.put(page, handles));
      }),
      0.5,
    );
    // A page of which nine tenths are here already, such as one's own changes coming back.
    const compare = quantile(
      await timedTimes(REPEATS, (time) => {
        const page = scattered(pageSize, 2_000 + time * 17_011).map((it, index) => (index % 10 === 0 ? edited(it, 3) : it));
        return write(db, layout, async (handles) => {
          const known = await layout.getMany(page.map(({ id }) => id), handles);
          await layout.put(page.filter((it, index) => index % 10 === 0 || !isSame(known[index], it)), handles);
        });
      }),
      0.5,
    );
    const [, after] = await timed(readAll);
    check(after.length === rows, `${after.length} rows after the edits`);
    const listAfter = quantile(await timedTimes(REPEATS, readAll), 0.5);
    // Months later: three tenths of the rows have been written again.
    const later = slices(scattered(Math.floor(rows * 0.3), 3_000), pageSize);
    const [putLater] = await timed(async () => {
      for (const page of later) {
        await write(db, layout, (handles) => layout.put(page.map((it) => edited(it, 4)), handles));
      }
    });
    check((await readAll()).length === rows, 'the rows at the end');
    const listLater = quantile(await timedTimes(REPEATS, readAll), 0.5);
    db.close();
    return {
      openCold, getCold, getWarm, getThousand, listCold, listWarm, listAfter, ids, digest,
      put50: quantile(puts, 0.5), put95: quantile(puts, 0.95), putScattered, compare, putLater, listLater,
    };
  }

  globalThis.trial = { load, use };
}

// --- The runs ---

const server = createServer((request, response) => {
  response.setHeader('content-type', 'text/html');
  response.end(`<!doctype html><title>Layouts</title><script>(${installTrial})()</script>`);
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const address = `http://127.0.0.1:${server.address().port}/`;

async function inBrowser(profile, step, input) {
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: process.env.CHROMIUM,
    args: ['--no-sandbox'],
  });
  try {
    const page = context.pages()[0] ?? (await context.newPage());
    await page.goto(address);
    return await page.evaluate(([name, given]) => globalThis.trial[name](given), [step, input]);
  } finally {
    await context.close();
  }
}

async function bytesIn(directory) {
  let bytes = 0;
  for (const entry of await readdir(directory, { withFileTypes: true, recursive: true })) {
    if (entry.isFile()) bytes += (await stat(join(entry.parentPath ?? entry.path, entry.name))).size;
  }
  return bytes;
}

async function measure(name) {
  const profile = await mkdtemp(join(options.profiles, 'layout-'));
  try {
    const input = { name, rows, pageSize };
    const loaded = await inBrowser(profile, 'load', input);
    const disk = (await bytesIn(join(profile, 'Default', 'IndexedDB'))) / 1e6;
    return { ...loaded, disk, ...(await inBrowser(profile, 'use', input)) };
  } finally {
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

const results = new Map(layouts.map((name) => [name, []]));
for (let round = 0; round < rounds; round++) {
  // There and back, so that what drifts during a run does not favour anyone.
  for (const name of round % 2 === 0 ? layouts : [...layouts].reverse()) {
    const result = await measure(name);
    results.get(name).push(result);
    console.error(`round ${round + 1}, ${name}: ${JSON.stringify(result, (_, it) => (typeof it === 'number' ? Math.round(it * 10) / 10 : it))}`);
  }
}
server.close();

const METRICS = {
  store: `store ${rows} rows, pages of ${pageSize}, ms`,
  disk: 'on disk then, MB',
  getCold: 'get one, first after reopening, ms',
  getWarm: 'get one, ms',
  getThousand: 'get 1,000 scattered, ms',
  listCold: 'read all, first, ms',
  listWarm: 'read all, ms',
  ids: 'all ids (resync), ms',
  digest: 'digest scan, ms',
  put50: 'edit one, p50, ms',
  put95: 'edit one, p95, ms',
  putScattered: 'put 500 scattered, ms',
  compare: `page of ${pageSize} compared, a tenth put, ms`,
  listAfter: 'read all after those writes, ms',
  putLater: 'put three tenths of all rows, scattered, ms',
  listLater: 'read all after those too, ms',
};

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2;
}
const format = (value) => (value >= 100 ? Math.round(value).toLocaleString('en') : value.toFixed(1));

console.log(`Medians of ${rounds} rounds; × is the ratio to A.\n`);
console.log(`| | ${layouts.join(' | ')} |\n|${' --- |'.repeat(layouts.length + 1)}`);
for (const [metric, title] of Object.entries(METRICS)) {
  const of = (name) => median(results.get(name).map((result) => result[metric]));
  const cells = layouts.map((name) => {
    return name === 'A' ? format(of(name)) : `${format(of(name))} (×${(of(name) / of('A')).toFixed(2)})`;
  });
  console.log(`| ${title} | ${cells.join(' | ')} |`);
}
