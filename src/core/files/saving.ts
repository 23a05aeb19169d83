import fs from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { candidate } from './naming.ts';

/** A name in the folder for content that is not complete yet. */
export function partPath(folder: string, stem: string): string {
  return path.join(folder, `${stem}.part-${randomBytes(6).toString('hex')}`);
}

const MAX_TRIES = 10_000;
const NO_LINKS = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EXDEV']);

/**
 * Gives a complete file its name without ever overwriting: `name.ext`, else `name-2.ext` and so on.
 * `intend` hears each name before it is tried, so that a crash in between can be recognised with `isPublished`.
 * The part file stays where the disk has hard links; remove it once the name is safely noted.
 */
export async function publish(
  part: string,
  folder: string,
  stem: string,
  extension: string,
  intend: (file: string) => void
): Promise<string> {
  for (let n = 1; n <= MAX_TRIES; n++) {
    const file = path.join(folder, candidate(stem, extension, n));
    if (await exists(file)) continue;
    intend(file);
    try {
      await linkOrMove(part, file);
      return file;
    } catch (error) {
      if (errorCode(error) !== 'EEXIST') throw error;
    }
  }
  throw Object.assign(new Error(`No free name for ${stem}${extension} in ${folder}.`), { code: 'EEXIST' });
}

async function linkOrMove(part: string, file: string): Promise<void> {
  try {
    await fs.link(part, file);
  } catch (error) {
    if (!NO_LINKS.has(errorCode(error) ?? '')) throw error;
    await moveInto(part, file);
  }
}

/**
 * For file systems without hard links (exFAT, some shares): an empty file takes the name without overwriting, and the
 * complete content takes its place at once. A copy that a crash cuts off would look complete.
 */
async function moveInto(part: string, file: string): Promise<void> {
  await (await fs.open(file, 'wx')).close();
  try {
    await fs.rename(part, file);
  } catch (error) {
    await fs.rm(file, { force: true });
    throw error;
  }
}

/**
 * Whether `file` got the content of `part`: it is a second name of it, or `part` was moved there, which only a missing
 * part and the very size in bytes can tell.
 */
export async function isPublished(part: string, file: string, bytes?: number): Promise<boolean> {
  const [a, b] = await Promise.all([stat(part), stat(file)]);
  if (a === undefined) return b !== undefined && bytes !== undefined && bytes > 0 && b.size === BigInt(bytes);
  return a.ino === b?.ino && a.dev === b.dev;
}

/** Frees a name that `publish` took for a file and could not fill: see moveInto. */
export async function dropPlaceholder(file: string): Promise<void> {
  if ((await stat(file))?.size === 0n) await fs.rm(file, { force: true });
}

export const exists = async (file: string): Promise<boolean> => (await stat(file)) !== undefined;

async function stat(file: string): Promise<{ ino: bigint; dev: bigint; size: bigint } | undefined> {
  try {
    return await fs.lstat(file, { bigint: true });
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(errorCode(error) ?? '')) return undefined;
    throw error;
  }
}

const DISK_CODES = new Set([
  'ENOSPC',
  'EDQUOT',
  'EACCES',
  'EPERM',
  'EROFS',
  'ENAMETOOLONG',
  'ENOENT',
  'ENOTDIR',
  'EISDIR',
  'EEXIST',
  'EINVAL',
  'EIO',
  'EMFILE',
  'EBUSY'
]);

/** The system's code when a failure, or what caused it, came from the disk. */
export function diskCode(error: unknown): string | undefined {
  for (let cause = error, depth = 0; cause instanceof Error && depth < 5; cause = cause.cause, depth++) {
    const code = errorCode(cause);
    if (code !== undefined && DISK_CODES.has(code) && (!('syscall' in cause) || cause.syscall !== 'connect'))
      return code;
  }
  return undefined;
}

export const errorCode = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
