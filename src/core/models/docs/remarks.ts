import * as l10n from '@vscode/l10n';
import type { Proposal } from './proposal.ts';

/** What a person should know of a proposal before it is stored, a line each. */
export function remarksOn(proposal: Proposal): readonly string[] {
  const { added, before, changed, dropped, entry, gone, kept, problems, unheld } = proposal;
  const list = (heading: string, lines: readonly string[]): readonly string[] =>
    lines.length === 0 ? [] : [`${heading} ${lines.join(', ')}`];
  return [
    before === undefined
      ? l10n.t('A new model, as its documentation page describes it.')
      : l10n.t('The entry there is, with what its documentation page says now.'),
    ...problems.map(line => l10n.t('Cannot be stored: {0}', line)),
    ...list(l10n.t('New parameters:'), before === undefined ? [] : added),
    ...list(l10n.t('Changed parameters:'), changed),
    ...list(l10n.t('Parameters that are gone:'), gone),
    ...list(l10n.t('Parts of the page that this format cannot hold (left out):'), unheld),
    ...list(l10n.t('No longer fits and is left out:'), dropped),
    ...list(l10n.t('Not mentioned by the page and kept:'), kept),
    ...(entry.price === undefined ? [l10n.t('The price is not known: pages do not tell it.')] : [])
  ];
}
