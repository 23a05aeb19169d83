// Measures how long VS Code takes to load and activate the extension, in new extension hosts.
import fs from 'node:fs/promises';
import path from 'node:path';
import * as esbuild from 'esbuild';
import { runTests } from '@vscode/test-electron';
import { findCode } from '../vscodeHost/findCode.ts';
import { build, root } from '../vscodeHost/paths.ts';
import { makeScratch, removeScratch } from '../vscodeHost/scratch.ts';
import type { Measurement } from './rows.ts';
import { median } from './rows.ts';

const rounds = 5;

/** Milliseconds. */
interface Times {
  readonly ours: number;
  readonly empty: number;
}

/** Addresses without a listener: network requests during activation become visible and cost nothing. */
const nowhere = { 'kie.apiBaseUrl': 'http://127.0.0.1:9', 'kie.uploadBaseUrl': 'http://127.0.0.1:9' };

export async function measureActivation(): Promise<Measurement[]> {
  const probe = path.join(build, 'bench/activationProbe.cjs');
  const entryPoints = [path.join(import.meta.dirname, 'activationProbe.ts')];
  await esbuild.build({
    entryPoints,
    outfile: probe,
    bundle: true,
    format: 'cjs',
    platform: 'node',
    external: ['vscode']
  });
  const extensions = [await quietCopy(), await emptyExtension('first'), await emptyExtension('empty')];
  const code = await findCode();
  const times: Times[] = [];
  for (let round = 0; round < rounds; round++) times.push(await activateOnce(code, probe, extensions));
  const row = (what: string, name: keyof Times): Measurement => ({
    name: `${what}, median of ${rounds} hosts`,
    value: median(times.map(time => time[name])),
    unit: 'ms',
    note: times.map(time => time[name].toFixed(1)).join(', ')
  });
  return [{ ...row('activation', 'ours'), max: 25 }, row('  of an empty extension', 'empty')];
}

async function emptyExtension(name: string): Promise<string> {
  const folder = path.join(build, 'bench', name);
  await fs.mkdir(folder, { recursive: true });
  const engines = { vscode: '^1.106.0' };
  const manifest = { name, publisher: 'kie-studio', version: '0.0.1', engines, type: 'module', main: './main.js' };
  await fs.writeFile(path.join(folder, 'package.json'), JSON.stringify({ ...manifest, activationEvents: [] }));
  await fs.writeFile(path.join(folder, 'main.js'), "import 'vscode';\nexport function activate() {}\n");
  return folder;
}

/** The built extension without its startup event, which would activate it before the measurement starts. */
async function quietCopy(): Promise<string> {
  const copy = path.join(build, 'bench/extension');
  await fs.rm(copy, { recursive: true, force: true });
  await fs.mkdir(copy, { recursive: true });
  for (const part of ['dist', 'media', 'package.nls.json']) {
    await fs.cp(path.join(root, part), path.join(copy, part), { recursive: true });
  }
  const manifest = JSON.parse(await fs.readFile(path.join(root, 'package.json'), 'utf8')) as object;
  await fs.writeFile(path.join(copy, 'package.json'), JSON.stringify({ ...manifest, activationEvents: [] }));
  return copy;
}

async function activateOnce(
  vscodeExecutablePath: string,
  extensionTestsPath: string,
  extensions: string[]
): Promise<Times> {
  const dir = await makeScratch();
  try {
    const user = path.join(dir, 'user/User');
    await fs.mkdir(user, { recursive: true });
    await fs.writeFile(path.join(user, 'settings.json'), JSON.stringify(nowhere));
    const answer = path.join(dir, 'answer');
    const PATH = [path.dirname(process.execPath), process.env['PATH']].join(path.delimiter);
    await runTests({
      vscodeExecutablePath,
      extensionDevelopmentPath: extensions,
      extensionTestsPath,
      extensionTestsEnv: { KIE_BENCH_ANSWER: answer, PATH },
      launchArgs: [dir, `--user-data-dir=${path.join(dir, 'user')}`, `--extensions-dir=${path.join(dir, 'extensions')}`]
    });
    return JSON.parse(await fs.readFile(answer, 'utf8')) as Times;
  } finally {
    await removeScratch(dir);
  }
}
