import * as l10n from '@vscode/l10n';
import { html } from 'lit';
import type { TemplateResult } from 'lit';
import type { Scalar } from '../../src/shared/model.ts';
import { iconButton, toggleButton } from '../components/button.ts';
import { dropdown, segmented } from '../components/choice.ts';
import type { ChoiceOptions } from '../components/choice.ts';
import '../components/numberBox.ts';
import '../components/picker.ts';
import { findIn } from '../components/pickerOptions.ts';
import { ratioChoice } from '../components/ratioChoice.ts';
import { switchBox } from '../components/switchBox.ts';
import '../components/textBox.ts';
import { isLongText, labelOf } from './controlKind.ts';
import type { ControlKind } from './controlKind.ts';
import type { Field } from './fieldContext.ts';
import { isSeed, newSeed, rollFlag } from './seeds.ts';

export type ScalarKind = Exclude<ControlKind, 'variants' | 'media' | 'list' | 'object'>;

/** The control of a single value. */
export function scalarView(field: Field, kind: ScalarKind): TemplateResult {
  switch (kind) {
    case 'ratio':
    case 'segmented':
    case 'dropdown':
    case 'picker':
      return choiceView(field, kind);
    case 'boolean':
      return switchBox(
        field.label,
        (field.value ?? field.assumed) === true,
        checked => field.app.set(field.keys, checked),
        { describedBy: field.describedBy, invalid: field.issues.length > 0 }
      );
    case 'number':
      return isSeed(String(field.name), field.param) ? seedView(field) : numberView(field);
    case 'colour':
      return colourView(field);
    case 'text':
      return textView(field);
  }
}

function choiceView(field: Field, kind: 'ratio' | 'segmented' | 'dropdown' | 'picker'): TemplateResult {
  const { app, keys, param, value, assumed } = field;
  const allowed = field.state.enum ?? param.enum ?? [];
  const isScalar = (candidate: unknown): candidate is Scalar =>
    ['string', 'number', 'boolean'].includes(typeof candidate);
  // A value that the rules took out of the list stays visible until another is chosen.
  const values = isScalar(value) && !allowed.includes(value) ? [...allowed, value] : allowed;
  const choices = values.map(option => ({
    key: String(option),
    label: allowed.includes(option) ? labelOf(param, option) : l10n.t('{0} (not possible now)', labelOf(param, option)),
    ...(param.enumNotes?.[String(option)] === undefined ? {} : { note: param.enumNotes[String(option)] ?? '' })
  }));
  const shown = value ?? (isScalar(assumed) && values.includes(assumed) ? assumed : undefined);
  const chosen = isScalar(shown) ? String(shown) : undefined;
  const choose = (key: string | undefined): void => {
    const next = values.find(option => String(option) === key);
    if (next !== app.get(keys)) app.set(keys, next);
  };
  const options: ChoiceOptions = {
    id: field.id,
    label: field.label,
    describedBy: field.describedBy,
    invalid: field.issues.length > 0,
    required: field.required
  };
  if (kind === 'ratio') return ratioChoice(choices, chosen, choose, options);
  if (kind === 'segmented') return segmented(choices, chosen, choose, options);
  if (kind === 'dropdown') {
    return dropdown(choices, chosen, choose, {
      ...options,
      ...(chosen === undefined ? { emptyLabel: l10n.t('Choose…') } : {})
    });
  }
  const lines = choices.map(({ key, label, note }) => ({
    key,
    label,
    ...(note === undefined ? {} : { detail: note })
  }));
  const line = lines.find(({ key }) => key === chosen);
  return html`<kie-picker
    id="${field.id}-picker"
    .find=${findIn(lines)}
    .chosen=${chosen}
    .chosenLabel=${line?.label}
    .chosenDetail=${line?.detail}
    .label=${field.label}
    .placeholder=${l10n.t('Choose…')}
    .invalid=${options.invalid}
    .describedBy=${options.describedBy}
    @kie-pick=${(event: CustomEvent<string>) => choose(event.detail)}
  ></kie-picker>`;
}

function numberView(field: Field, plain = false): TemplateResult {
  const { app, keys, param, state, value, assumed } = field;
  return html`<kie-number
    class="number-row"
    .plain=${plain}
    .value=${typeof value === 'number' ? value : undefined}
    .shown=${typeof assumed === 'number' ? assumed : undefined}
    .min=${state.minimum ?? param.minimum}
    .max=${state.maximum ?? param.maximum}
    .step=${param.step ?? param.multipleOf ?? (param.type === 'integer' ? 1 : undefined)}
    .label=${field.label}
    .placeholder=${typeof assumed === 'number' ? String(assumed) : ''}
    .required=${field.required}
    .invalid=${field.issues.length > 0}
    .describedBy=${field.describedBy}
    @kie-number=${(event: CustomEvent<number | undefined>) => app.set(keys, event.detail)}
  ></kie-number>`;
}

/** A number that makes a result repeatable: rolled by the dice, and kept or rolled anew for each run. */
function seedView(field: Field): TemplateResult {
  const { app, keys, param, value, label } = field;
  const flag = rollFlag(String(field.name));
  const kept = app.flag(flag) !== true;
  return html`<div class="seed">
    ${numberView(field, true)}
    ${iconButton('dice', l10n.t('{0}: roll the dice', label), () => app.set(keys, newSeed(param)))}
    ${
      value === undefined
        ? ''
        : toggleButton('pin', l10n.t('{0}: keep it for the next runs', label), kept, () => app.setFlag(flag, kept))
    }
  </div>`;
}

function colourView(field: Field): TemplateResult {
  const { app, keys, value, label } = field;
  return html`<div class="colour">
    <input
      type="color"
      class="swatch"
      aria-label=${l10n.t('{0}: choose', label)}
      .value=${typeof value === 'string' && /^#[\da-f]{6}$/i.test(value) ? value.toLowerCase() : '#000000'}
      @input=${(event: Event) => app.set(keys, (event.target as HTMLInputElement).value)}
    />
    ${textView(field)}
  </div>`;
}

function textView(field: Field): TemplateResult {
  const { app, keys, param, value, assumed } = field;
  const name = String(field.name);
  return html`<kie-text
    .value=${typeof value === 'string' ? value : ''}
    .label=${field.label}
    .placeholder=${typeof assumed === 'string' ? assumed : ''}
    .multiline=${isLongText(name, param)}
    .required=${field.required}
    .invalid=${field.issues.length > 0}
    .describedBy=${field.describedBy}
    @kie-input=${(event: CustomEvent<string>) =>
      // An emptied text counts as untouched; in a list the line stays.
      app.set(keys, event.detail === '' && typeof field.name === 'string' ? undefined : event.detail)}
  ></kie-text>`;
}
