import fs from 'node:fs/promises';

/**
 * Changes whenever the content of a file may have: size, times in nanoseconds, and which file has the name.
 * @throws the system's errors
 */
export async function stampOf(file: string): Promise<string> {
  const { size, mtimeNs, ctimeNs, ino } = await fs.stat(file, { bigint: true });
  return `${size} ${mtimeNs} ${ctimeNs} ${ino}`;
}

/** The same, empty for a file that does not exist or cannot be looked at. */
export async function stampOrNone(file: string): Promise<string> {
  try {
    return await stampOf(file);
  } catch {
    return ''; // whoever reads the file reports why
  }
}
