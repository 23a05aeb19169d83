import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import type { Metafile } from 'esbuild';
import { mergeStartup } from '../../../src/build/mergeStartup.ts';
import { nodeRequire } from '../../../src/build/nodeRequire.ts';

/** An entry point that shares a chunk with two lazy files, one of which uses CommonJS. */
const SOURCES: Readonly<Record<string, string>> = {
  'entry.js': [
    "import { count } from './shared.js';",
    "export const own = () => count('entry');",
    "export const lazy = () => import('./lazy.js');",
    "export const required = () => import('./required.js');",
    "export const shared = () => import('./shared.js');"
  ].join('\n'),
  'shared.js': 'const calls = []; export const count = from => { calls.push(from); return [...calls]; };',
  'lazy.js': "import { count } from './shared.js'; export const fromLazy = () => count('lazy');",
  'required.js': "import common from './common.cjs'; export const joined = common.joined;",
  'common.cjs': "module.exports = { joined: require('node:path').posix.join('a', 'b') };"
};

interface Entry {
  own(): string[];
  lazy(): Promise<{ fromLazy(): string[] }>;
  required(): Promise<{ joined: string }>;
  shared(): Promise<{ count(from: string): string[] }>;
}

async function bundle(t: TestContext): Promise<{ folder: string; entry: Entry; outputs: Metafile['outputs'] }> {
  const folder = await fs.realpath(await fs.mkdtemp(path.join(os.tmpdir(), 'kie-build-')));
  t.after(() => fs.rm(folder, { recursive: true }));
  await fs.writeFile(path.join(folder, 'package.json'), '{"type":"module"}');
  for (const [name, text] of Object.entries(SOURCES)) await fs.writeFile(path.join(folder, name), text);
  const { metafile } = await build({
    absWorkingDir: folder,
    entryPoints: { extension: 'entry.js' },
    outdir: 'dist',
    chunkNames: 'chunks/[name]-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    metafile: true,
    logLevel: 'silent',
    plugins: [nodeRequire, mergeStartup('dist/extension.js')]
  });
  const entry = (await import(pathToFileURL(path.join(folder, 'dist/extension.js')).href)) as Entry;
  return { folder, entry, outputs: metafile.outputs };
}

test('bundle: lazy files share the state of the merged entry', async t => {
  const { entry } = await bundle(t);
  assert.deepEqual(entry.own(), ['entry']);
  assert.deepEqual((await entry.lazy()).fromLazy(), ['entry', 'lazy']);
  assert.deepEqual((await entry.shared()).count('shared'), ['entry', 'lazy', 'shared']);
});

test('bundle: CommonJS code in a chunk can require modules of Node', async t => {
  const { entry } = await bundle(t);
  assert.equal((await entry.required()).joined, 'a/b');
});

test('bundle: the entry imports no file when it loads', async t => {
  const { folder, outputs } = await bundle(t);
  const text = await fs.readFile(path.join(folder, 'dist/extension.js'), 'utf8');
  assert.doesNotMatch(text, /^import[^(]/m);
  const loaded = outputs['dist/extension.js']?.imports.filter(({ kind }) => kind === 'import-statement');
  assert.deepEqual(loaded, []);
});

test('bundle: only the chunk with CommonJS code gets a require', async t => {
  const { folder, outputs } = await bundle(t);
  const withRequire: string[] = [];
  for (const name of Object.keys(outputs)) {
    const text = await fs.readFile(path.join(folder, name), 'utf8');
    if (text.includes('createRequire')) withRequire.push(name.replace(/-[^-]*$/, ''));
  }
  assert.equal(withRequire.length, 1, withRequire.join());
  assert.ok(!withRequire.includes('dist/extension.js'));
});

test('bundle: the metafile lists every built file with its size', async t => {
  const { folder, outputs } = await bundle(t);
  const files = await fs.readdir(path.join(folder, 'dist'), { recursive: true, withFileTypes: true });
  const sizes = files
    .filter(file => file.isFile())
    .map(async file => {
      const full = path.join(file.parentPath, file.name);
      return [path.relative(folder, full).replaceAll(path.sep, '/'), (await fs.stat(full)).size] as const;
    });
  assert.deepEqual(
    Object.fromEntries(await Promise.all(sizes)),
    Object.fromEntries(Object.entries(outputs).map(([name, { bytes }]) => [name, bytes]))
  );
});
