import * as l10n from '@vscode/l10n';
import type { Accepted } from './errors.ts';

/** What a call is, as far as codes and retries differ by it. Only `create` costs. */
export type CallKind = 'create' | 'record' | 'credits' | 'downloadUrl' | 'upload' | 'download' | 'prices';

/** The end of a message about a failure that is not the person's: what to do, and what not. */
export const whatNow = (accepted: Accepted): string =>
  accepted === 'no'
    ? l10n.t('Try again later.')
    : l10n.t('It may have been accepted: look at kie.ai/logs before you try again.');
