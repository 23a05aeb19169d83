import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { iconButton, toggleButton } from '../../components/button.ts';
import '../../components/numberBox.ts';
import type { Field } from './fieldContext.ts';
import { newSeed, rollFlag } from '../model/seeds.ts';
import { specialLabel, specialValue } from '../model/specialValue.ts';
import type { SpecialValue } from '../model/specialValue.ts';

/** A number with a slider where it has both ends; `plain` without. */
export function numberView(field: Field, plain = false): TemplateResult {
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
export function seedView(field: Field): TemplateResult {
  const { app, keys, param, value, label } = field;
  const flag = rollFlag(String(field.name));
  const kept = app.flag(flag) !== true;
  return html`<div class="seed">
    ${numberView(field, true)}
    ${iconButton('dice', l10n.t('{0}: randomize seed', label), () => app.set(keys, newSeed(param)))}
    ${
      value === undefined
        ? ''
        : toggleButton('pin', l10n.t('{0}: keep for the next runs', label), kept, () => app.setFlag(flag, kept))
    }
  </div>`;
}

/** A list of whole numbers in a row, as a slider; what is typed counts once it is one of them. */
export function stepsView(field: Field): TemplateResult {
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
