import fs, { readFileSync, rmSync, statSync } from 'node:fs';

const WAIT_MS = 20;
const LONGEST_WAIT_MS = 3_000;
/** Nobody works so long: whoever made the file has died meanwhile, and its number is another one's. */
const STALE_MS = 30_000;

/**
 * Does short work that only one process may do at a time, marked by a file that names it. Waits for another one, at most
 * 3 s. Throws what the work throws, and EEXIST when the other one does not end.
 */
export function alone<T>(file: string, work: () => T): T {
  for (let waited = 0; !made(file, waited >= LONGEST_WAIT_MS); waited += WAIT_MS) pause(WAIT_MS);
  try {
    return work();
  } finally {
    rmSync(file, { force: true });
  }
}

/** Blocks this process for some milliseconds. */
export const pause = (ms: number): void => void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);

/** False while another process has it; throws then when this was the `last` try. */
function made(file: string, last: boolean): boolean {
  try {
    create(file);
    return true;
  } catch (error) {
    if (!isCode(error, 'EEXIST') || last) throw error;
  }
  try {
    if (isLeftBehind(file)) rmSync(file, { force: true });
  } catch (error) {
    if (!isCode(error, 'ENOENT')) throw error; // it is free just now
  }
  return false;
}

/** Creates the lock file; on a full disk, where the process id does not fit, none is left. */
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

/** Who was killed amid the work left its mark. */
function isLeftBehind(file: string): boolean {
  if (Date.now() - statSync(file).mtimeMs > STALE_MS) return true;
  const pid = Number(readFileSync(file, 'utf8'));
  // Not named yet: just made. Our own number is that of one before us, since we are not at work.
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
