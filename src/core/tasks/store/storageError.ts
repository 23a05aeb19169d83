import * as l10n from '@vscode/l10n';
import path from 'node:path';

/** The folder of the ledger cannot be used; the message says what to do. */
export class StorageError extends Error {
  override readonly name = 'StorageError';
}

/** Primary result codes of SQLite (sqlite.org/rescode.html): PERM, READONLY, CANTOPEN, FULL. */
const REFUSED = [3, 8, 14];
const FULL = 13;
const REFUSED_CODES = ['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST'];
const FULL_CODES = ['ENOSPC', 'EDQUOT'];

/** A sentence for a folder that cannot be written to or a full disk; undefined for any other failure. */
export function storageError(cause: unknown, file: string): StorageError | undefined {
  const { code, errcode } = (cause ?? {}) as { readonly code?: unknown; readonly errcode?: unknown };
  const primary = typeof errcode === 'number' ? errcode & 0xff : -1;
  const folder = path.dirname(file);
  if (primary === FULL || FULL_CODES.includes(String(code))) {
    return new StorageError(
      l10n.t(
        'KIE Studio cannot save its tasks: the disk that holds {0} is full. Free some space, then try again.',
        folder
      ),
      { cause }
    );
  }
  if (!REFUSED.includes(primary) && !REFUSED_CODES.includes(String(code))) return undefined;
  return new StorageError(
    l10n.t('KIE Studio cannot save its tasks: the folder {0} is read-only. Make it writable, then try again.', folder),
    { cause }
  );
}
