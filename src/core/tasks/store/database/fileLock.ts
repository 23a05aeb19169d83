import fs, { readFileSync, rmSync, statSync } from 'node:fs';

const WAIT_MS = 20;
const MAX_WAIT_MS = 3_000;
/** An older lock was left by a terminated process, even if another process has its ID now. */
const STALE_MS = 30_000;

/**
 * Runs short synchronous work under a lock that one process can hold at a time: a file with its process ID.
 *
 * @throws the error of the work, and EEXIST when another process holds the lock for more than 3 s.
 */
export function withFileLock<T>(file: string, work: () => T): T {
  for (let waited = 0; !tryCreate(file, waited >= MAX_WAIT_MS); waited += WAIT_MS) pause(WAIT_MS);
  try {
    return work();
  } finally {
    rmSync(file, { force: true });
  }
}

/** Blocks this process for the given milliseconds. */
export const pause = (ms: number): void => void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);

/** Returns false while another process holds the lock; throws EEXIST instead on the `last` attempt. */
function tryCreate(file: string, last: boolean): boolean {
  try {
    create(file);
    return true;
  } catch (error) {
    if (!isCode(error, 'EEXIST') || last) throw error;
  }
  try {
    if (isStale(file)) rmSync(file, { force: true });
  } catch (error) {
    if (!isCode(error, 'ENOENT')) throw error; // already released
  }
  return false;
}

/** Creates the lock file; removes it if the disk is too full for the process ID. */
function create(file: string): void {
  const descriptor = fs.openSync(file, 'wx');
  try {
    fs.writeSync(descriptor, String(process.pid));
  } catch (error) {
    rmSync(file, { force: true });
    throw error;
  } finally {
    fs.closeSync(descriptor);
  }
}

/** Whether the process that created the lock has terminated. */
function isStale(file: string): boolean {
  if (Date.now() - statSync(file).mtimeMs > STALE_MS) return true;
  const pid = Number(readFileSync(file, 'utf8'));
  // Empty: just created. Our own ID: left by an earlier process with this ID, since we do not hold the lock.
  return pid > 0 && (pid === process.pid || !isAlive(pid));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return !isCode(error, 'ESRCH');
  }
}

const isCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code;
