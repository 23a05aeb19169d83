import * as l10n from '@vscode/l10n';

/** The message of an issue at its field: the label above it is not repeated for a missing value. */
export const shortMessage = (message: string, label: string): string =>
  message === l10n.t('{0} is required.', label) ? l10n.t('Required.') : message;
