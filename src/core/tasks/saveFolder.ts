import path from 'node:path';
import { locateFolder } from '../files/locateFolder.ts';
import type { SaveTarget } from './types.ts';

/** Returns the target with the real path of its folder, unless it has one. */
export async function withRealFolder(target: SaveTarget): Promise<SaveTarget> {
  return target.real === undefined ? { ...target, real: await realFolder(target.folder) } : target;
}

/** Whether symbolic links redirect the folder: it has moved since it was recorded. */
export async function isFolderRedirected({ folder, real }: SaveTarget): Promise<boolean> {
  return real !== undefined && (await realFolder(folder)).normalize() !== real.normalize();
}

async function realFolder(folder: string): Promise<string> {
  try {
    return (await locateFolder(folder, [])).folder;
  } catch {
    // Links that cannot be followed, as those that lead to themselves.
    return path.resolve(folder);
  }
}
