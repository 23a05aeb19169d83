// Sizes of the built parts, from a production build and esbuild's metafile.
import { execFile } from 'node:child_process';
import fs from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Metafile } from 'esbuild';
import { makePackage, MAX_PACKAGE_BYTES } from '../vscodeHost/packageFiles.ts';
import { build, dist, root } from '../vscodeHost/paths.ts';
import type { Measurement } from './rows.ts';

type Meta = Pick<Metafile, 'outputs'>;

const exec = promisify(execFile);
const UNDICI = ['node_modules/undici/'];

const kB = (bytes: number): number => bytes / 1000;

export async function measureSizes(): Promise<Measurement[]> {
  const vsix = await makePackage(path.join(build, 'bench/kie-studio.vsix'));
  await exec(process.execPath, ['esbuild.mjs', '--production', '--meta'], { cwd: root });
  const webview = await readMeta('webview');
  return [
    ...hostRows(await readMeta('host')),
    ...Object.entries(webview.outputs)
      .filter(([file]) => file.endsWith('.js'))
      .map(([file, { bytes }]): Measurement => ({ name: path.basename(file), value: kB(bytes), unit: 'kB', max: 420 })),
    { name: 'VSIX', value: kB(vsix), unit: 'kB', max: kB(MAX_PACKAGE_BYTES) }
  ];
}

/** Only activation has a budget: all other parts load on first use. */
function hostRows(host: Meta): Measurement[] {
  const all = reachable(host, true);
  return [
    { name: 'activation code', value: kB(bytesOf(host, reachable(host, false))), unit: 'kB', max: 60 },
    { name: 'host code, without undici', value: kB(bytesOf(host, all, UNDICI)), unit: 'kB' },
    { name: 'host code, with undici', value: kB(bytesOf(host, all)), unit: 'kB' }
  ];
}

async function readMeta(name: string): Promise<Metafile> {
  return JSON.parse(await fs.readFile(path.join(dist, `meta-${name}.json`), 'utf8')) as Metafile;
}

/** The built files that load with the extension; `onDemand` includes those behind `await import()`. */
function reachable(meta: Meta, onDemand: boolean): ReadonlySet<string> {
  const pending = Object.keys(meta.outputs).filter(file => file.endsWith('dist/extension.js'));
  const seen = new Set<string>();
  for (let file = pending.pop(); file !== undefined; file = pending.pop()) {
    if (seen.has(file)) continue;
    seen.add(file);
    for (const { path: imported, kind } of meta.outputs[file]?.imports ?? []) {
      if (imported in meta.outputs && (onDemand || kind === 'import-statement')) pending.push(imported);
    }
  }
  return seen;
}

/** The size of built files in bytes, without the sources in `folders`. */
function bytesOf(meta: Meta, files: Iterable<string>, folders: readonly string[] = []): number {
  let sum = 0;
  for (const file of files) {
    const { bytes, inputs } = meta.outputs[file] ?? { bytes: 0, inputs: {} };
    sum += bytes;
    for (const [input, { bytesInOutput }] of Object.entries(inputs)) {
      if (folders.some(folder => input.includes(folder))) sum -= bytesInOutput;
    }
  }
  return sum;
}
