import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { iconButton, toggleButton } from '../../components/button.ts';
import '../../components/numberBox.ts';
import { setFlag, setValue } from '../state/draftActions.ts';
import { entryOf } from '../state/pageState.ts';
import type { Field } from './fieldContext.ts';
import { newSeed, rollFlag } from '../model/values/seeds.ts';
import { specialLabel, specialValue } from '../model/values/specialValue.ts';
import type { SpecialValue } from '../model/values/specialValue.ts';

/** A number, with a slider if it has both bounds; `plain` omits the slider. */
export function numberView(field: Field, plain = false): TemplateResult {
  const { page, pageState, keys, param, state, value, assumed } = field;
  const special = specialValue(entryOf(pageState)?.rules ?? [], field.path);
  return html`<kie-number
      class="number-row"
      .plain=${plain}
      .value=${typeof value === 'number' ? value : undefined}
      .shown=${typeof assumed === 'number' ? assumed : undefined}
      .min=${special?.minimum ?? state.minimum ?? param.minimum}
      .max=${special?.maximum ?? state.maximum ?? param.maximum}
      .special=${special?.value}
      .step=${param.step ?? param.multipleOf ?? (param.type === 'integer' ? 1 : undefined)}
      .label=${field.accessibleName}
      .placeholder=${typeof assumed === 'number' ? String(assumed) : ''}
      .required=${field.required}
      .invalid=${field.issues.length > 0}
      .describedBy=${field.describedBy}
      @kie-number=${(event: CustomEvent<number | undefined>) => setValue(page, keys, event.detail)}
    ></kie-number
    >${special === undefined ? nothing : specialButton(field, special)}`;
}

/** A button beside the slider for a value outside its range; pressed again, it removes the value. */
function specialButton(
  { page, keys, param, value, assumed, accessibleName }: Field,
  special: SpecialValue
): TemplateResult {
  const words = specialLabel(param, special);
  return html`<div class="chips">
    <button
      type="button"
      class="chip"
      aria-label="${accessibleName}: ${words}"
      aria-pressed=${String((value ?? assumed) === special.value)}
      @click=${() => setValue(page, keys, value === special.value ? undefined : special.value)}
    >
      ${words}
    </button>
  </div>`;
}

/** A seed: randomized by a button, and kept or randomized again for each run. */
export function seedView(field: Field): TemplateResult {
  const { page, pageState, keys, param, value, accessibleName: label } = field;
  const flag = rollFlag(String(field.name));
  const kept = pageState.flags.get(flag) !== true;
  return html`<div class="seed">
    ${numberView(field, true)}
    ${iconButton('dice', l10n.t('{0}: randomize seed', label), () => setValue(page, keys, newSeed(param)))}
    ${
      value === undefined
        ? ''
        : toggleButton('pin', l10n.t('{0}: keep for the next runs', label), kept, () => setFlag(page, flag, kept))
    }
  </div>`;
}

/** A sequence of allowed integers as a slider; typed numbers count once they are allowed. */
export function stepsView(field: Field): TemplateResult {
  const { page, keys, param, state } = field;
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
    .label=${field.accessibleName}
    .placeholder=${String(numberOf(field.assumed) ?? '')}
    .required=${field.required}
    .invalid=${field.issues.length > 0}
    .describedBy=${field.describedBy}
    @kie-number=${(event: CustomEvent<number | undefined>) => {
      const next = allowed.find(value => Number(value) === event.detail);
      if (next !== undefined || event.detail === undefined) setValue(page, keys, next);
    }}
  ></kie-number>`;
}
