import * as l10n from '@vscode/l10n';
import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { compact } from '../../../src/shared/compact.ts';
import type { Scalar } from '../../../src/shared/modelRule.ts';
import { sampleAddress } from '../../../src/shared/catalog/samples.ts';
import { dropdown, segmented } from '../../components/choice.ts';
import type { Choice, ChoiceOptions } from '../../components/choice.ts';
import '../../components/picker/picker.ts';
import '../../components/sample.ts';
import { findIn } from '../../components/picker/pickerOptions.ts';
import type { PickerOption } from '../../components/picker/pickerOptions.ts';
import { ratioChoice } from '../../components/ratioChoice.ts';
import { labelOf } from '../model/controlKind.ts';
import { priceNote, shortPrice } from '../model/text/optionPrice.ts';
import { byShape, isScalar, listedValues } from '../model/values/listedValues.ts';
import { groupOf } from '../model/values/voices.ts';
import { sampleAccess } from '../state/sampleAccess.ts';
import { setValue } from '../state/draftActions.ts';
import { valueAt } from '../state/pageState.ts';
import type { Field } from './fieldContext.ts';

type ChoiceKind = 'ratio' | 'segmented' | 'dropdown' | 'picker';
type Choose = (key: string | undefined) => void;

/** One of several values: as frames, as a row of buttons, as a menu, or as a list with search. */
export function choiceView(field: Field, kind: ChoiceKind): TemplateResult {
  const { page, keys, param, assumed } = field;
  const listed = listedValues(param, allowedOf(field), field.value, kind === 'picker');
  const values = kind === 'ratio' ? byShape(listed.values) : listed.values;
  const shown = listed.current ?? (isScalar(assumed) && values.includes(assumed) ? assumed : undefined);
  const chosen = isScalar(shown) ? String(shown) : undefined;
  const choices = values.map(option => priced(field, option, choiceOf(field, option, listed.current), kind));
  const choose: Choose = key => {
    const next = values.find(option => String(option) === key);
    if (next !== valueAt(page.store.get(), keys)) setValue(page, keys, next);
  };
  const options: ChoiceOptions = {
    id: field.id,
    label: field.accessibleName,
    describedBy: field.describedBy,
    invalid: field.issues.length > 0,
    required: field.required
  };
  switch (kind) {
    case 'ratio':
      return ratioChoice(choices, chosen, choose, options);
    case 'segmented':
      return segmented(choices, chosen, choose, options);
    case 'dropdown':
      return dropdown(choices, chosen, choose, {
        ...options,
        ...(chosen === undefined ? { emptyLabel: l10n.t('Choose…') } : {})
      });
    case 'picker':
      return searchableList(field, choices, chosen, { choose, options });
  }
}

const allowedOf = ({ state, param }: Field): readonly Scalar[] => state.enum ?? param.enum ?? [];

function choiceOf(field: Field, option: Scalar, current: Scalar | undefined): Choice {
  const { param, state } = field;
  const label = labelOf(param, option);
  // KIE accepts some undocumented values: they are not listed, but a current one is not an error.
  const isPossible = allowedOf(field).includes(option) || param.alsoValues?.includes(option) === true;
  const note = isPossible
    ? param.enumNotes?.[String(option)]
    : (state.because ?? l10n.t('Unavailable with current settings'));
  return {
    key: String(option),
    label: !isPossible && option === current ? l10n.t('{0} (unavailable with current settings)', label) : label,
    ...(isPossible ? {} : { disabled: true }),
    ...(note === undefined ? {} : { note })
  };
}

/** Adds the price of one run where the option changes it: "4K · 24". */
function priced({ pageState, path }: Field, option: Scalar, choice: Choice, kind: ChoiceKind): Choice {
  const price = pageState.evaluation?.optionPrices?.[path]?.[String(option)];
  if (price === undefined || kind === 'ratio' || choice.disabled === true) return choice;
  const text = priceNote(price);
  return {
    ...choice,
    label: l10n.t('{0} · {1}', choice.label, shortPrice(price)),
    note: choice.note === undefined ? text : l10n.t('{0} ({1})', choice.note, text)
  };
}

function searchableList(
  { page, param }: Field,
  choices: readonly Choice[],
  chosen: string | undefined,
  { choose, options }: { readonly choose: Choose; readonly options: ChoiceOptions }
): TemplateResult {
  const { id, label, invalid, describedBy } = options;
  const lines = choices.map((choice): PickerOption => {
    const detail = [choice.note, groupOf(param, choice.key)].filter(text => text !== undefined).join(' · ');
    const sample = sampleAddress(param, choice.key);
    return compact({ key: choice.key, label: choice.label, detail: detail === '' ? undefined : detail, sample });
  });
  const line = lines.find(({ key }) => key === chosen);
  const samples = param.previewUrl === undefined ? undefined : sampleAccess(page);
  const picker = html`<kie-picker
    id="${id}-picker"
    .find=${findIn(lines)}
    .chosen=${chosen}
    .chosenLabel=${line?.label}
    .chosenDetail=${line?.detail}
    .label=${label}
    .placeholder=${l10n.t('Choose…')}
    .samples=${samples}
    .invalid=${invalid}
    .describedBy=${describedBy}
    @kie-pick=${(event: CustomEvent<PickerOption>) => choose(event.detail.key)}
  ></kie-picker>`;
  if (samples === undefined) return picker;
  return html`<div class="with-sample">
    ${picker}
    <kie-sample look="icon" .address=${line?.sample ?? ''} .name=${line?.label ?? ''} .access=${samples}></kie-sample>
  </div>`;
}
