// The evidence of a failed test: build/browser/<file>/<test>/.
import fs from 'node:fs/promises';
import path from 'node:path';
import { afterEach } from 'node:test';
import type { BrowserContext } from 'playwright-core';
import type { Emulator } from '../../emulator/emulator.ts';
import { build } from '../../vscodeHost/paths.ts';
import type { Server } from '../../vscodeHost/server.ts';

/** A folder for each browser test file with evidence. */
export const evidenceDir = path.join(build, 'browser');

export interface EvidenceSources {
  readonly context: BrowserContext | undefined;
  readonly server: Server | undefined;
  readonly emulator: Emulator;
}

/** Starts tracing the windows. KIE_TEST_TRACE=full adds a screenshot of each step, which costs time. */
export async function startTrace(context: BrowserContext): Promise<void> {
  const full = process.env['KIE_TEST_TRACE'] === 'full';
  await context.tracing.start({ screenshots: full, snapshots: full });
  await context.tracing.startChunk();
}

/**
 * Saves screenshots of all windows, the trace so far (for `npx playwright show-trace`), the requests to KIE, our log.
 */
export async function saveEvidence({ context, server, emulator }: EvidenceSources, name: string): Promise<string> {
  const file = path.basename(process.argv[1] ?? 'browser').replace(/\.test\.ts$/, '');
  const dir = path.join(evidenceDir, file, fileName(name));
  await fs.mkdir(dir, { recursive: true });
  const pages = context?.pages() ?? [];
  const parts: readonly Promise<unknown>[] = [
    ...pages.map((page, i) => page.screenshot({ path: path.join(dir, `window-${i + 1}.png`), timeout: 10_000 })),
    ...pages.map(async (page, i) => fs.writeFile(path.join(dir, `focus-${i + 1}.txt`), await page.evaluate(focusPath))),
    writeRequests(emulator, path.join(dir, 'requests.jsonl')),
    ...(server ? [copyLogs(path.join(server.userDir, 'logs'), dir)] : []),
    ...(context ? [context.tracing.stopChunk({ path: path.join(dir, 'trace.zip') })] : [])
  ];
  // A part that is unavailable, such as the screenshot of a window that hangs, must not prevent the others.
  for (const part of await Promise.allSettled(parts)) {
    if (part.status === 'rejected') console.log(`Not kept: ${String(part.reason)}`);
  }
  if (context) await context.tracing.startChunk();
  console.log(`Kept of "${name}": ${dir}`);
  return dir;
}

/** The element with the focus and those around it, innermost first: a screenshot does not always show it. */
const focusPath = `(() => {
  const lines = [];
  for (let at = document.activeElement; at; at = at.parentElement) lines.push(at.cloneNode(false).outerHTML.slice(0, 300));
  return lines.join('\\n');
})()`;

async function writeRequests(emulator: Emulator, file: string): Promise<void> {
  const lines = emulator.requests.map(request => JSON.stringify({ ...request, headers: undefined }));
  await fs.writeFile(file, lines.join('\n'));
}

async function copyLogs(from: string, to: string): Promise<void> {
  const names = await fs.readdir(from, { recursive: true });
  for (const name of names.filter(each => /kie[^/]*\/[^/]+\.log$|exthost\d*\/remoteexthost\.log$/i.test(each))) {
    await fs.copyFile(path.join(from, name), path.join(to, fileName(name)));
  }
}

const fileName = (text: string): string => text.replaceAll(/[^\w.-]+/g, '-').slice(0, 80);

/** Saves evidence after each failed test of the file, in build/browser. */
export function evidenceOnFailure(of: () => { saveEvidence(name: string): Promise<string> } | undefined): void {
  afterEach(async t => {
    if ('passed' in t && !t.passed) await of()?.saveEvidence(t.name);
  });
}
