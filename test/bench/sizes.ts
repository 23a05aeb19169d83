// How large the built parts are, from a production build and what esbuild says of it.
import { execFile } from 'node:child_process';
import fs from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Metafile } from 'esbuild';
import { createVSIX } from '@vscode/vsce';
import { packageLimit } from '../vscodeHost/packageFiles.ts';
import { build, dist, root } from '../vscodeHost/paths.ts';
import type { Row } from './rows.ts';

const exec = promisify(execFile);
const UNDICI = 'node_modules/undici/';
const READER = ['node_modules/js-yaml/', 'src/core/models/docs/'];

const kB = (bytes: number) => bytes / 1000;

export async function measureSizes(): Promise<Row[]> {
  const packagePath = path.join(build, 'bench/kie-studio.vsix');
  await fs.mkdir(path.dirname(packagePath), { recursive: true });
  await createVSIX({ cwd: root, packagePath, dependencies: false, allowMissingRepository: true });
  const { size: vsix } = await fs.stat(packagePath);
  await exec(process.execPath, ['esbuild.mjs', '--production', '--meta'], { cwd: root });
  const host = await readMeta('host');
  const webview = await readMeta('webview');
  return [
    { what: 'activation code', value: kB(activationBytes(host)), unit: 'kB', atMost: 60 },
    // 300 kB were set for the main job alone. The reader of documentation pages, the former endpoints, follow-ups, the
    // queue and the bounds on money came on top; none of it is loaded before it is needed.
    { what: 'host code without undici', value: kB(bytesWithout(host, [UNDICI])), unit: 'kB', atMost: 420 },
    { what: 'less the documentation reader', value: kB(bytesWithout(host, [...READER, UNDICI])), unit: 'kB' },
    { what: 'with undici', value: kB(bytesWithout(host)), unit: 'kB' },
    ...Object.entries(webview.outputs)
      .filter(([file]) => file.endsWith('.js'))
      .map(([file, { bytes }]): Row => ({ what: path.basename(file), value: kB(bytes), unit: 'kB', atMost: 420 })),
    { what: 'VSIX', value: kB(vsix), unit: 'kB', atMost: kB(packageLimit) }
  ];
}

async function readMeta(name: string): Promise<Metafile> {
  return JSON.parse(await fs.readFile(path.join(dist, `meta-${name}.json`), 'utf8')) as Metafile;
}

/** What loads with the extension: its entry and everything reached from it without `await import()`. */
export function activationBytes(meta: Pick<Metafile, 'outputs'>): number {
  const entry = Object.keys(meta.outputs).find(file => file.endsWith('dist/extension.js'));
  const pending = entry ? [entry] : [];
  const seen = new Set<string>();
  for (let file = pending.pop(); file !== undefined; file = pending.pop()) {
    if (seen.has(file)) continue;
    seen.add(file);
    for (const { path: imported, kind } of meta.outputs[file]?.imports ?? []) {
      if (kind === 'import-statement' && imported in meta.outputs) pending.push(imported);
    }
  }
  return [...seen].reduce((sum, file) => sum + (meta.outputs[file]?.bytes ?? 0), 0);
}

/** All code, less what came from sources under `folders`. */
export function bytesWithout(meta: Pick<Metafile, 'outputs'>, folders: readonly string[] = []): number {
  let sum = 0;
  for (const [file, output] of Object.entries(meta.outputs)) {
    if (!file.endsWith('.js')) continue;
    sum += output.bytes;
    for (const [input, { bytesInOutput }] of Object.entries(output.inputs)) {
      if (folders.some(folder => input.includes(folder))) sum -= bytesInOutput;
    }
  }
  return sum;
}
