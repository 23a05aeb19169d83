import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Scalar } from '../../src/shared/model.ts';
import { iconButton, toggleButton } from '../components/button.ts';
import { dropdown, segmented } from '../components/choice.ts';
import type { ChoiceOptions } from '../components/choice.ts';
import '../components/numberBox.ts';
import '../components/picker.ts';
import { findIn } from '../components/pickerOptions.ts';
import { ratioOf } from '../components/ratio.ts';
import { ratioChoice } from '../components/ratioChoice.ts';
import { switchBox } from '../components/switchBox.ts';
import '../components/textBox.ts';
import { isLongText, labelOf } from './controlKind.ts';
import type { ControlKind } from './controlKind.ts';
import { earlierButton } from './earlierView.ts';
import type { Field } from './fieldContext.ts';
import { isSeed, newSeed, rollFlag } from './seeds.ts';
import { specialLabel, specialValue } from './specialValue.ts';
import type { SpecialValue } from './specialValue.ts';

export type ScalarKind = Exclude<ControlKind, 'variants' | 'media' | 'list' | 'object'>;

/** The control of a single value. */
export function scalarView(field: Field, kind: ScalarKind): TemplateResult {
  switch (kind) {
    case 'ratio':
    case 'segmented':
    case 'dropdown':
    case 'picker':
      return choiceView(field, kind);
    case 'steps':
      return stepsView(field);
    case 'boolean':
      return switchView(field);
    case 'number':
      return isSeed(String(field.name), field.param) ? seedView(field) : numberView(field);
    case 'colour':
      return colourView(field);
    case 'text':
      return html`${textView(field)}${earlierButton(field)}`;
  }
}

/** One that the rules leave one way only rests there. */
function switchView({ app, keys, value, assumed, state, label, required, describedBy, issues }: Field): TemplateResult {
  const shown = value ?? assumed;
  const [only, other] = state.enum ?? [];
  const settled = only !== undefined && other === undefined && (shown ?? false) === only;
  // Left out is not off where nobody says what is assumed then.
  const unset = required ? l10n.t('not chosen yet') : l10n.t("provider's default");
  return switchBox(label, typeof shown === 'boolean' ? shown : undefined, checked => app.set(keys, checked), {
    describedBy,
    invalid: issues.length > 0,
    disabled: settled,
    ...(typeof assumed === 'boolean' || settled ? {} : { unset })
  });
}

function choiceView(field: Field, kind: 'ratio' | 'segmented' | 'dropdown' | 'picker'): TemplateResult {
  const { app, keys, param, value, assumed } = field;
  const allowed = field.state.enum ?? param.enum ?? [];
  // What the rules took out stays in sight; only a long list shows just what is left.
  const listed = kind === 'picker' ? allowed : [...new Set([...(param.enum ?? []), ...allowed])];
  const isScalar = (candidate: unknown): candidate is Scalar =>
    ['string', 'number', 'boolean'].includes(typeof candidate);
  // One that is chosen too, until another is.
  const present = isScalar(value) && !listed.includes(value) ? [...listed, value] : listed;
  const values = kind === 'ratio' ? byShape(present) : present;
  const choices = values.map(option => {
    const possible = allowed.includes(option);
    const note = possible ? param.enumNotes?.[String(option)] : (field.state.because ?? l10n.t('Not possible now'));
    const chosenWrongly = !possible && option === value;
    return {
      key: String(option),
      label: chosenWrongly ? l10n.t('{0} (not possible now)', labelOf(param, option)) : labelOf(param, option),
      ...(possible ? {} : { disabled: true }),
      ...(note === undefined ? {} : { note })
    };
  });
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

/** A list of whole numbers in a row, as a slider; what is typed counts once it is one of them. */
function stepsView(field: Field): TemplateResult {
  const { app, keys, param, state } = field;
  const allowed = state.enum ?? param.enum ?? [];
  const numberOf = (value: unknown): number | undefined =>
    allowed.some(one => one === value) ? Number(value) : undefined;
  const figures = allowed.map(Number);
  return html`<kie-number
    class="number-row"
    .value=${numberOf(field.value)}
    .shown=${numberOf(field.assumed)}
    .min=${Math.min(...figures)}
    .max=${Math.max(...figures)}
    .step=${1}
    .label=${field.label}
    .placeholder=${String(numberOf(field.assumed) ?? '')}
    .required=${field.required}
    .invalid=${field.issues.length > 0}
    .describedBy=${field.describedBy}
    @kie-number=${(event: CustomEvent<number | undefined>) => {
      const next = allowed.find(value => Number(value) === event.detail);
      if (next !== undefined || event.detail === undefined) app.set(keys, next);
    }}
  ></kie-number>`;
}

/** Words such as "auto" first, then square, wide from less to more, tall from less to more. */
function byShape(values: readonly Scalar[]): readonly Scalar[] {
  const place = (value: Scalar): number => {
    const [width, height] = ratioOf(String(value)) ?? [0, 1];
    if (width === 0) return 0;
    return width >= height ? width / height : 1000 + height / width;
  };
  return values.toSorted((a, b) => place(a) - place(b));
}

function numberView(field: Field, plain = false): TemplateResult {
  const { app, keys, param, state, value, assumed } = field;
  const special = specialValue(app.snapshot?.model?.entry.rules ?? [], field.path);
  return html`<kie-number
      class="number-row"
      .plain=${plain}
      .value=${typeof value === 'number' ? value : undefined}
      .shown=${typeof assumed === 'number' ? assumed : undefined}
      .min=${special?.minimum ?? state.minimum ?? param.minimum}
      .max=${special?.maximum ?? state.maximum ?? param.maximum}
      .special=${special?.value}
      .step=${param.step ?? param.multipleOf ?? (param.type === 'integer' ? 1 : undefined)}
      .label=${field.label}
      .placeholder=${typeof assumed === 'number' ? String(assumed) : ''}
      .required=${field.required}
      .invalid=${field.issues.length > 0}
      .describedBy=${field.describedBy}
      @kie-number=${(event: CustomEvent<number | undefined>) => app.set(keys, event.detail)}
    ></kie-number
    >${special === undefined ? nothing : specialButton(field, special)}`;
}

/** Beside the range what no place on it stands for; pressed again it is as untouched. */
function specialButton({ app, keys, param, value, assumed, label }: Field, special: SpecialValue): TemplateResult {
  const words = specialLabel(param, special);
  return html`<div class="chips">
    <button
      type="button"
      class="chip"
      aria-label="${label}: ${words}"
      aria-pressed=${String((value ?? assumed) === special.value)}
      @click=${() => app.set(keys, value === special.value ? undefined : special.value)}
    >
      ${words}
    </button>
  </div>`;
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
