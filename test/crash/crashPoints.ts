/**
 * Turns every step with a persistent effect into a possible crash point: each write of the ledger, each change on the
 * disk, each stage of a call to KIE. It hooks in between the engine and Node, so the engine itself does not depend on
 * it.
 */
import { subscribe } from 'node:diagnostics_channel';
import syncFs from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import fs from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { ACTIVE_STATES } from '../../src/shared/task.ts';
import type { CrashAt, WindowMessage, WindowConfig } from './protocol.ts';

type Method = (this: unknown, ...values: unknown[]) => unknown;

const passCounts = new Map<string, number>();
let crashAt: CrashAt | undefined;
let freezeAt: CrashAt | undefined;

/** Taken before the journal's writes are watched. */
const writeSync = syncFs.writeSync.bind(syncFs);

export const send = (message: WindowMessage): void => void writeSync(1, `${JSON.stringify(message)}\n`);
export const stepCounts = (): Readonly<Record<string, number>> => Object.fromEntries(passCounts);

/** Returns true when the process must end here. */
function shouldCrashAt(step: string): boolean {
  const nth = (passCounts.get(step) ?? 0) + 1;
  passCounts.set(step, nth);
  if (freezeAt?.step === step && freezeAt.nth === nth) freeze(freezeAt);
  return crashAt?.step === step && crashAt.nth === nth;
}

/** Stops until the parent continues the process. */
function freeze(here: CrashAt): void {
  send({ type: 'frozen', ...here });
  process.kill(process.pid, 'SIGSTOP');
}

function crash(): void {
  if (crashAt !== undefined) send({ type: 'crash', ...crashAt });
  process.kill(process.pid, 'SIGKILL'); // does not return
}

function passStep(step: string): void {
  if (shouldCrashAt(step)) crash();
}

/** Call before the engine is imported. */
export function installCrashPoints(places: Pick<WindowConfig, 'crashAt' | 'freezeAt'>, hasNoLinks: boolean): void {
  ({ crashAt, freezeAt } = places);
  if (hasNoLinks)
    fs.link = () => Promise.reject(Object.assign(new Error('hard links are not supported'), { code: 'EPERM' }));
  watchLedger();
  watchFiles();
  watchJournal();
  watchCalls();
}

/** The journal of submissions is the only file that the engine writes synchronously. */
function watchJournal(): void {
  const original = syncFs.writeSync.bind(syncFs) as Method;
  for (const name of ['writeSync', 'fsyncSync', 'renameSync']) wrapMethod(syncFs, name, () => `journal: ${name}`);
  const watched = syncFs.writeSync.bind(syncFs) as Method;
  Reflect.set(syncFs, 'writeSync', (file: number, line: Buffer, ...rest: unknown[]) => {
    if (shouldCrashAt('half of journal: write')) {
      Reflect.apply(original, syncFs, [file, line.subarray(0, line.length / 2)]);
      crash();
    }
    return Reflect.apply(watched, syncFs, [file, line, ...rest]);
  });
  syncBuiltinESMExports();
}

function watchLedger(): void {
  const { DatabaseSync, StatementSync } = process.getBuiltinModule('node:sqlite');
  let dirty = false;
  wrapMethod(DatabaseSync.prototype, 'exec', ([sql]) => {
    const text = String(sql);
    if (/CREATE TABLE|ALTER TABLE/.test(text)) return 'ledger: migration';
    if (text !== 'COMMIT' || !dirty) return undefined;
    dirty = false;
    return 'ledger: commit';
  });
  for (const name of ['run', 'get', 'all'] as const) {
    wrapMethod(StatementSync.prototype, name, (values, statement) => {
      const step = writeStep((statement as { sourceSQL: string }).sourceSQL, values);
      dirty ||= step !== undefined;
      return step;
    });
  }
}

const STATES: readonly unknown[] = [...ACTIVE_STATES, 'done', 'uncollected', 'failed', 'stopped', 'unknown', 'saved'];

/**
 * Returns the step of a statement that writes, or undefined when it only reads, renews a lease or updates a heartbeat
 * (both depend on the time).
 */
function writeStep(sql: string, values: readonly unknown[]): string | undefined {
  const [, verb, table] =
    /^\s*(INSERT|UPDATE|DELETE|REPLACE)(?:\s+OR\s+\w+)?(?:\s+INTO|\s+FROM)?\s+(\w+)/.exec(sql) ?? [];
  if (verb === undefined || table === undefined || table === 'attended') return undefined;
  if (verb !== 'UPDATE') return `ledger: ${verb.toLowerCase()} ${table}`;
  const state = /\bstate = \?/.test(sql) ? values.find(value => STATES.includes(value)) : undefined;
  if (typeof state === 'string') return `ledger: ${table} ${state}`;
  const columns = [...(/\bSET\b([^]*?)\bWHERE\b/.exec(sql)?.[1] ?? '').matchAll(/(\w+) = /g)].map(match => match[1]);
  const changed = columns.filter(name => name !== 'updated_at' && name !== 'revision');
  return changed[0] === 'lease_until' ? undefined : `ledger: ${table} ${changed.join(' ') || 'touched'}`;
}

/** Adds a step before and after a method of Node, named after the call. */
function wrapMethod(
  owner: object,
  name: string,
  stepOf: (values: readonly unknown[], self: unknown) => string | undefined
): void {
  const original = Reflect.get(owner, name) as Method;
  const wrapped: Method = function (...values) {
    const step = stepOf(values, this);
    if (step !== undefined) passStep(`before ${step}`);
    const outcome = Reflect.apply(original, this, values);
    if (step === undefined) return outcome;
    if (!(outcome instanceof Promise)) {
      passStep(`after ${step}`);
      return outcome;
    }
    return outcome.then((value: unknown) => {
      passStep(`after ${step}`);
      return value;
    });
  };
  Reflect.set(owner, name, wrapped);
}

function watchFiles(): void {
  for (const name of ['link', 'rename', 'rm', 'unlink', 'mkdir', 'writeFile', 'copyFile'])
    wrapMethod(fs, name, () => `file: ${name}`);
  let isHandleWatched = false;
  const open = fs.open.bind(fs);
  fs.open = async (file, flags, mode) => {
    const writes = /[wa]/.test(String(flags));
    if (writes) passStep('before file: open');
    const handle = await open(file, flags, mode);
    if (writes) passStep('after file: open');
    if (!isHandleWatched) watchHandle(handle);
    isHandleWatched = true;
    return handle;
  };
  syncBuiltinESMExports();
}

function watchHandle(handle: FileHandle): void {
  const owner = Object.getPrototypeOf(handle) as FileHandle;
  const writev = Reflect.get(owner, 'writev') as Method;
  Reflect.set(owner, 'writev', async function (this: FileHandle, buffers: readonly Buffer[], position?: number) {
    if (shouldCrashAt('half of file: write')) {
      const whole = Buffer.concat(buffers);
      await Reflect.apply(writev, this, [[whole.subarray(0, whole.length / 2)], position]);
      crash();
    }
    return Reflect.apply(writev, this, [buffers, position]);
  });
  for (const name of ['writev', 'sync', 'datasync']) wrapMethod(owner, name, () => `file: ${name}`);
}

/** Source of the names: undici.nodejs.org, Diagnostics Channel Support. */
function watchCalls(): void {
  const stages = {
    'undici:client:sendHeaders': 'begins',
    'undici:request:bodySent': 'is sent',
    'undici:request:headers': 'is answered',
    'undici:request:trailers': 'has ended'
  };
  for (const [channel, stage] of Object.entries(stages)) {
    subscribe(channel, message => {
      const { path } = (message as { request: { path: string } }).request;
      passStep(`call: ${callOf(path)} ${stage}`);
    });
  }
}

function callOf(path: string): string {
  const { pathname } = new URL(path, 'http://localhost');
  if (pathname.endsWith('upload')) return 'upload';
  return pathname.startsWith('/api/v1/') ? (pathname.split('/').at(-1) ?? '') : 'download';
}
