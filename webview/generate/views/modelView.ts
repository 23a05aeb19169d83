import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { ModelSummary } from '../../../src/shared/form.ts';
import type { PickerState } from '../../../src/shared/protocol/preferences.ts';
import type { Snapshot } from '../../../src/shared/protocol/snapshot.ts';
import { taskLabel } from '../../../src/shared/taskLabel.ts';
import { button, toggleButton } from '../../components/button.ts';
import type { Find, PickerCategory } from '../../components/pickerOptions.ts';
import '../../components/picker.ts';
import type { App } from '../state/app.ts';
import { modelCategories, modelFinder } from '../model/modelOptions.ts';
import { keepInPicker } from '../state/pickerActions.ts';

let made: { models: readonly ModelSummary[]; picker: PickerState; find: Find; categories: readonly PickerCategory[] };

/** The list is made once for each table, and each change of what is kept for it. */
function listFor({ models, picker }: Snapshot): typeof made {
  // Before the first call there is nothing made, whatever the type says.
  if ((made as typeof made | undefined)?.models !== models || made.picker !== picker) {
    made = { models, picker, find: modelFinder(models, picker), categories: modelCategories(models) };
  }
  return made;
}

/** The choice of the model, with what it is for. */
export function modelView(app: App, snapshot: Snapshot): TemplateResult {
  const { models, picker } = snapshot;
  const { find, categories } = listFor(snapshot);
  const entry = snapshot.model?.entry;
  const starred = entry !== undefined && picker.favourites.includes(entry.id);
  const star = (id: string): void => void keepInPicker(app, { favourite: { id, on: !picker.favourites.includes(id) } });
  return html`<div class="model">
    <div class="field-head">
      <span class="label">${l10n.t('Model')}</span><span class="grow"></span>
      ${
        entry === undefined
          ? nothing
          : toggleButton('star', l10n.t('Favorite: {0}', entry.name), starred, () => star(entry.id))
      }
    </div>
    <kie-picker
      id="model"
      .find=${find}
      .categories=${categories}
      .preferred=${(category: string) => (category === '' ? undefined : picker.last[category])}
      .toggle=${{ label: l10n.t('Show older models'), on: picker.showFormer }}
      .chosen=${entry?.id}
      .chosenLabel=${entry?.name}
      .chosenDetail=${entry === undefined ? undefined : `${taskLabel(entry.task)} · ${entry.family}`}
      .label=${l10n.t('Model')}
      .placeholder=${l10n.t('Choose a model…')}
      .describedBy=${['model-note']}
      @kie-pick=${(event: CustomEvent<string>) => {
        if (event.detail !== app.choice.last) void app.choice.choose(event.detail);
      }}
      @kie-look=${(event: CustomEvent<string>) => void app.choice.lookAhead(event.detail)}
      @kie-star=${(event: CustomEvent<string>) => star(event.detail)}
      @kie-toggle=${(event: CustomEvent<boolean>) => void keepInPicker(app, { showFormer: event.detail })}
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
    ${successorLine(app, snapshot, models)} ${leftOutLine(snapshot)}
  </div>`;
}

function successorLine(
  app: App,
  { model }: Snapshot,
  models: readonly ModelSummary[]
): TemplateResult | typeof nothing {
  const entry = model?.entry;
  if (entry === undefined || entry.status === 'current') return nothing;
  const successor = models.find(({ id }) => id === entry.successor);
  if (successor === undefined) {
    if (entry.status === 'legacy') return nothing;
    return html`<p class="advice">${l10n.t('No longer documented by KIE; runs may fail.')}</p>`;
  }
  const same = successor.name === entry.name;
  return html`<div class="advice">
    <p>${same ? l10n.t('Older endpoint.') : l10n.t('Replaced by {0}.', successor.name)}</p>
    ${button(
      same ? l10n.t('Switch to the current one') : l10n.t('Use {0} instead', successor.name),
      () => void app.choice.choose(successor.id)
    )}
  </div>`;
}

/** What the change of the model could not take along. */
function leftOutLine({ leftOut = [], model }: Snapshot): TemplateResult | typeof nothing {
  if (leftOut.length === 0 || model === undefined) return nothing;
  return html`<p class="quiet left-out" role="status">
    ${l10n.t('Not used by this model: {0}.', leftOut.join(', '))}
  </p>`;
}
