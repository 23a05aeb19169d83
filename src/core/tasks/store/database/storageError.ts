import * as l10n from '@vscode/l10n';
import path from 'node:path';

/** Thrown when the ledger's folder cannot be used. The message includes the remedy. */
export class StorageError extends Error {
  override readonly name = 'StorageError';
}

/** Primary result codes of SQLite (sqlite.org/rescode.html): PERM, READONLY, CANTOPEN; IOERR; FULL. */
const REFUSED = [3, 8, 14];
const BROKEN = 10;
const FULL = 13;
const REFUSED_CODES = ['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST', 'ENOENT'];
const FULL_CODES = ['ENOSPC', 'EDQUOT'];

/**
 * Returns a message for a failure of SQLite or of the file system that concerns the location of `file`: read-only, full
 * or broken. Undefined for other failures, such as a locked or damaged database.
 */
export function storageError(cause: unknown, file: string): StorageError | undefined {
  const { code, errcode } = (cause ?? {}) as { readonly code?: unknown; readonly errcode?: unknown };
  const primary = typeof errcode === 'number' ? errcode & 0xff : -1;
  const message = sentence(primary, String(code), path.dirname(file));
  return message === undefined ? undefined : new StorageError(message, { cause });
}

/** CONSTRAINT (also a value of another type, in a strict table) and MISMATCH, sqlite.org/rescode.html */
const VALUE_CODES = [19, 20];

/** Whether an error concerns only the values of one row, such as those of a damaged line of the journal. */
export function isValueError(error: unknown): boolean {
  if (error instanceof TypeError) return true; // not a type that SQLite stores
  const { errcode } = (error ?? {}) as { readonly errcode?: unknown };
  return typeof errcode === 'number' && VALUE_CODES.includes(errcode & 0xff);
}

function sentence(primary: number, code: string, folder: string): string | undefined {
  if (primary === FULL || FULL_CODES.includes(code)) {
    return l10n.t(
      "KIE Studio can't save its tasks: the disk that holds {0} is full. Free some space, then try again.",
      folder
    );
  }
  if (REFUSED.includes(primary) || REFUSED_CODES.includes(code)) {
    return l10n.t(
      "KIE Studio can't save its tasks: the folder {0} is read-only. Make it writable, then try again.",
      folder
    );
  }
  if (primary !== BROKEN && code !== 'EIO') return undefined;
  return l10n.t(
    "KIE Studio can't save its tasks: the disk that holds {0} reports an error. Check its space and health, then try again.",
    folder
  );
}
