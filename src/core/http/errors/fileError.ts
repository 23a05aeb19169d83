import * as l10n from '@vscode/l10n';
import path from 'node:path';
import { foreignText } from '../../../shared/foreignText.ts';
import { FileError } from './errors.ts';

/** Converts a system error of a local file. */
export function fileError(file: string, cause: unknown): FileError {
  const code = (cause as { code?: string } | undefined)?.code;
  return new FileError(
    l10n.t('The file {0} could not be read or written ({1}).', foreignText(path.basename(file)), code ?? 'unknown'),
    {
      code,
      remedy: 'choose-folder',
      accepted: 'no',
      cause
    }
  );
}
