// How large the `sync` part is without Dexie, and what the first visit loads, compressed as the server sends it.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { rolldown } from 'rolldown';

const root = join(import.meta.dirname, '..');
const kb = (bytes) => (bytes / 1000).toFixed(1);
const row = (what, bytes, aim = '') => {
  console.log(`| ${what.padEnd(58)} | ${kb(bytes).padStart(10)} | ${aim} |`);
};

const bundle = await rolldown({ input: join(root, 'src/sync/index.ts'), external: ['dexie', 'uuid'] });
const { output } = await bundle.generate({ minify: true });
row(
  '`sync` without Dexie, gzip, kB',
  output.reduce((sum, chunk) => sum + gzipSync(chunk.code).length, 0),
  '≤ 15.0',
);

const dist = join(root, 'dist');
const html = readFileSync(join(dist, 'index.html'), 'utf8');
const linked = [...html.matchAll(/(?:src|href)="\.\/(assets\/[^"]+\.(?:js|css))"/g)].map(([, file]) => file);
const size = (file) => gzipSync(readFileSync(join(dist, file))).length;
row(
  'first load: page, scripts and styles it names, gzip, kB',
  ['index.html', ...linked].reduce((sum, it) => sum + size(it), 0),
);
const worker = readdirSync(join(dist, 'assets')).find((file) => file.startsWith('worker-'));
row('  then the worker of the engine, gzip, kB', size(`assets/${worker}`));
