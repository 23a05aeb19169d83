import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { ModelSummary } from '../../../src/shared/form.ts';
import type { ModelEntry } from '../../../src/shared/model.ts';
import type { PickerState } from '../../../src/shared/protocol/preferences.ts';
import type { Snapshot } from '../../../src/shared/protocol/snapshot.ts';
import { taskLabel } from '../../../src/shared/format/taskLabel.ts';
import { toggleButton } from '../../components/button.ts';
import type {
  Find,
  PickerCategory,
  PickerGroup,
  PickerOffer,
  PickerOption
} from '../../components/picker/pickerOptions.ts';
import '../../components/picker/picker.ts';
import { pickModel } from '../state/chooseModel.ts';
import { runCommand } from '../state/page.ts';
import type { Page } from '../state/page.ts';
import type { PageState } from '../state/pageState.ts';
import { carriedView } from './carriedView.ts';
import { notesView } from './notesView.ts';
import { originView } from './originView.ts';
import { resetView } from './resetView.ts';
import { modelCategories, modelFinder } from '../model/modelOptions.ts';
import type { KnownHealth } from '../model/modelOptions.ts';
import { changePicker } from '../state/pickerActions.ts';
import { formatList } from '../../../src/shared/format/listFormat.ts';

interface ModelList {
  readonly models: readonly ModelSummary[];
  readonly picker: PickerState;
  readonly find: Find;
  readonly categories: readonly PickerCategory[];
  readonly health?: KnownHealth;
}

let lastList: ModelList | undefined;

/** Builds the list once for each list of models, each picker state and each success rate. */
function listFor({ model, models, notes, picker }: Snapshot): ModelList {
  const id = model?.entry.id;
  const health = id === undefined || notes?.health === undefined ? undefined : { ...notes.health, id };
  const last = lastList?.health;
  const isSame = last?.id === health?.id && last?.word === health?.word && last?.failed === health?.failed;
  if (lastList?.models !== models || lastList.picker !== picker || !isSame) {
    const find = modelFinder(models, picker, health);
    lastList = { models, picker, find, categories: modelCategories(models), ...(health && { health }) };
  }
  return lastList;
}

/** The choice of the model, with its description. */
export function modelView(state: PageState, page: Page, snapshot: Snapshot): TemplateResult {
  const { picker } = snapshot;
  const entry = snapshot.model?.entry;
  return html`<div class="model">
    <div class="field-head">
      <span class="label">${l10n.t('Model')}</span><span class="grow"></span>
      ${
        entry === undefined
          ? nothing
          : toggleButton('star', l10n.t('Favorite: {0}', entry.name), picker.favorites.includes(entry.id), () =>
              toggleFavorite(page, picker, entry.id)
            )
      }
    </div>
    ${modelPicker(page, snapshot)} ${entry === undefined ? nothing : noteView(page, entry)}
    ${originView(snapshot.model)} ${notesView(page, snapshot)} ${carriedView(state, page)} ${resetView(state, page)}
    ${leftOutLine(snapshot)}
  </div>`;
}

const toggleFavorite = (page: Page, picker: PickerState, id: string): void =>
  void changePicker(page, { favorite: { id, on: !picker.favorites.includes(id) } });

function modelPicker(page: Page, snapshot: Snapshot): TemplateResult {
  const { picker } = snapshot;
  const { find, categories } = listFor(snapshot);
  const entry = snapshot.model?.entry;
  const offers = (query: string, category: string): readonly PickerOffer[] =>
    offersFor(page, snapshot, { query, category });
  return html`<kie-picker
    id="model"
    .find=${find}
    .categories=${categories}
    .preferred=${(category: string) => (category === '' ? undefined : picker.last[category])}
    .offers=${offers}
    .emptyText=${l10n.t('No models found.')}
    .toggle=${{ label: l10n.t('Show older models'), on: picker.showLegacy }}
    .chosen=${entry?.id}
    .chosenLabel=${entry?.name}
    .chosenDetail=${entry === undefined ? undefined : `${taskLabel(entry.task)} · ${entry.family}`}
    .label=${l10n.t('Model')}
    .placeholder=${l10n.t('Choose a model…')}
    .describedBy=${snapshot.model?.live === undefined ? ['model-note'] : ['model-note', 'model-origin']}
    @kie-pick=${({ detail }: CustomEvent<PickerOption>) => void pickModel(page, detail.key, detail.input)}
    @kie-look=${(event: CustomEvent<string>) => void page.lookAhead.look(event.detail)}
    @kie-star=${(event: CustomEvent<string>) => toggleFavorite(page, picker, event.detail)}
    @kie-toggle=${(event: CustomEvent<boolean>) => void changePicker(page, { showLegacy: event.detail })}
  ></kie-picker>`;
}

/** Ways on from a search without results. */
function offersFor(
  page: Page,
  { models, picker }: Snapshot,
  { query, category }: { readonly query: string; readonly category: string }
): readonly PickerOffer[] {
  const withOlder = (): readonly PickerGroup[] => modelFinder(models, { ...picker, showLegacy: true })(query, category);
  const older: readonly PickerOffer[] =
    picker.showLegacy || withOlder().length === 0
      ? []
      : [{ label: l10n.t('Show older models'), run: () => void changePicker(page, { showLegacy: true }) }];
  return [
    ...older,
    {
      label: l10n.t('Add a model from its documentation…'),
      run: () => void runCommand(page, 'addModel'),
      closes: true
    }
  ];
}

const noteView = (page: Page, { summary, docs }: ModelEntry): TemplateResult =>
  html`<div class="note" id="model-note">
    ${summary}
    ${
      docs === undefined
        ? nothing
        : html`<button type="button" class="link" @click=${() => void runCommand(page, 'openDocs')}>
            ${l10n.t('Documentation')}
          </button>`
    }
  </div>`;

/** Lists the values that the last change of the model did not carry over: those without a place here, and masks. */
function leftOutLine({ leftOut = [], model }: Snapshot): TemplateResult | typeof nothing {
  if (leftOut.length === 0 || model === undefined) return nothing;
  return html`<p class="quiet left-out" role="status">${l10n.t('Not carried over: {0}.', formatList(leftOut))}</p>`;
}
