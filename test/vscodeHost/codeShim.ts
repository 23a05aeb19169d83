#!/usr/bin/env node
// Replaces the VS Code executable of @vscode/test-electron: same arguments, same exit status, but the window is
// the workbench in headless Chromium.
import fs from 'node:fs';
import path from 'node:path';
import { format } from 'node:util';
import type { BrowserContext } from 'playwright-core';
import { developExtensions, forceLanguage, startBrowser, workbenchUrl } from './browser.ts';
import { ensureHost } from './install.ts';
import { makeScratch, removeScratch } from './scratch.ts';
import type { Server } from './server.ts';
import { startServer } from './server.ts';

const argv = process.argv.slice(2);
const limitMs = Number(process.env['KIE_TEST_LIMIT_MS'] ?? 900_000);

// The workbench's own lines, which share a channel with the console of the tests.
const noise =
  /^(\s*$|Resolv(ing|ed) connection token|Creating a socket|\[reconnection-grace-time\]|Ignoring fetching additional builtin|\[Service Worker\]|\[AgentHost|\[AccountPolicyGate\]|Updating additional builtin|Error while fetching the extension under development|\[remote-connection\]|Error: Could not locate the bindings file|Cannot find module ...build.Release.watchdog|%c|Canceled)|\/browser\/workbench\/workbench\.js:/;

function option(name: string): string[] {
  const start = `--${name}=`;
  return argv.filter(arg => arg.startsWith(start)).map(arg => arg.slice(start.length));
}

const files = (name: string) => option(name).map(value => path.resolve(value.replace(/^file:\/\//, '')));

/** The user settings that the caller wrote into its --user-data-dir. */
function givenSettings(): Record<string, unknown> {
  const file = path.join(files('user-data-dir')[0] ?? '', 'User/settings.json');
  return fs.existsSync(file) ? (JSON.parse(fs.readFileSync(file, 'utf8')) as Record<string, unknown>) : {};
}

async function runInWorkbench(
  dir: string,
  onOpen: (server: Server, context?: BrowserContext) => void
): Promise<number> {
  const [testsPath] = files('extensionTestsPath');
  if (!testsPath) throw new Error('Only runs tests (--extensionTestsPath=…).');
  const host = await ensureHost();
  // The environment passed by @vscode/test-electron reaches the extension host through that of the server.
  const server = await startServer({ dir, host, settings: givenSettings() });
  onOpen(server);
  const context = await startBrowser(dir);
  onOpen(server, context);
  const page = context.pages()[0] ?? (await context.newPage());
  let over = false; // output of the closing workbench is ignored
  const result = new Promise<number>((resolve, reject) => {
    const ended = (status: number) => {
      over = true;
      resolve(status);
    };
    page.exposeFunction('codeAutomationExit', ended).catch(reject); // called by the workbench with the exit status
    page.on('crash', () => reject(new Error('The workbench page crashed.')));
    setTimeout(() => reject(new Error(`No result within ${limitMs} ms.`)), limitMs).unref();
  });
  await page.exposeFunction('codeAutomationLog', (type: string, args: readonly unknown[]) => {
    const text = format(...args);
    if (!process.env['KIE_TEST_VERBOSE'] && (over || noise.test(text))) return;
    (type === 'error' ? process.stderr : process.stdout).write(`${text}\n`);
  });
  const [locale] = option('locale');
  if (locale && locale !== 'en') await forceLanguage(page, locale);
  await developExtensions(page, server, { extensions: files('extensionDevelopmentPath'), testsPath });
  const folder = argv.filter(arg => !arg.startsWith('-')).find(arg => fs.existsSync(arg));
  await page.goto(workbenchUrl(server, folder && path.resolve(folder)), { timeout: 120_000 });
  return result;
}

const dir = await makeScratch();
let server: Server | undefined;
let context: BrowserContext | undefined;
const stop = async () => {
  await context?.close();
  await server?.stop();
  await removeScratch(dir);
};
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => void stop().finally(() => process.exit(130)));
}
let status = 1;
try {
  status = await runInWorkbench(dir, (s, c) => ([server, context] = [s, c]));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
} finally {
  await stop();
}
process.exit(status);
