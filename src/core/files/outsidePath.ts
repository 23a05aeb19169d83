import fs from 'node:fs/promises';
import path from 'node:path';

/**
 * Returns the real path of a folder that is outside all `roots`, or undefined when it is inside one. Follows symbolic
 * links. A missing folder is resolved from its nearest existing parent.
 */
export async function outsidePath(folder: string, roots: readonly string[]): Promise<string | undefined> {
  const real = await realPath(folder);
  for (const root of roots) if (isInside(real, await realPath(root))) return undefined;
  return real;
}

/** Whether a path is `root` or below it. Compares the paths only, without resolving links. */
export function isInside(folder: string, root: string): boolean {
  const relative = path.relative(root, folder);
  return relative === '' || (!/^\.\.([\\/]|$)/.test(relative) && !path.isAbsolute(relative));
}

async function realPath(folder: string): Promise<string> {
  const missing: string[] = [];
  for (let at = path.resolve(folder); ; at = path.dirname(at)) {
    try {
      return path.join(await fs.realpath(at), ...missing);
    } catch (error) {
      if (path.dirname(at) === at) throw error;
      const target = await linkTarget(at);
      // A link to a missing folder still determines its location.
      if (target !== undefined) return path.join(await realPath(target), ...missing);
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
