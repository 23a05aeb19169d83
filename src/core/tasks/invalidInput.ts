import * as l10n from '@vscode/l10n';
import type { Issue } from '../../shared/form.ts';

/** Thrown for a request that the model would reject. Nothing was recorded or sent. */
export class InvalidInputError extends Error {
  readonly issues: readonly Issue[];

  constructor(issues: readonly Issue[]) {
    super(issues.map(issue => issue.message).join(' ') || l10n.t('The request is not valid.'));
    this.name = 'InvalidInputError';
    this.issues = issues;
  }
}
