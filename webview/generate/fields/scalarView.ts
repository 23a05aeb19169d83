import * as l10n from '@vscode/l10n';
import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { switchBox } from '../../components/switchBox.ts';
import { choiceView } from './choiceView.ts';
import type { ControlKind } from '../model/controlKind.ts';
import { earlierButton } from './earlierView.ts';
import { setValue } from '../state/draftActions.ts';
import type { Field } from './fieldContext.ts';
import { numberView, seedView, stepsView } from './numberView.ts';
import { priceNote, shortPrice } from '../model/text/optionPrice.ts';
import { isSeed } from '../model/values/seeds.ts';
import { colorView, textView } from './textView.ts';

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
    case 'color':
      return colorView(field);
    case 'text':
      return html`${textView(field)}${earlierButton(field)}`;
  }
}

/** A switch; disabled when the rules allow one state only. */
function switchView({
  page,
  keys,
  value,
  assumed,
  state,
  label,
  accessibleName,
  required,
  describedBy,
  issues,
  pageState,
  path
}: Field): TemplateResult {
  const shown = value ?? assumed;
  const [only, other] = state.enum ?? [];
  const isFixed = only !== undefined && other === undefined && (shown ?? false) === only;
  // Without a documented default, an unset switch is neither on nor off.
  const unset = required ? l10n.t('required') : l10n.t('model default');
  const { true: on, false: off } = pageState.evaluation?.optionPrices?.[path] ?? {};
  const price = on === undefined || off === undefined ? '' : l10n.t('{0} on, {1} off', priceNote(on), shortPrice(off));
  return html`${switchBox(
    label,
    typeof shown === 'boolean' ? shown : undefined,
    checked => setValue(page, keys, checked),
    {
      describedBy,
      ...(accessibleName === label ? {} : { name: accessibleName }),
      invalid: issues.length > 0,
      disabled: isFixed,
      ...(typeof assumed === 'boolean' || isFixed ? {} : { unset })
    }
  )}${price === '' ? '' : html`<span class="counter switch-price">${price}</span>`}`;
}
