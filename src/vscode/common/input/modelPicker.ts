import * as vscode from 'vscode';
import type { Draft, ModelSummary } from '../../../shared/form.ts';
import { groupModels } from '../../../shared/catalog/modelGroups.ts';
import { presetLabels } from '../../../shared/catalog/search/presetOf.ts';
import { insteadOf, searchPicker } from '../../../shared/catalog/search/pickerSearch.ts';
import type { Hit } from '../../../shared/catalog/search/modelSearch.ts';
import { dateText } from '../../../shared/format/dateText.ts';
import { taskLabel } from '../../../shared/format/taskLabel.ts';
import type { State } from '../../state.ts';
import { pickOne } from './wizard.ts';
import type { Step, StepResult } from './wizard.ts';

type Item = vscode.QuickPickItem & PickedModel;

interface PickedModel {
  readonly id: string;
  /** The values that the typed text presets, such as the version or tier. */
  readonly input?: Draft;
}

interface ModelPickerOptions {
  readonly placeholder: string;
  /** The position in a wizard, which then shows a back button. */
  readonly step?: Step;
}

/** The maximum number of fuzzy matches below the list. */
const MAX_SIMILAR = 12;

/**
 * Asks for a model. Lists favorites, recently used models, then the others by purpose.
 *
 * @returns the model, `BACK`, or undefined when the user canceled.
 */
export async function pickModel(
  { favoriteModels, recentModels }: Pick<State, 'favoriteModels' | 'recentModels'>,
  models: readonly ModelSummary[],
  { placeholder, step }: ModelPickerOptions
): StepResult<PickedModel> {
  const groups = groupModels(models, {
    favorites: favoriteModels.get(),
    recent: recentModels.get(),
    showLegacy: true
  });
  const items = groups.flatMap(({ label, models: members }) => [
    separator(label),
    ...members.map(model => itemOf({ model }, models))
  ]);
  return pickOne(items, { ...step, placeholder, similar: value => similarTo(models, value) });
}

const separator = (label: string): Item => ({ label, kind: vscode.QuickPickItemKind.Separator, id: '' });

function itemOf({ model, input }: Hit<ModelSummary>, models: readonly ModelSummary[]): Item {
  const other = insteadOf(model, models);
  // The ID distinguishes models with the same name and can be typed.
  const facts = [
    ...presetLabels(model, input),
    taskLabel(model.task),
    model.id,
    ...(other === undefined ? [] : [vscode.l10n.t('Use {0} instead', other.name)]),
    ...(model.unlistedSince === undefined
      ? []
      : [vscode.l10n.t('not listed since {0}', dateText(model.unlistedSince))]),
    ...(model.live === true ? [vscode.l10n.t('new')] : []),
    ...(model.user === true ? [vscode.l10n.t('added by you')] : [])
  ];
  const item = { label: model.name, description: facts.join(' · '), detail: model.summary, id: model.id };
  return input === undefined ? item : { ...item, input };
}

/** Returns matches that the filter of VS Code misses: typos, aliases, words in another order, and versions and tiers. */
function similarTo(models: readonly ModelSummary[], value: string): readonly Item[] {
  const typed = value.trim().toLowerCase();
  if (typed === '') return [];
  const isListed = ({ label, description = '', detail = '' }: Item): boolean =>
    [label, description, detail].some(text => text.toLowerCase().includes(typed));
  const found = searchPicker(models, typed, false)
    .map(hit => itemOf(hit, models))
    .filter(item => item.input !== undefined || !isListed(item))
    .map(item => ({ ...item, alwaysShow: true }));
  if (found.length === 0) return [];
  const shown = found.slice(0, MAX_SIMILAR);
  const part = vscode.l10n.t('{0} of {1}', shown.length, found.length);
  const title = vscode.l10n.t('Similar');
  return [separator(shown.length === found.length ? title : `${title} · ${part}`), ...shown];
}
