import * as l10n from '@vscode/l10n';
import type { Accepted } from './errors/errors.ts';

/** Kind of a call, which decides about error codes and retries. Only `create` costs credits. */
export type CallKind = 'create' | 'record' | 'credits' | 'downloadUrl' | 'upload' | 'download' | 'prices' | 'catalog';

/** Returns a sentence with the next step for the user after a failure. */
export const nextStepText = (accepted: Accepted): string =>
  accepted === 'no'
    ? l10n.t('Try again later.')
    : l10n.t('It may have been accepted. Check kie.ai/logs before you try again.');
