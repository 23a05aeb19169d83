// Runs inside the extension host: activates the extension and an empty one, and writes the durations in milliseconds.
import fs from 'node:fs';
import os from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import * as vscode from 'vscode';

export async function run(): Promise<void> {
  const extension = vscode.extensions.getExtension('kie-studio.kie-studio');
  const answer = process.env['KIE_BENCH_ANSWER'];
  if (!extension || !answer) throw new Error('The extension is not loaded.');
  if (extension.isActive) throw new Error('The extension was active before it was needed.');
  await machineIsQuiet();
  // An empty extension is activated first, so that the startup of the host's module loader is not measured. A second
  // one shows VS Code's own share of the time, and the current speed of the machine.
  await timed(vscode.extensions.getExtension('kie-studio.first'));
  const empty = await timed(vscode.extensions.getExtension('kie-studio.empty'));
  fs.writeFileSync(answer, JSON.stringify({ ours: await timed(extension), empty }));
}

/** Activation time in milliseconds. */
async function timed(extension: vscode.Extension<unknown> | undefined): Promise<number> {
  if (extension === undefined) throw new Error('The extension is not loaded.');
  const start = performance.now();
  await extension.activate();
  return performance.now() - start;
}

/** Maximum wait for an idle machine, in seconds. */
const PATIENCE = 60;

/**
 * The window is still starting at this point: waits until the processors are nearly idle for two consecutive seconds.
 */
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

/** Processor time since the machine started, in milliseconds: total and idle. */
function ticks(): { all: number; idle: number } {
  let all = 0;
  let idle = 0;
  for (const { times } of os.cpus()) {
    all += times.user + times.nice + times.sys + times.irq + times.idle;
    idle += times.idle;
  }
  return { all, idle };
}
