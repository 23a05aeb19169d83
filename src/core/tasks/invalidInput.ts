import * as l10n from '@vscode/l10n';
import { joinSentences } from '../../shared/format/listFormat.ts';
import type { Issue } from '../../shared/form.ts';

/** Thrown for a request that the model would reject. Nothing was recorded or sent. */
export class InvalidInputError extends Error {
  readonly issues: readonly Issue[];

  constructor(issues: readonly Issue[]) {
    super(joinSentences(issues.map(issue => issue.message)) || l10n.t('The request is not valid.'));
    this.name = 'InvalidInputError';
    this.issues = issues;
  }
}
