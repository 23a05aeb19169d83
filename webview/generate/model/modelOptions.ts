import * as l10n from '@vscode/l10n';
import type { ModelSummary } from '../../../src/shared/form.ts';
import { groupModels } from '../../../src/shared/catalog/modelGroups.ts';
import { purposeLabel, purposeOf, PURPOSES, TASKS } from '../../../src/shared/catalog/purposes.ts';
import { presetLabels } from '../../../src/shared/catalog/search/presetOf.ts';
import { insteadOf, searchPicker } from '../../../src/shared/catalog/search/pickerSearch.ts';
import type { Hit } from '../../../src/shared/catalog/search/modelSearch.ts';
import type { PickerState } from '../../../src/shared/protocol/preferences.ts';
import { taskLabel } from '../../../src/shared/format/taskLabel.ts';
import type { Find, PickerCategory, PickerOption } from '../../components/picker/pickerOptions.ts';
import { fromText } from './words.ts';

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

interface Listed {
  readonly models: readonly ModelSummary[];
  readonly picker: PickerState;
}

function insteadText(model: ModelSummary, models: readonly ModelSummary[]): string {
  const other = insteadOf(model, models);
  return other === undefined ? '' : l10n.t('Use {0} instead', other.name);
}

const optionOf = ({ model, input }: Hit<ModelSummary>, { models, picker }: Listed): PickerOption => ({
  key: model.id,
  label: model.name,
  detail: [...presetLabels(model, input), taskLabel(model.task), insteadText(model, models)]
    .filter(text => text !== '')
    .join(' · '),
  price: fromText(model.from),
  note: model.summary,
  badges: badgesOf(model, picker),
  starred: picker.favorites.includes(model.id),
  ...(input === undefined ? {} : { input })
});

const categoriesOf = (model: ModelSummary): readonly string[] => [
  `purpose:${purposeOf(model)}`,
  ...[model.task, ...model.alsoTasks].map(task => `task:${task}`)
];

/** The purposes, then the tasks, both in their fixed order. Tasks that are not known come last. */
export function modelCategories(models: readonly ModelSummary[]): readonly PickerCategory[] {
  const purposes = new Set(models.map(purposeOf));
  const tasks = new Set(models.flatMap(model => [model.task, ...model.alsoTasks]));
  tasks.delete('helper');
  const sorted = [...TASKS.filter(task => tasks.has(task)), ...[...tasks].filter(task => !TASKS.includes(task))];
  return [
    { key: '', label: l10n.t('All models') },
    ...PURPOSES.filter(purpose => purposes.has(purpose)).map(purpose => ({
      key: `purpose:${purpose}`,
      label: purposeLabel(purpose)
    })),
    ...sorted.map(task => ({ key: `task:${task}`, label: taskLabel(task), section: l10n.t('Tasks') }))
  ];
}

/** Without a query, models are in groups; with one, best matches come first. */
export function modelFinder(models: readonly ModelSummary[], picker: PickerState): Find {
  const { favorites, recent, showLegacy } = picker;
  // The search keeps an index for each list.
  const lists = new Map([['', models]]);
  const ofCategory = (category: string): readonly ModelSummary[] => {
    const list = lists.get(category) ?? models.filter(model => categoriesOf(model).includes(category));
    lists.set(category, list);
    return list;
  };
  return (query, category) => {
    const within = ofCategory(category);
    if (query.trim() !== '') {
      const found = searchPicker(within, query, showLegacy);
      return found.length === 0 ? [] : [{ label: '', options: found.map(hit => optionOf(hit, { models, picker })) }];
    }
    return groupModels(within, { favorites, recent, showLegacy }).map(group => ({
      label: group.label,
      options: group.models.map(model => optionOf({ model }, { models, picker }))
    }));
  };
}
