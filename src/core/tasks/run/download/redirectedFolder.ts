import * as l10n from '@vscode/l10n';
import { KieError } from '../../../http/errors/errors.ts';
import type { StoredResult } from '../../store/resultColumns.ts';
import type { TaskContext } from '../taskContext.ts';
import { keepComplete } from './keepContent.ts';

/** Complete content of a result. */
interface CompleteContent {
  readonly localId: string;
  readonly result: StoredResult;
  readonly part: string;
}

/**
 * Keeps complete content whose folder now leads elsewhere, to be saved without another download. Returns the error to
 * report.
 */
export async function redirectedError(ctx: TaskContext, { localId, result, part }: CompleteContent): Promise<KieError> {
  // The text of a result without a URL is in the ledger.
  if (result.url !== undefined) await keepComplete(ctx, { localId, result, part });
  return new KieError(
    l10n.t(
      'Could not save the result: its folder is now a link to another location. Choose another folder, then download again.'
    ),
    { remedy: 'choose-folder', accepted: 'no' }
  );
}
