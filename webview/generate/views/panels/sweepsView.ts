import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Param } from '../../../../src/shared/model.ts';
import type { Scalar } from '../../../../src/shared/modelRule.ts';
import { dropdown } from '../../../components/choice.ts';
import type { ChoiceOptions } from '../../../components/choice.ts';
import { icon } from '../../../components/icons.ts';
import '../../../components/textBox.ts';
import { labelOf } from '../../model/controlKind.ts';
import { listedInOrder } from '../../model/values/listedValues.ts';
import { numbersText, readNumbers } from '../../model/values/numberList.ts';
import { setSweep } from '../../state/batchActions.ts';
import { openBatchFields, valuesId, valuesLabel } from '../../state/batchFields.ts';
import type { Page } from '../../state/page.ts';
import { entryOf, fieldStateAt, isTooMany } from '../../state/pageState.ts';
import type { Axis, PageState } from '../../state/pageState.ts';

type NamedParam = readonly [name: string, param: Param];

/** The ids of the reasons why runs are skipped, and of the limit; they describe the controls that cause them. */
export const SKIPPED = 'batch-skipped';
export const LIMIT = 'batch-limit';

/** The number of wrong parts of a list that are named. */
const MAX_PROBLEMS = 3;

const NAME = { describedBy: [], invalid: false, required: false };

/** The parameters to vary, at most two, each with its values. */
export function sweepsView(state: PageState, page: Page): TemplateResult | typeof nothing {
  const { sweep, second } = state.batch;
  const params = sweepable(state);
  if (params.length === 0) return nothing;
  const others = params.filter(([name]) => name !== sweep?.name);
  return html`${sweepView(state, page, params, 'sweep')}
  ${sweep === undefined || (others.length === 0 && second === undefined) ? nothing : sweepView(state, page, others, 'second')}`;
}

function sweepView(state: PageState, page: Page, params: readonly NamedParam[], axis: Axis): TemplateResult {
  const sweep = state.batch[axis];
  const param = params.find(([name]) => name === sweep?.name)?.[1];
  const label = axis === 'sweep' ? l10n.t('Vary') : l10n.t('Vary also');
  const choices = params.map(([name, { label: text }]) => ({ key: name, label: text ?? name }));
  const choose = (name: string | undefined): void =>
    setSweep(page, axis, name === undefined ? undefined : { name, values: [] });
  const options = { ...NAME, id: axis, label, emptyLabel: l10n.t('None') };
  return html`<span>${label}</span> ${dropdown(choices, sweep?.name, choose, options)}
    ${sweep === undefined || param === undefined ? nothing : valuesView(state, page, param, axis)}`;
}

/** Parameters whose values can be listed: choices, numbers, switches. A chosen one stays while the rules hide it. */
const sweepable = (state: PageState): readonly NamedParam[] =>
  Object.entries(entryOf(state)?.params ?? {}).filter(
    ([name, { type, media, enum: values }]) =>
      media === undefined &&
      (fieldStateAt(state, [name]).hidden !== true ||
        name === state.batch.sweep?.name ||
        name === state.batch.second?.name) &&
      (values !== undefined || type === 'number' || type === 'integer' || type === 'boolean') &&
      type !== 'array'
  );

function valuesView(state: PageState, page: Page, param: Param, axis: Axis): TemplateResult | typeof nothing {
  const sweep = state.batch[axis];
  if (sweep === undefined) return nothing;
  const choices =
    fieldStateAt(state, [sweep.name]).enum ?? param.enum ?? (param.type === 'boolean' ? [true, false] : undefined);
  const id = valuesId(axis);
  const isSkipped = state.quote?.issues.some(({ path }) => path === sweep.name) ?? false;
  const isOver = isTooMany(state) && openBatchFields(state).some(field => field.id === id);
  const box: ValuesBox = {
    id,
    label: valuesLabel(state, axis),
    invalid: isSkipped || isOver,
    describedBy: [...(isSkipped ? [SKIPPED] : []), ...(isOver ? [LIMIT] : [])]
  };
  if (choices === undefined) return numbersView(state, page, param, { ...box, axis, name: sweep.name });
  const ordered = listedInOrder(choices);
  const set = (values: readonly Scalar[]): void => setSweep(page, axis, { name: sweep.name, values });
  return html`<div
    class="chips"
    id=${id}
    role="group"
    aria-label=${box.label}
    aria-describedby=${box.describedBy.join(' ')}
  >
    ${ordered.map(choice => {
      const on = sweep.values.includes(choice);
      return html`<button
        type="button"
        class="chip"
        aria-pressed=${String(on)}
        @click=${() => set(ordered.filter(value => (value === choice ? !on : sweep.values.includes(value))))}
      >
        ${typeof choice === 'boolean' ? (choice ? l10n.t('on') : l10n.t('off')) : labelOf(param, choice)}
      </button>`;
    })}
  </div>`;
}

type ValuesBox = Pick<ChoiceOptions, 'id' | 'label' | 'invalid' | 'describedBy'>;

/** Numbers as text. While a part of it is no number, the parameter has no values, so that nothing runs. */
function numbersView(
  { sweepTexts }: PageState,
  page: Page,
  param: Param,
  { id, label, invalid, describedBy, axis, name }: ValuesBox & { readonly axis: Axis; readonly name: string }
): TemplateResult {
  const text = sweepTexts[axis] ?? '';
  const { numbers, problems, hasDuplicates } = readNumbers(text, param);
  const shown = numbersText(numbers);
  const more = problems.length - MAX_PROBLEMS;
  const isPlain = problems.length > 0 || numbers.length === 0 || plainText(text) === plainText(shown);
  const note = hasDuplicates
    ? l10n.t('Runs with {0}. Duplicates are skipped.', shown)
    : l10n.t('Runs with {0}.', shown);
  return html`<kie-text
      id=${id}
      .label=${label}
      .invalid=${invalid || problems.length > 0}
      .describedBy=${[`${id}-note`, `${id}-issues`, ...describedBy]}
      .placeholder=${l10n.t('comma-separated values')}
      .value=${text}
      @kie-input=${(event: CustomEvent<string>) => {
        const entered = readNumbers(event.detail, param);
        setSweep(page, axis, { name, values: entered.problems.length > 0 ? [] : entered.numbers }, event.detail);
      }}
    ></kie-text>
    <div class="note" id="${id}-note">${isPlain ? nothing : note}</div>
    <div class="issues" id="${id}-issues">
      ${problems.slice(0, MAX_PROBLEMS).map(problem => html`<p>${icon('error')}<span>${problem}</span></p>`)}
      ${more > 0 ? html`<span class="quiet">${l10n.t('+{0} more', more)}</span>` : nothing}
    </div>`;
}

/** The text without what does not change its meaning. */
const plainText = (text: string): string => text.replace(/[\s,]+/g, ' ').trim();
