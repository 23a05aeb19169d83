import type { BigIntStats } from 'node:fs';
import fs from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { candidate } from './naming.ts';

/** Returns a unique path in `folder` for incomplete content. */
export function partPath(folder: string, stem: string): string {
  return path.join(folder, `${stem}.part-${randomBytes(6).toString('hex')}`);
}

const MAX_TRIES = 10_000;

/** Folder and preferred name of a file to publish. */
interface FileTarget {
  readonly folder: string;
  readonly stem: string;
  /** With its dot. */
  readonly extension: string;
}

/** Error codes of file systems without hard links. */
const NO_LINK_CODES = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EXDEV']);

/**
 * Gives a complete file its final name, never overwriting a file: `name.ext`, else `name-2.ext` and so on.
 * Where the disk has hard links the part file stays; remove it once the name is recorded.
 * @param reserve - receives each path before it is tried, and records it, so that {@link isPublished} can detect a crash
 *   in between; returns false when the name belongs to something else
 * @returns the path
 * @throws system errors
 */
export async function publish(
  part: string,
  { folder, stem, extension }: FileTarget,
  reserve: (file: string) => boolean
): Promise<string> {
  for (let n = 1; n <= MAX_TRIES; n++) {
    const file = path.join(folder, candidate(stem, extension, n));
    if ((await exists(file)) || !reserve(file)) continue;
    try {
      await linkOrMove(part, file);
      return file;
    } catch (error) {
      if (errorCode(error) !== 'EEXIST') throw error;
    }
  }
  throw Object.assign(new Error(`No free name for ${stem}${extension} in ${folder}.`), { code: 'EEXIST' });
}

/**
 * Gives a complete file its final name. Never overwrites.
 * @throws system errors, EEXIST when the name is taken
 */
export async function linkOrMove(part: string, file: string): Promise<void> {
  try {
    await fs.link(part, file);
  } catch (error) {
    if (!NO_LINK_CODES.has(errorCode(error) ?? '')) throw error;
    await moveInto(part, file);
  }
}

/**
 * For file systems without hard links (exFAT, some network shares): reserves the name with an empty file, then renames
 * the complete content over it. A copy that a crash interrupts would look complete.
 */
async function moveInto(part: string, file: string): Promise<void> {
  await (await fs.open(file, 'wx')).close();
  try {
    await fs.rename(part, file);
  } catch (error) {
    // Another window may have taken over, dropped the empty file and saved its own result under this name.
    await dropPlaceholder(file, part);
    throw error;
  }
}

/**
 * Whether `file` has the content of `part`: it is a hard link to it, or `part` was moved there, which a missing part and
 * the exact size in bytes show.
 * @throws system errors
 */
export async function isPublished(part: string, file: string, bytes?: number): Promise<boolean> {
  const [a, b] = await Promise.all([stat(part), stat(file)]);
  if (a === undefined) return b !== undefined && bytes !== undefined && bytes > 0 && b.size === BigInt(bytes);
  return a.ino === b?.ino && a.dev === b.dev;
}

/**
 * Takes the part file away from an earlier attempt, which may be a suspended window that resumes now: without the file
 * it can no longer publish it.
 * @param file - the path of the last attempt to publish it
 * @param bytes - exact size of its content
 * @returns whether the earlier attempt published it as `file` first
 * @throws system errors
 */
export async function claimPart(part: string, file: string, bytes?: number): Promise<boolean> {
  const before = await stat(part);
  try {
    await fs.unlink(part);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
    return isPublished(part, file, bytes); // moved in between, or never written
  }
  const after = await stat(file);
  return after !== undefined && after.ino === before?.ino && after.dev === before.dev;
}

/**
 * Removes a file if it is still the one with these properties. Its number alone can be that of a newer file.
 * @throws system errors
 */
export async function removeSame(file: string, { ino, dev, size, mtimeNs }: BigIntStats): Promise<void> {
  const now = await stat(file);
  const isSame = now?.ino === ino && now.dev === dev && now.size === size && now.mtimeNs === mtimeNs;
  if (isSame) await fs.rm(file, { force: true });
}

/**
 * Removes the empty file with which {@link publish} reserved a name (file systems without hard links). Moves it to the
 * path of the claimed part file first, because a window that resumes late could otherwise delete what another one has
 * saved there. A crash in between leaves it at a path that the ledger knows.
 * @throws system errors
 */
export async function dropPlaceholder(file: string, part: string): Promise<void> {
  if ((await stat(file))?.size !== 0n) return;
  if (await exists(part)) {
    // No other window has claimed the part file, so none has saved under this name.
    await fs.rm(file, { force: true });
    return;
  }
  try {
    await fs.rename(file, part);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') await fs.rm(file, { force: true });
    return;
  }
  if ((await stat(part))?.size === 0n) await fs.rm(part, { force: true });
  else if (!(await exists(file))) await fs.rename(part, file);
}

/** Whether a path exists; does not follow links. */
export const exists = async (file: string): Promise<boolean> => (await stat(file)) !== undefined;

async function stat(file: string): Promise<BigIntStats | undefined> {
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

/** Returns the system's error code if an error or one of its causes came from the disk. */
export function diskCode(error: unknown): string | undefined {
  for (let cause = error, depth = 0; cause instanceof Error && depth < 5; cause = cause.cause, depth++) {
    const code = errorCode(cause);
    if (code !== undefined && DISK_CODES.has(code) && (!('syscall' in cause) || cause.syscall !== 'connect'))
      return code;
  }
  return undefined;
}

/** Returns the code of a system error, undefined for other errors. */
export const errorCode = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
