import { mkdirSync, rmdirSync, statSync } from 'node:fs';

const WAIT_MS = 20;
const LONGEST_WAIT_MS = 3_000;
/** Nobody works so long: whoever made the folder has died meanwhile. */
const STALE_MS = 30_000;

/**
 * Does short work that only one process may do at a time, marked by a folder. Waits for another one, at most 3 s.
 * Throws what the work throws, and EEXIST when the other one does not end.
 */
export function alone<T>(folder: string, work: () => T): T {
  for (let waited = 0; !made(folder, waited >= LONGEST_WAIT_MS); waited += WAIT_MS) pause(WAIT_MS);
  try {
    return work();
  } finally {
    rmdirSync(folder);
  }
}

/** Blocks this process for some milliseconds. */
export const pause = (ms: number): void => void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);

/** False while another process has it; throws then when this was the `last` try. */
function made(folder: string, last: boolean): boolean {
  try {
    mkdirSync(folder);
    return true;
  } catch (error) {
    if (!isCode(error, 'EEXIST') || last) throw error;
  }
  try {
    if (Date.now() - statSync(folder).mtimeMs > STALE_MS) rmdirSync(folder);
  } catch (error) {
    if (!isCode(error, 'ENOENT')) throw error; // it is free just now
  }
  return false;
}

const isCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code;
