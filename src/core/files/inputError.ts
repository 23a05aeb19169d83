import * as l10n from '@vscode/l10n';
import path from 'node:path';
import { foreignText } from '../../shared/foreignText.ts';
import { FileError } from '../http/errors/errors.ts';
import { NotRegularFileError } from './fileReader.ts';

/** Error code of a file that was written to while it was read. */
export const CHANGED = 'changed';

/** Creates the error for a file that changed while it was read. Reading it again may succeed. */
export const changedError = (file: string): FileError => inputError(file, { code: CHANGED });

/** Converts a system error or {@link NotRegularFileError} into the error shown for an input file. */
export function inputError(file: string, cause: unknown): FileError {
  if (cause instanceof FileError) return cause;
  const code = (cause as { code?: string } | undefined)?.code;
  const remedy = code === CHANGED ? 'retry' : 'fix-input';
  return new FileError(sentence(foreignText(path.basename(file)), cause, code), {
    code,
    remedy,
    accepted: 'no',
    cause
  });
}

function sentence(name: string, cause: unknown, code: string | undefined): string {
  if (cause instanceof NotRegularFileError) return l10n.t('{0} is not a regular file. Choose another file.', name);
  switch (code) {
    case CHANGED:
      return l10n.t('{0} keeps changing while it is read. Wait until it is complete, then run the task again.', name);
    case 'ENOENT':
      return l10n.t('The file {0} does not exist. Choose another file.', name);
    case 'EACCES':
    case 'EPERM':
      return l10n.t('No permission to read {0}. Change its permissions or choose another file.', name);
    default:
      return l10n.t('The file {0} could not be read ({1}). Choose another file.', name, foreignText(code ?? 'unknown'));
  }
}
