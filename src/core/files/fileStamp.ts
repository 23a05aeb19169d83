import fs from 'node:fs/promises';

/**
 * Returns a stamp that changes whenever the file's content may have changed: size, times in nanoseconds, inode.
 * @throws system errors
 */
export async function stampOf(file: string): Promise<string> {
  const { size, mtimeNs, ctimeNs, ino } = await fs.stat(file, { bigint: true });
  return `${size} ${mtimeNs} ${ctimeNs} ${ino}`;
}

/** Like {@link stampOf}, but returns an empty string for a file that is missing or inaccessible. */
export async function stampOrNone(file: string): Promise<string> {
  try {
    return await stampOf(file);
  } catch {
    return ''; // reading the file reports the reason
  }
}
