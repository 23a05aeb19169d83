import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';

// Runs in a separate process, because the test runner may have used fetch already.
const SCRIPT = `
const module = process.argv[1];
const slots = ['1', '2'].map(n => Symbol.for('undici.globalDispatcher.' + n));
if (process.argv[2] === 'used') globalThis.Response;
const mine = await import(module);
const foreign = slots.filter(s => globalThis[s] instanceof mine.Agent).length;
const { createServer } = await import('node:http');
const server = createServer((_, answer) => answer.end('x')).listen(0, '127.0.0.1', async () => {
  const { status } = await fetch('http://127.0.0.1:' + server.address().port);
  console.log(JSON.stringify({ foreign, status }));
  server.closeAllConnections();
  server.close();
});`;

const exec = promisify(execFile);
const source = new URL('../../../src/core/http/undici/undiciModule.ts', import.meta.url);
const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'kie-'));
after(() => fs.rm(folder, { recursive: true }));
// Same layout as in esbuild.mjs: the module is a separate chunk behind `await import()`.
await fs.writeFile(
  path.join(folder, 'entry.js'),
  `export const load = () => import(${JSON.stringify(fileURLToPath(source))});`
);
await build({
  entryPoints: { bundle: path.join(folder, 'entry.js') },
  bundle: true,
  minify: true,
  format: 'esm',
  splitting: true,
  platform: 'node',
  target: 'node22',
  outdir: folder,
  outExtension: { '.js': '.mjs' },
  absWorkingDir: path.join(import.meta.dirname, '../../..'),
  banner: {
    js: "import { createRequire as kieCreateRequire } from 'node:module'; const require = kieCreateRequire(import.meta.url);"
  }
});
await fs.writeFile(
  path.join(folder, 'loaded.mjs'),
  "const { load } = await import('./bundle.mjs'); export const { Agent } = await load();"
);

for (const [how, module] of [
  ['the sources', source.href],
  ['a bundle', pathToFileURL(path.join(folder, 'loaded.mjs')).href]
] as const) {
  for (const state of ['unused', 'used']) {
    test(`undici from ${how}: leaves no global agent, and fetch (${state} before) works`, async () => {
      const args = ['--input-type=module', '-e', SCRIPT, module, state];
      const { stdout } = await exec(process.execPath, args);
      assert.deepEqual(JSON.parse(stdout), { foreign: 0, status: 200 });
    });
  }
}
