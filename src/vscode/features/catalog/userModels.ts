import * as vscode from 'vscode';
import { formatList } from '../../../shared/format/listFormat.ts';
import { plural } from '../../../shared/format/plural.ts';
import type { DocsModels } from '../../../core/models/docs/docsModels.ts';
import type { Proposal } from '../../../core/models/docs/proposal.ts';
import type { Services } from '../../services.ts';
import { ModelTexts } from './diffEditor.ts';
import { askPage, pageOf } from './docsPages.ts';
import { BACK, pickOne } from '../../common/input/wizard.ts';
import { showInformation } from '../../common/notify.ts';

/**
 * Reads a page, compares the parsed model with the existing one, and stores it when the user agrees. `given` is the URL
 * of a page, or its text. Resolves to true when a model was stored.
 */
export async function addModel(services: Pick<Services, 'engine' | 'form'>, given?: unknown): Promise<boolean> {
  const { docs } = await services.engine.get();
  const title = vscode.l10n.t('Add or Update Model from Documentation');
  const page = typeof given === 'string' ? await pageOf(docs, given) : await askPage(docs, title);
  if (page === undefined) return false;
  const proposals = await docs.propose(page.text, page.docs);
  const proposal = await chooseProposal(proposals, title);
  if (proposal === undefined || !(await confirmProposal(docs, proposal, title))) return false;
  await docs.save(proposal.entry);
  const open = vscode.l10n.t('Open in Form');
  const message = vscode.l10n.t('"{0}" is now in the model list, marked as added by you.', proposal.entry.name);
  void showInformation(message, open).then(chosen => {
    if (chosen === open) void services.form.open(proposal.entry.id, {}, 'merge');
  });
  return true;
}

/** Asks which model to use, because a page may describe several. */
async function chooseProposal(proposals: readonly Proposal[], title: string): Promise<Proposal | undefined> {
  if (proposals.length < 2) return proposals[0];
  const items = proposals.map(proposal => ({
    label: proposal.entry.id,
    description: proposal.before === undefined ? vscode.l10n.t('new') : vscode.l10n.t('update'),
    proposal
  }));
  const placeholder = vscode.l10n.t('The page describes several models. Select one');
  const chosen = await pickOne(items, { title, step: 1, totalSteps: 2, placeholder });
  return chosen === undefined || chosen === BACK ? undefined : chosen.proposal;
}

/** Shows the diff and asks for confirmation. */
async function confirmProposal(docs: DocsModels, proposal: Proposal, title: string): Promise<boolean> {
  const { before, entry, problems } = proposal;
  const texts = new ModelTexts();
  try {
    const sides = await docs.compare(proposal);
    const heading =
      before === undefined
        ? vscode.l10n.t('{0} (new)', entry.id)
        : vscode.l10n.t('{0}: catalog ↔ documentation', entry.id);
    await texts.compare(entry.id, sides.before, sides.after, heading);
    const store = {
      icon: 'check',
      label: before === undefined ? vscode.l10n.t('Add {0}', entry.name) : vscode.l10n.t('Update {0}', entry.name),
      detail: countsOf(proposal)
    };
    const leave = {
      icon: 'close',
      label: vscode.l10n.t('Discard'),
      ...(problems.length === 0 ? {} : { detail: formatList(problems) })
    };
    const chosen = await pickOne(problems.length === 0 ? [store, leave] : [leave], {
      title,
      step: 2,
      totalSteps: 2,
      // The page is already loaded and shown, so there is no previous step to return to.
      back: false,
      placeholder: vscode.l10n.t('Compare both versions in the editor. You can remove added models later.')
    });
    return chosen === store;
  } finally {
    await texts.close();
    texts.dispose();
  }
}

function countsOf(proposal: Proposal): string {
  const { added, before, changed, dropped, gone, unsupported } = proposal;
  const parts = [
    before === undefined
      ? plural(
          vscode.l10n.t('{0, plural, one {# parameter} other {# parameters}}'),
          Object.keys(proposal.entry.params).length
        )
      : vscode.l10n.t('{0} new, {1} changed, {2} removed', added.length, changed.length, gone.length),
    ...(dropped.length === 0
      ? []
      : [
          plural(
            vscode.l10n.t('{0, plural, one {# rule or price omitted} other {# rules or prices omitted}}'),
            dropped.length
          )
        ]),
    ...(unsupported.length === 0
      ? []
      : [
          plural(
            vscode.l10n.t('{0, plural, one {# part of the page omitted} other {# parts of the page omitted}}'),
            unsupported.length
          )
        ])
  ];
  return parts.join(' · ');
}

/** Removes a model that the user added. */
export async function removeModel(services: Pick<Services, 'engine'>): Promise<void> {
  const { docs } = await services.engine.get();
  const title = vscode.l10n.t('Remove Added Model');
  const items = docs.added().map(entry => ({
    label: entry.name,
    description: entry.id,
    detail: docs.isBuiltIn(entry.id)
      ? vscode.l10n.t('The built-in model is used again.')
      : vscode.l10n.t('The model is removed from the list. Its tasks and files are kept.'),
    id: entry.id
  }));
  if (items.length === 0) {
    await showInformation(vscode.l10n.t("You haven't added any models."));
    return;
  }
  const placeholder = vscode.l10n.t('Select the model to remove');
  const chosen = await pickOne(items, { title, step: 1, totalSteps: 1, placeholder });
  if (chosen !== undefined && chosen !== BACK) await docs.remove(chosen.id);
}
