import * as l10n from '@vscode/l10n';
import type { ModelSummary } from '../../../src/shared/form.ts';
import { groupModels } from '../../../src/shared/catalog/modelGroups.ts';
import { purposeLabel, purposeOf, PURPOSES, TASKS } from '../../../src/shared/catalog/purposes.ts';
import { presetLabels } from '../../../src/shared/catalog/search/presetOf.ts';
import { insteadOf, searchPicker } from '../../../src/shared/catalog/search/pickerSearch.ts';
import type { Hit } from '../../../src/shared/catalog/search/modelSearch.ts';
import type { ModelHealth } from '../../../src/shared/live/modelHealth.ts';
import type { PickerState } from '../../../src/shared/protocol/preferences.ts';
import { taskLabel } from '../../../src/shared/format/taskLabel.ts';
import type { Find, PickerCategory, PickerOption } from '../../components/picker/pickerOptions.ts';
import { failuresText, healthText, ratesLabel } from './text/healthText.ts';
import { dateText } from '../../../src/shared/format/dateText.ts';
import { fromText } from './text/words.ts';

/** How well a model works now; it is known for the model of the form only. */
export interface KnownHealth extends ModelHealth {
  readonly id: string;
}

interface Listed {
  readonly models: readonly ModelSummary[];
  readonly picker: PickerState;
  readonly health?: KnownHealth | undefined;
}

/** The health of a model that fails often enough to be shown. */
const weakness = (model: ModelSummary, health: KnownHealth | undefined): KnownHealth | undefined =>
  health?.id === model.id && health.word !== 'good' ? health : undefined;

function badgesOf(model: ModelSummary, { picker, health }: Listed): readonly string[] {
  const badges: string[] = [];
  if (model.user === true) badges.push(l10n.t('added by you'));
  if (model.live === true || picker.fresh.includes(model.id)) badges.push(l10n.t('new'));
  if (model.unlistedSince !== undefined) badges.push(l10n.t('not listed'));
  const weak = weakness(model, health);
  if (weak !== undefined) badges.push(healthText(weak.word));
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

function insteadText(model: ModelSummary, models: readonly ModelSummary[]): string {
  const other = insteadOf(model, models);
  return other === undefined ? '' : l10n.t('Use {0} instead', other.name);
}

const unlistedText = ({ unlistedSince }: ModelSummary): string =>
  unlistedSince === undefined ? '' : l10n.t('not listed since {0}', dateText(unlistedSince));

function noteOf(model: ModelSummary, weak: KnownHealth | undefined): string {
  const summary = model.live === true ? `${l10n.t("Read from KIE's definition.")} ${model.summary}` : model.summary;
  // The end is cut off in a narrow view.
  return weak === undefined ? summary : `${failuresText(weak)} ${summary}`;
}

function optionOf(hit: Hit<ModelSummary>, listed: Listed): PickerOption {
  const weak = weakness(hit.model, listed.health);
  return {
    ...factsOf(hit, listed),
    note: noteOf(hit.model, weak),
    ...(weak && { chart: { rates: weak.rates, label: ratesLabel() } })
  };
}

const factsOf = ({ model, input }: Hit<ModelSummary>, listed: Listed): Omit<PickerOption, 'note' | 'chart'> => ({
  key: model.id,
  label: model.name,
  detail: [...presetLabels(model, input), unlistedText(model), taskLabel(model.task), insteadText(model, listed.models)]
    .filter(text => text !== '')
    .join(' · '),
  price: fromText(model.from),
  badges: badgesOf(model, listed),
  starred: listed.picker.favorites.includes(model.id),
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
    ...sorted.map(task => ({ key: `task:${task}`, label: taskLabel(task), section: l10n.t('Task types') }))
  ];
}

/** Without a query, models are in groups; with one, best matches come first. */
export function modelFinder(models: readonly ModelSummary[], picker: PickerState, health?: KnownHealth): Find {
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
      return found.length === 0
        ? []
        : [{ label: '', options: found.map(hit => optionOf(hit, { models, picker, health })) }];
    }
    return groupModels(within, { favorites, recent, showLegacy }).map(group => ({
      label: group.label,
      options: group.models.map(model => optionOf({ model }, { models, picker, health }))
    }));
  };
}
