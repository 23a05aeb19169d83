import * as l10n from '@vscode/l10n';
import { html } from 'lit';
import type { TemplateResult } from 'lit';
import type { Scalar } from '../../../src/shared/model.ts';
import { dropdown, segmented } from '../../components/choice.ts';
import type { ChoiceOptions } from '../../components/choice.ts';
import '../../components/picker.ts';
import { findIn } from '../../components/pickerOptions.ts';
import { ratioOf } from '../../components/ratio.ts';
import { ratioChoice } from '../../components/ratioChoice.ts';
import { labelOf } from '../model/controlKind.ts';
import type { Field } from './fieldContext.ts';

/** One of a list of values: as frames, as buttons in a row, as a menu, or as a list that can be searched. */
export function choiceView(field: Field, kind: 'ratio' | 'segmented' | 'dropdown' | 'picker'): TemplateResult {
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
    // A value that KIE accepts undocumented is not listed, but stays as it is where it is set.
    const possible = allowed.includes(option) || param.alsoValues?.includes(option) === true;
    const note = possible
      ? param.enumNotes?.[String(option)]
      : (field.state.because ?? l10n.t('Unavailable with current settings'));
    const chosenWrongly = !possible && option === value;
    return {
      key: String(option),
      label: chosenWrongly
        ? l10n.t('{0} (unavailable with current settings)', labelOf(param, option))
        : labelOf(param, option),
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

/** Words such as "auto" first, then square, wide from less to more, tall from less to more. */
function byShape(values: readonly Scalar[]): readonly Scalar[] {
  const place = (value: Scalar): number => {
    const [width, height] = ratioOf(String(value)) ?? [0, 1];
    if (width === 0) return 0;
    return width >= height ? width / height : 1000 + height / width;
  };
  return values.toSorted((a, b) => place(a) - place(b));
}
