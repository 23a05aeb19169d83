import path from 'node:path';
import { placeOf } from '../files/folderPlace.ts';
import type { SaveTarget } from './types.ts';

/** Records where the folder of a target really is, unless that is recorded already. */
export async function pinFolder(target: SaveTarget): Promise<SaveTarget> {
  return target.real === undefined ? { ...target, real: await realFolder(target.folder) } : target;
}

/** Whether symbolic links lead the folder elsewhere than when it was recorded. */
export async function isRedirected({ folder, real }: SaveTarget): Promise<boolean> {
  return real !== undefined && (await realFolder(folder)).normalize() !== real.normalize();
}

async function realFolder(folder: string): Promise<string> {
  try {
    return (await placeOf(folder, [])).folder;
  } catch {
    // Links that cannot be followed, as those that lead to themselves.
    return path.resolve(folder);
  }
}
