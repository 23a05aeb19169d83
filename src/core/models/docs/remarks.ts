import * as l10n from '@vscode/l10n';
import type { Proposal } from './proposal.ts';

/** Facts about a proposal that the user should know before saving it, one line each. */
export function remarksOn(proposal: Proposal): readonly string[] {
  const { added, before, changed, dropped, entry, gone, kept, problems, unsupported } = proposal;
  const list = (heading: string, lines: readonly string[]): readonly string[] =>
    lines.length === 0 ? [] : [`${heading} ${lines.join(', ')}`];
  return [
    before === undefined
      ? l10n.t('New model from its documentation page.')
      : l10n.t('Existing entry, updated from its documentation page.'),
    ...problems.map(line => l10n.t("Can't be saved: {0}", line)),
    ...list(l10n.t('New parameters:'), before === undefined ? [] : added),
    ...list(l10n.t('Changed parameters:'), changed),
    ...list(l10n.t('Removed parameters:'), gone),
    ...list(l10n.t('Unsupported parts of the page (omitted):'), unsupported),
    ...list(l10n.t('No longer valid (omitted):'), dropped),
    ...list(l10n.t('Not on the page (kept):'), kept),
    ...(entry.price === undefined ? [l10n.t("Price unknown: documentation pages don't list prices.")] : [])
  ];
}
