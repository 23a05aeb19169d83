import * as l10n from '@vscode/l10n';
import type { ModelSummary } from '../../../src/shared/form.ts';
import { groupModels } from '../../../src/shared/catalog/modelGroups.ts';
import { searchModels } from '../../../src/shared/catalog/modelSearch.ts';
import type { PickerState } from '../../../src/shared/protocol/preferences.ts';
import { taskLabel } from '../../../src/shared/format/taskLabel.ts';
import type { Find, PickerCategory, PickerOption } from '../../components/picker/pickerOptions.ts';
import { fromText, outputLabel } from './words.ts';

function badgesOf(model: ModelSummary, picker: PickerState): readonly string[] {
  const badges: string[] = [];
  if (model.user === true) badges.push(l10n.t('added by you'));
  if (picker.fresh.includes(model.id)) badges.push(l10n.t('new'));
  switch (model.status) {
    case 'current':
      break;
    case 'legacy':
      badges.push(l10n.t('older'));
      break;
    case 'retired':
      badges.push(l10n.t('retired'));
  }
  return badges;
}

const optionOf = (model: ModelSummary, picker: PickerState): PickerOption => ({
  key: model.id,
  label: model.name,
  detail: [taskLabel(model.task), fromText(model.from)].filter(text => text !== '').join(' · '),
  note: model.summary,
  badges: badgesOf(model, picker),
  starred: picker.favorites.includes(model.id)
});

const categoriesOf = (model: ModelSummary): readonly string[] => [
  `output:${model.output}`,
  ...[model.task, ...model.alsoTasks].map(task => `task:${task}`)
];

export function modelCategories(models: readonly ModelSummary[]): readonly PickerCategory[] {
  const outputs = [...new Set(models.map(model => model.output))];
  const tasks = [...new Set(models.flatMap(model => [model.task, ...model.alsoTasks]))];
  return [
    { key: '', label: l10n.t('All models') },
    ...outputs.map(output => ({ key: `output:${output}`, label: outputLabel(output) })),
    ...tasks.map(task => ({ key: `task:${task}`, label: taskLabel(task) }))
  ];
}

/** Removes older models whose replacement, or a current model of the same name, is found too. */
function withoutReplaced(found: readonly ModelSummary[], query: string, showLegacy: boolean): readonly ModelSummary[] {
  if (showLegacy) return found;
  const current = found.filter(({ status }) => status === 'current');
  return found.filter(
    ({ id, name, status, successor }) =>
      status === 'current' ||
      id === query.trim() ||
      !current.some(other => other.id === successor || other.name === name)
  );
}

/** Without a query, models are in groups; with one, best matches come first. */
export function modelFinder(models: readonly ModelSummary[], picker: PickerState): Find {
  const { favorites, recent, showLegacy } = picker;
  return (query, category) => {
    const within = category === '' ? models : models.filter(model => categoriesOf(model).includes(category));
    if (query.trim() !== '') {
      const found = withoutReplaced(searchModels(within, query, showLegacy), query, showLegacy);
      return found.length === 0 ? [] : [{ label: '', options: found.map(model => optionOf(model, picker)) }];
    }
    return groupModels(within, { favorites, recent, showLegacy }).map(group => ({
      label: group.output === undefined ? group.label : `${outputLabel(group.output)} · ${group.label}`,
      options: group.models.map(model => optionOf(model, picker))
    }));
  };
}
