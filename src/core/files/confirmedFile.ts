import fs from 'node:fs/promises';
import path from 'node:path';
import * as l10n from '@vscode/l10n';
import { foreignText } from '../../shared/foreignText.ts';
import { locateFolder } from './locateFolder.ts';
import { errorCode, linkOrMove, partPath } from './saving.ts';

/** A file to write, as it was when the user was asked. */
export interface ConfirmedFile {
  /** Its path with symbolic links resolved, or the path of a dangling link. */
  readonly file: string;
  /** Undefined when nothing is there. */
  readonly existing?: { readonly dev: bigint; readonly ino: bigint; readonly mode: bigint };
  /** Whether the path is a dangling symbolic link. */
  readonly isDangling: boolean;
}

/**
 * Returns the file or the dangling link that a path refers to, or the path if nothing is there.
 * @throws an error with a message for the user when it is no file, and system errors
 */
export async function inspectFile(name: string): Promise<ConfirmedFile> {
  const { folder } = await locateFolder(path.dirname(name), []);
  const file = path.join(folder, path.basename(name));
  const existing = await statOf(file);
  if (existing === undefined) return { file, isDangling: false };
  if (existing.isSymbolicLink()) {
    const real = await fs.realpath(file).catch(unlessMissing);
    return real === undefined ? { file, existing, isDangling: true } : inspectFile(real);
  }
  if (!existing.isFile()) throw new Error(l10n.t("{0} isn't a file.", foreignText(file)));
  return { file, existing, isDangling: false };
}

/**
 * Writes a text where {@link inspectFile} found a file or none. Replaces nothing else, and leaves no half file.
 * @throws an error with a message for the user when another file, folder or link is there now, and system errors
 */
export async function writeConfirmed({ file, existing }: ConfirmedFile, text: string): Promise<void> {
  const folder = path.dirname(file);
  await fs.mkdir(folder, { recursive: true });
  await assertSameFolder(file, folder);
  const part = partPath(folder, path.basename(file));
  try {
    await fs.writeFile(part, text, {
      flag: 'wx',
      ...(existing === undefined ? {} : { mode: Number(existing.mode) & 0o777 })
    });
    await assertSameFolder(file, folder);
    if (existing === undefined) await linkOrMove(part, file);
    else {
      const now = await statOf(file);
      if (now?.ino !== existing.ino || now.dev !== existing.dev) throw replacedError(file);
      await fs.rename(part, file);
    }
  } catch (error) {
    throw errorCode(error) === 'EEXIST' ? replacedError(file) : error;
  } finally {
    await fs.rm(part, { force: true });
  }
}

/** @throws when a folder was replaced by a link */
async function assertSameFolder(file: string, folder: string): Promise<void> {
  if ((await fs.realpath(folder)) !== folder) throw replacedError(file);
}

const replacedError = (file: string): Error =>
  new Error(l10n.t('{0} or its folder was replaced in the meantime. Nothing was saved.', foreignText(file)));

const statOf = (file: string) => fs.lstat(file, { bigint: true }).catch(unlessMissing);

/** @throws the error unless it means that there is no file */
function unlessMissing(error: unknown): undefined {
  if (!['ENOENT', 'ENOTDIR'].includes(errorCode(error) ?? '')) throw error;
}
