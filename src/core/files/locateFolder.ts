import fs from 'node:fs/promises';
import path from 'node:path';

/** The most links that are followed in one path, as in Linux. */
const MAX_LINKS = 40;

/** Where a folder is, with all symbolic links followed. */
export interface FolderLocation {
  /** Path that does not depend on links below a root: results are saved here, even if a link changes. */
  readonly folder: string;
  readonly isOutside: boolean;
}

/**
 * Returns where a folder really is, inside one of the `roots` or outside all of them. A missing folder is resolved from
 * its nearest existing parent.
 * @throws system errors, as for links that lead to themselves
 */
export async function locateFolder(folder: string, roots: readonly string[]): Promise<FolderLocation> {
  const real = await realPath(folder);
  for (const root of roots) {
    const realRoot = await realPath(root);
    // Under the name of the root: VS Code knows the workspace by it.
    if (isInside(real, realRoot)) return { folder: path.join(root, path.relative(realRoot, real)), isOutside: false };
  }
  return { folder: real, isOutside: true };
}

/** Whether a path is `root` or below it. Compares the paths only, without resolving links. */
export function isInside(folder: string, root: string): boolean {
  const relative = path.relative(root, folder);
  return relative === '' || (!/^\.\.([\\/]|$)/.test(relative) && !path.isAbsolute(relative));
}

async function realPath(folder: string, links = 0): Promise<string> {
  const missing: string[] = [];
  for (let at = path.resolve(folder); ; at = path.dirname(at)) {
    try {
      return path.join(await fs.realpath(at), ...missing);
    } catch (error) {
      if (path.dirname(at) === at) throw error;
      const target = await linkTarget(at);
      // A link to a missing folder still determines its location.
      if (target !== undefined && links >= MAX_LINKS) throw error;
      if (target !== undefined) return path.join(await realPath(target, links + 1), ...missing);
      missing.unshift(path.basename(at));
    }
  }
}

async function linkTarget(file: string): Promise<string | undefined> {
  try {
    return path.resolve(path.dirname(file), await fs.readlink(file));
  } catch {
    // Missing, or not a link.
    return undefined;
  }
}
