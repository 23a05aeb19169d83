import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Param } from '../../../../src/shared/model.ts';
import type { Scalar } from '../../../../src/shared/modelRule.ts';
import { MAX_RUNS } from '../../../../src/shared/protocol/batch.ts';
import type { Batch, Sweep } from '../../../../src/shared/protocol/batch.ts';
import { dropdown } from '../../../components/choice.ts';
import type { ChoiceOptions } from '../../../components/choice.ts';
import '../../../components/textBox.ts';
import { labelOf } from '../../model/controlKind.ts';
import { listedInOrder } from '../../model/values/listedValues.ts';
import { setBatch } from '../../state/batchActions.ts';
import type { Page } from '../../state/page.ts';
import { entryOf, fieldStateAt } from '../../state/pageState.ts';
import type { PageState } from '../../state/pageState.ts';

type NamedParam = readonly [name: string, param: Param];

/** The id of the reasons why runs are skipped; they describe the values that cause them. */
export const SKIPPED = 'batch-skipped';

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
    setSweep(page, state.batch, axis, name === undefined ? undefined : { name, values: [] });
  const options = { ...NAME, id: axis, label, emptyLabel: l10n.t('None') };
  return html`<span>${label}</span> ${dropdown(choices, sweep?.name, choose, options)}
    ${sweep === undefined || param === undefined ? nothing : valuesView(state, page, param, axis)}`;
}

type Axis = 'sweep' | 'second';

/** Without a first parameter there is no second one. */
function setSweep(page: Page, batch: Batch, axis: Axis, next: Sweep | undefined): void {
  const { sweep, second, ...rest } = batch;
  const [one, two] = axis === 'sweep' ? [next, next?.name === second?.name ? undefined : second] : [sweep, next];
  setBatch(page, {
    ...rest,
    ...(one === undefined ? {} : { sweep: one }),
    ...(one === undefined || two === undefined ? {} : { second: two })
  });
}

/** Parameters whose values can be listed: choices, numbers, switches. */
const sweepable = (state: PageState): readonly NamedParam[] =>
  Object.entries(entryOf(state)?.params ?? {}).filter(
    ([name, { type, media, enum: values }]) =>
      media === undefined &&
      fieldStateAt(state, [name]).hidden !== true &&
      (values !== undefined || type === 'number' || type === 'integer' || type === 'boolean') &&
      type !== 'array'
  );

function valuesView(state: PageState, page: Page, param: Param, axis: Axis): TemplateResult | typeof nothing {
  const sweep = state.batch[axis];
  if (sweep === undefined) return nothing;
  const set = (values: readonly Scalar[]): void =>
    setSweep(page, page.store.get().batch, axis, { name: sweep.name, values: values.slice(0, MAX_RUNS) });
  const choices =
    fieldStateAt(state, [sweep.name]).enum ?? param.enum ?? (param.type === 'boolean' ? [true, false] : undefined);
  const label = l10n.t('Values: {0}', param.label ?? sweep.name);
  const invalid = state.quote?.issues.some(({ path }) => path === sweep.name) ?? false;
  const describedBy = invalid ? [SKIPPED] : [];
  if (choices === undefined) return numbersView(sweep, set, { label, invalid, describedBy });
  const ordered = listedInOrder(choices);
  return html`<div class="chips" role="group" aria-label=${label} aria-describedby=${describedBy.join(' ')}>
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

const numbersView = (
  sweep: Sweep,
  set: (values: readonly Scalar[]) => void,
  { label, invalid, describedBy }: Pick<ChoiceOptions, 'label' | 'invalid' | 'describedBy'>
): TemplateResult =>
  html`<kie-text
    .label=${label}
    .invalid=${invalid}
    .describedBy=${describedBy}
    .placeholder=${l10n.t('comma-separated values')}
    .value=${sweep.values.join(', ')}
    @change=${(event: Event) => {
      const text = (event.target as HTMLElement & { value?: string }).value ?? '';
      const numbers = text.split(/[\s,;]+/).filter(part => part !== '' && Number.isFinite(Number(part)));
      set(numbers.map(Number));
    }}
  ></kie-text>`;
