import * as l10n from '@vscode/l10n';
import { KieError } from '../../../http/errors/errors.ts';
import type { TaskContext } from '../taskContext.ts';
import { keepComplete } from './keepContent.ts';
import type { Content } from './keepContent.ts';

/**
 * Keeps complete content whose folder was redirected, to be saved elsewhere without another download. Returns the
 * error to report.
 */
export async function keepForOtherFolder(ctx: TaskContext, { localId, result, part }: Content): Promise<KieError> {
  // The text of a result without a URL is in the ledger.
  if (result.url !== undefined) await keepComplete(ctx, { localId, result, part });
  return new KieError(
    l10n.t(
      'Could not save the result: its folder is now a link to another location. Choose another folder, then download again.'
    ),
    { remedy: 'choose-folder', accepted: 'no' }
  );
}
