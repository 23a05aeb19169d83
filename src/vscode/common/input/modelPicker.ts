import * as vscode from 'vscode';
import type { ModelSummary } from '../../../shared/form.ts';
import { groupModels } from '../../../shared/catalog/modelGroups.ts';
import { searchModels } from '../../../shared/catalog/modelSearch.ts';
import { taskLabel } from '../../../shared/format/taskLabel.ts';
import type { State } from '../../state.ts';
import { BACK, pickOne } from './wizard.ts';
import type { Step } from './wizard.ts';

type Item = vscode.QuickPickItem & { readonly id: string };

interface ModelPickerOptions {
  readonly placeholder: string;
  /** The position in a wizard, which then shows a back button. */
  readonly step?: Step;
}

/** The maximum number of fuzzy matches below the list. */
const MAX_SIMILAR = 12;

/**
 * Asks for a model. Lists favorites, recently used models, then families, newest first.
 *
 * @returns the model ID, {@link BACK}, or undefined when the user canceled.
 */
export async function pickModel(
  { favoriteModels, recentModels }: Pick<State, 'favoriteModels' | 'recentModels'>,
  models: readonly ModelSummary[],
  { placeholder, step }: ModelPickerOptions
): Promise<string | typeof BACK | undefined> {
  const groups = groupModels(models, {
    favorites: favoriteModels.get(),
    recent: recentModels.get(),
    showLegacy: true
  });
  const items = groups.flatMap(({ label, models: members }) => [separator(label), ...members.map(itemOf)]);
  const chosen = await pickOne(items, { ...step, placeholder, similar: value => similarTo(models, value) });
  return chosen === undefined || chosen === BACK ? chosen : chosen.id;
}

const separator = (label: string): Item => ({ label, kind: vscode.QuickPickItemKind.Separator, id: '' });

function itemOf(model: ModelSummary): Item {
  // The ID distinguishes models with the same name and can be typed.
  const facts = [taskLabel(model.task), model.id, ...(model.user === true ? [vscode.l10n.t('added by you')] : [])];
  return { label: model.name, description: facts.join(' · '), detail: model.summary, id: model.id };
}

/** Returns fuzzy matches that the filter of VS Code misses: typos, aliases, and words in another order. */
function similarTo(models: readonly ModelSummary[], value: string): readonly Item[] {
  const typed = value.trim().toLowerCase();
  if (typed === '') return [];
  const isListed = ({ label, description = '', detail = '' }: Item): boolean =>
    [label, description, detail].some(text => text.toLowerCase().includes(typed));
  const found = searchModels(models, typed, false)
    .map(itemOf)
    .filter(item => !isListed(item))
    .slice(0, MAX_SIMILAR)
    .map(item => ({ ...item, alwaysShow: true }));
  return found.length === 0 ? [] : [separator(vscode.l10n.t('Similar')), ...found];
}
