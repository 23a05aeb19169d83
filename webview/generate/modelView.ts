import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { ModelSummary } from '../../src/shared/form.ts';
import type { PickerCategory, PickerOption } from '../components/picker.ts';
import '../components/picker.ts';
import { button } from '../components/button.ts';
import type { App } from './app.ts';
import { outputLabel, taskLabel } from './words.ts';

const badgeOf = (model: ModelSummary): string | undefined => {
  switch (model.status) {
    case 'current':
      return undefined;
    case 'legacy':
      return l10n.t('former');
    case 'retired':
      return l10n.t('retired');
  }
};

function optionOf(model: ModelSummary): PickerOption {
  const badge = badgeOf(model);
  const tasks = [model.task, ...model.alsoTasks];
  return {
    key: model.id,
    label: model.name,
    detail: `${taskLabel(model.task)} · ${model.family}`,
    words: `${model.summary} ${tasks.map(taskLabel).join(' ')} ${tasks.join(' ')}`,
    categories: [`output:${model.output}`, ...tasks.map(task => `task:${task}`)],
    ...(badge === undefined ? {} : { badge })
  };
}

function categoriesOf(models: readonly ModelSummary[]): readonly PickerCategory[] {
  const outputs = [...new Set(models.map(model => model.output))];
  const tasks = [...new Set(models.flatMap(model => [model.task, ...model.alsoTasks]))];
  return [
    { key: '', label: l10n.t('All models') },
    ...outputs.map(output => ({ key: `output:${output}`, label: outputLabel(output) })),
    ...tasks.map(task => ({ key: `task:${task}`, label: taskLabel(task) }))
  ];
}

let listed: readonly ModelSummary[] | undefined;
let options: readonly PickerOption[] = [];
let categories: readonly PickerCategory[] = [];

/** The choice of the model, with what it is for. The list is made once for each table that arrives. */
export function modelView(app: App, models: readonly ModelSummary[]): TemplateResult {
  if (listed !== models) {
    listed = models;
    options = models.map(optionOf);
    categories = categoriesOf(models);
  }
  const entry = app.snapshot?.model?.entry;
  const successor = models.find(model => model.id === entry?.successor);
  return html`<div class="model">
    <span class="label">${l10n.t('Model')}</span>
    <kie-picker
      id="model"
      .options=${options}
      .categories=${categories}
      .chosen=${entry?.id}
      .label=${l10n.t('Model')}
      .placeholder=${l10n.t('Choose a model…')}
      .describedBy=${['model-note']}
      @kie-pick=${(event: CustomEvent<string>) => {
        if (event.detail !== entry?.id) void app.chooseModel(event.detail);
      }}
    ></kie-picker>
    ${
      entry === undefined
        ? nothing
        : html`<div class="note" id="model-note">
            ${entry.summary}
            ${
              entry.docs === undefined
                ? nothing
                : html`<button type="button" class="link" @click=${() => void app.command('openDocs')}>
                    ${l10n.t('Documentation')}
                  </button>`
            }
          </div>`
    }
    ${
      entry === undefined || successor === undefined || entry.status === 'current'
        ? nothing
        : html`<div class="advice">
            <p>${l10n.t('A newer model has taken its place: {0}.', successor.name)}</p>
            ${button(l10n.t('Use {0}', successor.name), () => void app.chooseModel(successor.id))}
          </div>`
    }
  </div>`;
}

const SUGGESTED_TASKS = [
  'text-to-image',
  'image-edit',
  'upscale-image',
  'image-to-video',
  'text-to-speech',
  'text-to-music'
];

/** What stands there before a model is chosen: one current model for each of the usual tasks. */
export function emptyView(app: App, models: readonly ModelSummary[]): TemplateResult {
  const suggestions = SUGGESTED_TASKS.map(task =>
    models.find(model => model.task === task && model.status === 'current')
  ).filter(model => model !== undefined);
  return html`<section class="empty" aria-label=${l10n.t('Suggestions')}>
    <p>${l10n.t('What would you like to make?')}</p>
    ${suggestions.map(
      model =>
        html`<button type="button" class="suggestion" @click=${() => void app.chooseModel(model.id)}>
          <span>${taskLabel(model.task)}</span><span class="quiet">${model.name}</span>
        </button>`
    )}
  </section>`;
}
