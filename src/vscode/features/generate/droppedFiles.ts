import fs from 'node:fs/promises';
import path from 'node:path';

/** Milliseconds for which a file that was dropped, pasted or painted is kept without a task or a draft that names it. */
const KEPT_MS = 30 * 24 * 3600 * 1000;

/**
 * Removes old files from the folder of those that came without a place on disk. Each stands in a folder of its own, named
 * after what is in it; `inUse` says whether a text somewhere still has that name. Resolves to the names that were removed.
 */
export async function cleanGiven(
  folder: string,
  inUse: (name: string) => boolean,
  now: number = Date.now()
): Promise<readonly string[]> {
  const removed: string[] = [];
  for (const name of await namesIn(folder)) {
    const place = path.join(folder, name);
    const files = (await namesIn(place)).map(file => path.join(place, file));
    // The folder's own time too: it stays as old as its newest file unless files went.
    const times = await Promise.all([place, ...files].map(file => changed(file, now)));
    if (Math.max(...times) > now - KEPT_MS || inUse(name)) continue;
    await fs.rm(place, { recursive: true, force: true });
    removed.push(name);
  }
  return removed;
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await fs.readdir(folder);
  } catch {
    // Not there yet, or a file where a folder should be: nothing in it.
    return [];
  }
}

/** When a file was last written. One that went meanwhile counts as new: another window is at it. */
async function changed(file: string, now: number): Promise<number> {
  try {
    return (await fs.stat(file)).mtimeMs;
  } catch {
    return now;
  }
}
