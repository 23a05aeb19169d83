import fs from 'node:fs/promises';
import path from 'node:path';

/**
 * The real path of a folder that lies outside all of `roots`, or undefined when it lies inside one. Symbolic links are
 * followed; what does not exist yet lies where its nearest existing parent really is.
 */
export async function outsidePath(folder: string, roots: readonly string[]): Promise<string | undefined> {
  const real = await realPath(folder);
  for (const root of roots) if (isInside(real, await realPath(root))) return undefined;
  return real;
}

/** Whether a path is `root` or below it, by its words alone. */
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
      // A link to a folder that does not exist yet still leads there.
      if (target !== undefined) return path.join(await realPath(target), ...missing);
      missing.unshift(path.basename(at));
    }
  }
}

async function linkTarget(file: string): Promise<string | undefined> {
  try {
    return path.resolve(path.dirname(file), await fs.readlink(file));
  } catch {
    // Not there, or no link.
    return undefined;
  }
}
