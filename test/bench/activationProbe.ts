// Runs inside the extension host: activates the extension and an empty one, and writes the milliseconds they took.
import fs from 'node:fs';
import os from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import * as vscode from 'vscode';

export async function run(): Promise<void> {
  const extension = vscode.extensions.getExtension('kie-studio.kie-studio');
  const answer = process.env['KIE_BENCH_ANSWER'];
  if (!extension || !answer) throw new Error('The extension is not loaded.');
  if (extension.isActive) throw new Error('The extension was active before anyone needed it.');
  await machineIsQuiet();
  // An empty extension goes first: starting the host's module loader is no work of ours. A second one tells how much of
  // the time is VS Code's own, and how fast the machine is at the moment.
  await timed(vscode.extensions.getExtension('kie-studio.first'));
  const empty = await timed(vscode.extensions.getExtension('kie-studio.empty'));
  fs.writeFileSync(answer, JSON.stringify({ ours: await timed(extension), empty }));
}

/** Milliseconds that the activation took. */
async function timed(extension: vscode.Extension<unknown> | undefined): Promise<number> {
  if (extension === undefined) throw new Error('The extension is not loaded.');
  const start = performance.now();
  await extension.activate();
  return performance.now() - start;
}

/** Seconds to wait at most for a quiet machine. */
const PATIENCE = 60;

/** The window is still starting around us: waits until two seconds in a row leave the processors nearly idle. */
async function machineIsQuiet(): Promise<void> {
  let quiet = 0;
  for (let second = 0; second < PATIENCE && quiet < 2; second++) {
    const before = ticks();
    await sleep(1000);
    const after = ticks();
    const idle = (after.idle - before.idle) / (after.all - before.all);
    quiet = idle > 0.9 ? quiet + 1 : 0;
  }
}

/** The processors' time since the machine started, in milliseconds, all together and idle. */
function ticks(): { all: number; idle: number } {
  let all = 0;
  let idle = 0;
  for (const { times } of os.cpus()) {
    all += times.user + times.nice + times.sys + times.irq + times.idle;
    idle += times.idle;
  }
  return { all, idle };
}
