import * as vscode from 'vscode';
import type { Engine } from '../../../core/engine/api.ts';
import type { ModelSummary } from '../../../shared/form.ts';
import { startsFromIdea } from '../../../shared/mainPrompt.ts';
import type { Output } from '../../../shared/model.ts';
import { groupModels } from '../../../shared/modelGroups.ts';
import { searchModels } from '../../../shared/modelSearch.ts';
import { taskLabel } from '../../../shared/taskLabel.ts';
import type { Deps } from '../../services.ts';
import { PickerMemory } from '../../common/pickerMemory.ts';
import { BACK, pickOne } from '../../common/wizard.ts';
import type { Step } from '../../common/wizard.ts';

type Item = vscode.QuickPickItem & { readonly id: string };

/** As many as are still read. */
const MOST_SIMILAR = 12;

/** Models that make something from an idea: favourites, recently used, then by family, newest first. */
export async function pickModel(
  deps: Deps,
  engine: Engine,
  output: Output,
  step: Step
): Promise<string | typeof BACK | undefined> {
  const { favourites, recent } = new PickerMemory(deps.context.globalState).state;
  const models = engine.models
    .summaries()
    .filter(model => model.output === output && model.status === 'current' && isGenerator(model.task))
    .filter(({ id }) => startsFromIdea(engine.models.entry(id) ?? { params: {} }));
  const items = groupModels(models, { favourites, recent }).flatMap(({ label, models: members }) => [
    separator(label),
    ...members.map(itemOf)
  ]);
  const chosen = await pickOne(items, {
    ...step,
    placeholder: vscode.l10n.t('Choose a model'),
    similar: value => similarTo(models, value)
  });
  return chosen === undefined || chosen === BACK ? chosen : chosen.id;
}

/** Tasks that start from an idea; what needs a certain file has its own commands. */
const isGenerator = (task: string): boolean => !/^(upscale|remove)|^helper$|-to-text$/.test(task);

const separator = (label: string): Item => ({ label, kind: vscode.QuickPickItemKind.Separator, id: '' });

function itemOf(model: ModelSummary): Item {
  // The id tells twins of one name apart, and can be typed.
  const facts = [taskLabel(model.task), model.id, ...(model.user === true ? [vscode.l10n.t('yours')] : [])];
  return { label: model.name, description: facts.join(' · '), detail: model.summary, id: model.id };
}

/** What our own search finds beyond the words as they were typed: slips, other names, words in another order. */
function similarTo(models: readonly ModelSummary[], value: string): readonly Item[] {
  const typed = value.trim().toLowerCase();
  if (typed === '') return [];
  const listed = ({ label, description = '', detail = '' }: Item): boolean =>
    [label, description, detail].some(text => text.toLowerCase().includes(typed));
  const found = searchModels(models, typed, false)
    .map(itemOf)
    .filter(item => !listed(item))
    .slice(0, MOST_SIMILAR)
    .map(item => ({ ...item, alwaysShow: true }));
  return found.length === 0 ? [] : [separator(vscode.l10n.t('Similar')), ...found];
}
