import fs from 'node:fs/promises';
import path from 'node:path';

/** Milliseconds that a dropped, pasted or painted file is kept while no task or draft uses it. */
const KEPT_MS = 30 * 24 * 3600 * 1000;

/**
 * Removes old dropped files. Each is in a folder named after the hash of its content; `inUse` returns whether a task or
 * a draft has that name. Resolves to the removed names.
 */
export async function pruneDroppedFiles(
  folder: string,
  inUse: (name: string) => boolean,
  now: number = Date.now()
): Promise<readonly string[]> {
  const removed: string[] = [];
  for (const name of await namesIn(folder)) {
    const place = path.join(folder, name);
    const files = (await namesIn(place)).map(file => path.join(place, file));
    // The time of the folder counts too: it changes when files are added or removed.
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
    // Missing, or not a folder.
    return [];
  }
}

/** The last modification. A file that has vanished counts as new: another window is removing it. */
async function changed(file: string, now: number): Promise<number> {
  try {
    return (await fs.stat(file)).mtimeMs;
  } catch {
    return now;
  }
}
