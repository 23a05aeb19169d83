// How large the built parts are, from a production build and what esbuild says of it.
import { execFile } from 'node:child_process';
import fs from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Metafile } from 'esbuild';
import { makePackage, MAX_PACKAGE_BYTES } from '../vscodeHost/packageFiles.ts';
import { build, dist, root } from '../vscodeHost/paths.ts';
import type { Row } from './rows.ts';

type Meta = Pick<Metafile, 'outputs'>;

const exec = promisify(execFile);
const UNDICI = ['node_modules/undici/'];

/**
 * What runs of models never load: each is behind `await import()` of these files, and is read when a person asks for it.
 * 300 kB were set for all host code when the main job was all there was; these came after it.
 */
const ASIDE: Readonly<Record<string, readonly string[]>> = {
  'models out of documentation pages': [
    'src/vscode/features/catalog/modelChanges.ts',
    'src/vscode/features/catalog/userModels.ts',
    'src/core/models/docs/reader.ts',
    'src/core/models/format/checkEntry.ts',
    'src/core/kie/docsPage.ts'
  ],
  'task ids of elsewhere, more from a result, history': [
    'src/vscode/features/diagnostics/history.ts',
    'src/vscode/features/tasks/adoptTask.ts',
    'src/vscode/features/tasks/followUps.ts',
    'src/core/tasks/trackTask.ts'
  ],
  "KIE's own price list": ['src/core/kie/priceFeed.ts'],
  'handling of a running batch': [
    'src/vscode/features/tasks/batchCommands.ts',
    'src/vscode/features/tasks/batchNotice.ts'
  ],
  'making of presets': ['src/vscode/features/generate/presets.ts'],
  'earlier results for fields that want an id': ['src/vscode/features/generate/previousResults.ts']
};

/** The former endpoints, which also came after it. They load with the engine, which must know what runs through them. */
const FORMER = ['music', 'picture', 'answering'].map(kind => `src/core/kie/services/${kind}Services.ts`);
const FORMER_TOO = [
  'src/core/kie/services/readState.ts',
  'src/core/kie/services/serviceOf.ts',
  'src/core/models/followUps.ts',
  'src/core/models/migrateDraft.ts'
];

const kB = (bytes: number): number => bytes / 1000;

export async function measureSizes(): Promise<Row[]> {
  const vsix = await makePackage(path.join(build, 'bench/kie-studio.vsix'));
  await exec(process.execPath, ['esbuild.mjs', '--production', '--meta'], { cwd: root });
  const webview = await readMeta('webview');
  return [
    ...hostRows(await readMeta('host')),
    ...Object.entries(webview.outputs)
      .filter(([file]) => file.endsWith('.js'))
      .map(([file, { bytes }]): Row => ({ what: path.basename(file), value: kB(bytes), unit: 'kB', atMost: 420 })),
    { what: 'VSIX', value: kB(vsix), unit: 'kB', atMost: kB(MAX_PACKAGE_BYTES) }
  ];
}

function hostRows(host: Meta): Row[] {
  const entries = new Set(Object.values(host.outputs).map(({ entryPoint }) => entryPoint));
  const stale = Object.values(ASIDE)
    .flat()
    .filter(file => !entries.has(file));
  if (stale.length > 0) throw new Error(`Not loaded on demand any longer: ${stale.join(', ')}`);
  const all = reachable(host);
  const weight = (files: Iterable<string>): number => kB(bytesOf(host, files, UNDICI));
  const main = reachable(host, Object.values(ASIDE).flat());
  const former = kB(bytesOf(host, main) - bytesOf(host, main, [...FORMER, ...FORMER_TOO]));
  const aside = Object.entries(ASIDE).map(([what, entries]): Row => {
    const without = reachable(host, entries);
    return { what: `  ${what}`, value: weight([...all].filter(file => !without.has(file))), unit: 'kB' };
  });
  return [
    { what: 'activation code', value: kB(bytesOf(host, reachable(host, 'static'))), unit: 'kB', atMost: 60 },
    { what: 'host code of the main job, without undici', value: weight(main) - former, unit: 'kB', atMost: 300 },
    { what: '  former endpoints, loaded along with it', value: former, unit: 'kB' },
    ...aside,
    { what: 'host code, all of it without undici', value: weight(all), unit: 'kB', note: 'parts may share a file' },
    { what: 'host code, with undici', value: kB(bytesOf(host, all)), unit: 'kB' }
  ];
}

async function readMeta(name: string): Promise<Metafile> {
  return JSON.parse(await fs.readFile(path.join(dist, `meta-${name}.json`), 'utf8')) as Metafile;
}

/** The built files that the extension may load; without those behind `await import()` of some sources, or of any. */
function reachable(meta: Meta, leftOut: readonly string[] | 'static' = []): ReadonlySet<string> {
  const pending = Object.keys(meta.outputs).filter(file => file.endsWith('dist/extension.js'));
  const seen = new Set<string>();
  const wanted = (file: string, kind: string): boolean =>
    kind === 'import-statement' || (leftOut !== 'static' && !leftOut.includes(meta.outputs[file]?.entryPoint ?? ''));
  for (let file = pending.pop(); file !== undefined; file = pending.pop()) {
    if (seen.has(file)) continue;
    seen.add(file);
    for (const { path: imported, kind } of meta.outputs[file]?.imports ?? []) {
      if (imported in meta.outputs && wanted(imported, kind)) pending.push(imported);
    }
  }
  return seen;
}

/** The bytes of built files, less what came from sources in `folders`. */
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
