/** One window in its own process: the real engine with simple ports. It follows its config and may die at any step. */
import { readFileSync } from 'node:fs';
import type { Intent } from '../../src/core/tasks/types.ts';
import type { Clock } from '../../src/core/base/ports.ts';
import type { Task } from '../../src/shared/task.ts';
import { isActive } from '../../src/shared/task.ts';
import { stepCounts, send, installCrashPoints } from './crashPoints.ts';
import type { Command, ClockConfig, WindowConfig } from './protocol.ts';
import { promptOf } from './protocol.ts';

const config = JSON.parse(readFileSync(process.env['KIE_TEST_WINDOW'] ?? '', 'utf8')) as WindowConfig;
process.on('disconnect', () => process.exit()); // the parent is gone
installCrashPoints(config, config.hasNoLinks === true);
const { createEngine } = await import('../../src/core/engine/engine.ts');

/** The total change of the clock since the window opened, in milliseconds. */
let moved = 0;
const lines: string[] = [];
const note = (line: string): void => {
  // Even when it fails, a log must not contain the key.
  if (line.includes(config.key)) send({ type: 'failed', message: 'the key is in the log' });
  lines.push(line);
};
const engine = await createEngine({
  storageDir: config.storageDir,
  catalogFile: config.catalogFile,
  settings: () => ({ apiBaseUrl: config.apiBaseUrl, uploadBaseUrl: config.uploadBaseUrl, proxySupport: 'off' }),
  apiKey: () => Promise.resolve(config.key),
  log: { debug: note, info: note, warn: note, error: note },
  clock: fastClock(config.time)
});

/** The maximum number of concurrent tasks of one batch. */
const AT_ONCE = 2;

function notStarted(intents: readonly Intent[]): readonly Intent[] {
  const there = new Set(engine.tasks.list().map(promptOf));
  return intents.filter(intent => !there.has(promptOf(intent)));
}

async function start(intents: readonly Intent[]): Promise<void> {
  await Promise.all(notStarted(intents).map(intent => engine.tasks.start(intent)));
  resumeBatches();
}

/** The user pauses the batch and resumes it at once; the window may die in between. */
async function startBatch(intents: readonly Intent[]): Promise<void> {
  const wanted = notStarted(intents);
  if (wanted.length > 0) {
    const { batchId = '' } = await engine.batches.start(wanted, {
      name: promptOf(intents[0] ?? { input: {} }),
      atOnce: AT_ONCE
    });
    engine.batches.pause(batchId);
  }
  resumeBatches();
}

function resumeBatches(): void {
  for (const { id, state } of engine.batches.list()) if (state === 'paused') engine.batches.resume(id);
}

async function end(): Promise<void> {
  const tasks = engine.tasks.list();
  const batches = engine.batches.list();
  engine.dispose();
  await engine.closed();
  const { damagedLedger } = engine;
  const damaged = damagedLedger === undefined ? {} : { damagedLedger };
  send({
    type: 'ended',
    tasks,
    batches,
    steps: stepCounts(),
    peakBytes: process.resourceUsage().maxRSS * 1024,
    ...damaged
  });
  process.disconnect();
}

async function execute(command: Command): Promise<void> {
  switch (command.do) {
    case 'start':
      return start(command.intents);
    case 'startBatch':
      return startBatch(command.intents);
    case 'stop':
      engine.tasks.stop(command.localId);
      return;
    case 'moveClock':
      moved += command.ms;
      return;
    case 'close':
      return end();
  }
}

const failed = (error: unknown): void => {
  send({ type: 'failed', message: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  process.exit(1);
};
process.on('message', (command: Command) => void execute(command).catch(failed));
process.on('uncaughtException', failed);

/** A held task waits for the user, who is not present here. */
const isInProgress = (task: Task): boolean => isActive(task.state) && task.hold === undefined;

let hasStarted = false;
let isEnding = false;
const endWhenIdle = (): void => {
  if (config.staysOpen === true || !hasStarted || isEnding || engine.tasks.list().some(isInProgress)) return;
  isEnding = true;
  end().catch(failed);
};
engine.tasks.onDidChange(changed => {
  if (config.staysOpen === true) {
    for (const { localId, state } of changed) send({ type: 'seen', localId, state, at: Date.now() });
  }
  endWhenIdle();
});
engine.resumeAll();
for (const [localId, taskId] of Object.entries(config.assign ?? {})) engine.tasks.assignId(localId, taskId);
for (const localId of config.resume ?? []) engine.tasks.resume(localId);
for (const localId of config.approve ?? []) {
  const hold = engine.tasks.get(localId)?.hold;
  if (hold !== undefined) engine.tasks.approve(localId, hold);
}
await start(config.intents);
if (config.batch !== undefined) await startBatch(config.batch);
send({ type: 'ready' });
hasStarted = true;
endWhenIdle();

function fastClock({ base, speed, ahead }: ClockConfig): Clock {
  return {
    now: () => Math.round(base + ahead + moved + (Date.now() - base) * speed),
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        const abort = (): void => {
          clearTimeout(timer);
          reject(signal?.reason instanceof Error ? signal.reason : new Error('aborted'));
        };
        const timer = setTimeout(() => {
          signal?.removeEventListener('abort', abort);
          resolve();
        }, ms / speed);
        if (signal?.aborted === true) abort();
        else signal?.addEventListener('abort', abort, { once: true });
      })
  };
}
