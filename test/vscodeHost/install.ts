// Installs a real VS Code (code-server's workbench and extension host) from the npm registry alone: no compiler and
// no other server. Installed on first use into .vscode-test/host; a stamp records the lock file of the installation.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import fs from 'node:fs/promises';
import path from 'node:path';
import { root } from './paths.ts';

const source = path.join(import.meta.dirname, 'installation');
const files = ['package.json', 'package-lock.json', '.npmrc'];

// Not needed to run and test an extension: 370 MB of 820.
const surplus = ['copilot', 'mermaid-markdown-features', 'microsoft-authentication']
  .map(name => `extensions/${name}`)
  .concat(['@github', '@microsoft/mxc-sdk', '@devcontainers'].map(name => `node_modules/${name}`));

/**
 * Returns the folder of an installed code-server, installing it first if it is missing (about 20 s).
 * `KIE_TEST_HOST_DIR` names an existing installation instead.
 */
export async function ensureHost(): Promise<string> {
  const configured = process.env['KIE_TEST_HOST_DIR'];
  if (configured) return path.resolve(configured);
  const folder = path.join(root, '.vscode-test/host');
  const stamp = await lockHash();
  if ((await readOr(path.join(folder, '.stamp'), '')) === stamp) return folder;

  console.log('Installing VS Code for the tests into .vscode-test/host (once) …');
  // Installed next to it and renamed, so that an interrupted installation is never taken for a complete one.
  const fresh = `${folder}-${process.pid}`;
  await fs.mkdir(fresh, { recursive: true });
  try {
    for (const file of files) await fs.copyFile(path.join(source, file), path.join(fresh, file));
    await npmCi(fresh, []);
    const code = path.join(fresh, 'node_modules/code-server/lib/vscode');
    // The steps of code-server's own install script; both folders pin their versions with a shrinkwrap file.
    await npmCi(code, ['--omit=dev']);
    await npmCi(path.join(code, 'extensions'), ['--omit=dev']);
    for (const name of surplus) await fs.rm(path.join(code, name), { recursive: true, force: true });
    await fs.writeFile(path.join(fresh, '.stamp'), stamp);
    await fs.rm(folder, { recursive: true, force: true });
    await fs.rename(fresh, folder);
  } finally {
    await fs.rm(fresh, { recursive: true, force: true });
  }
  return folder;
}

async function lockHash(): Promise<string> {
  const hash = createHash('sha256').update(surplus.join());
  for (const file of files) hash.update(await fs.readFile(path.join(source, file)));
  return hash.digest('hex');
}

async function readOr(file: string, otherwise: string): Promise<string> {
  try {
    return await fs.readFile(file, 'utf8');
  } catch {
    return otherwise; // missing: not installed yet
  }
}

async function npmCi(cwd: string, args: readonly string[]): Promise<void> {
  const flags = [
    'ci',
    '--ignore-scripts',
    '--legacy-peer-deps',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
    ...args
  ];
  const child = spawn('npm', flags, { cwd, stdio: ['ignore', 'ignore', 'inherit'], env: plainEnvironment() });
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`npm ci failed in ${cwd}. Is the npm registry reachable?`);
}

/** Removes the variables of `npm run`: an outer npm's package settings do not apply to this installation. */
function plainEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^npm_(package|lifecycle|command|execpath)/.test(name));
  return Object.fromEntries(kept);
}
