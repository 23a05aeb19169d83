import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Issue } from '../../../src/shared/form.ts';
import type { Param } from '../../../src/shared/model.ts';
import type { Scalar } from '../../../src/shared/modelRule.ts';
import { MAX_RUNS } from '../../../src/shared/protocol/batch.ts';
import type { Sweep } from '../../../src/shared/protocol/batch.ts';
import { dropdown } from '../../components/choice.ts';
import '../../components/numberBox.ts';
import '../../components/textBox.ts';
import { setBatch } from '../state/batchActions.ts';
import type { Page } from '../state/page.ts';
import { entryOf, fieldStateAt } from '../state/pageState.ts';
import type { PageState } from '../state/pageState.ts';
import { labelOf } from '../model/controlKind.ts';

/** The number of excluded values whose reasons show. */
const MAX_REASONS = 3;
type NamedParam = readonly [name: string, param: Param];

const NAME = { describedBy: [], invalid: false, required: false };

/** Several runs at once: the same draft with other seeds, or one parameter over several values. */
export function batchView(state: PageState, page: Page): TemplateResult {
  const { batch, quote } = state;
  const { sweep } = batch;
  const params = sweepable(state);
  const param = params.find(([name]) => name === sweep?.name)?.[1];
  return html`<div class="panel" role="group" aria-label=${l10n.t('Batch')}>
    ${sweep === undefined ? timesView(page, batch.times) : nothing}
    ${params.length === 0 ? nothing : sweepChoice(page, params, sweep)}
    ${sweep === undefined || param === undefined ? nothing : valuesView(state, page, sweep, param)}
    ${sweep === undefined ? nothing : leftOut(quote?.issues ?? [])}
    ${sweep === undefined ? html`<p class="quiet">${l10n.t('A fixed seed increases by 1 with each run.')}</p>` : nothing}
  </div>`;
}

const timesView = (page: Page, times: number): TemplateResult =>
  html`<label class="batch-line"
    ><span>${l10n.t('Number of runs')}</span
    ><kie-number
      .plain=${true}
      .value=${times}
      .min=${1}
      .max=${MAX_RUNS}
      .step=${1}
      .label=${l10n.t('Number of runs')}
      @kie-number=${(event: CustomEvent<number | undefined>) => {
        const next = Math.round(event.detail ?? 1);
        if (next >= 1 && next <= MAX_RUNS) setBatch(page, { times: next });
      }}
    ></kie-number
  ></label>`;

function sweepChoice(page: Page, params: readonly NamedParam[], sweep: Sweep | undefined): TemplateResult {
  const choices = params.map(([name, { label }]) => ({ key: name, label: label ?? name }));
  const choose = (name: string | undefined): void =>
    setBatch(page, name === undefined ? { times: 1 } : { times: 1, sweep: { name, values: [] } });
  return html`<span>${l10n.t('Vary')}</span> ${dropdown(choices, sweep?.name, choose, {
      ...NAME,
      id: 'sweep',
      label: l10n.t('Vary'),
      emptyLabel: l10n.t('None')
    })}`;
}

/** The values of the sweep that cannot run with the current draft. */
const leftOut = (issues: readonly Issue[]): TemplateResult | typeof nothing =>
  issues.length === 0
    ? nothing
    : html`<div class="issues" role="status">
        ${issues.slice(0, MAX_REASONS).map(({ message }) => html`<p>${l10n.t('Skipped: {0}', message)}</p>`)}
      </div>`;

/** Parameters whose values can be listed: choices, numbers, switches. */
const sweepable = (state: PageState): readonly NamedParam[] =>
  Object.entries(entryOf(state)?.params ?? {}).filter(
    ([name, { type, media, enum: values }]) =>
      media === undefined &&
      fieldStateAt(state, [name]).hidden !== true &&
      (values !== undefined || type === 'number' || type === 'integer' || type === 'boolean') &&
      type !== 'array'
  );

function valuesView(state: PageState, page: Page, sweep: Sweep, param: Param): TemplateResult {
  const set = (values: readonly Scalar[]): void =>
    setBatch(page, { times: 1, sweep: { name: sweep.name, values: values.slice(0, MAX_RUNS) } });
  const choices =
    fieldStateAt(state, [sweep.name]).enum ?? param.enum ?? (param.type === 'boolean' ? [true, false] : undefined);
  if (choices === undefined) {
    return html`<kie-text
      .label=${l10n.t('Comma-separated values')}
      .placeholder=${l10n.t('comma-separated values')}
      .value=${sweep.values.join(', ')}
      @change=${(event: Event) => {
        const text = (event.target as HTMLElement & { value?: string }).value ?? '';
        const numbers = text.split(/[\s,;]+/).filter(part => part !== '' && Number.isFinite(Number(part)));
        set(numbers.map(Number));
      }}
    ></kie-text>`;
  }
  return html`<div class="chips" role="group" aria-label=${l10n.t('Values')}>
    ${choices.map(choice => {
      const on = sweep.values.includes(choice);
      return html`<button
        type="button"
        class="chip"
        aria-pressed=${String(on)}
        @click=${() => set(on ? sweep.values.filter(value => value !== choice) : [...sweep.values, choice])}
      >
        ${typeof choice === 'boolean' ? (choice ? l10n.t('on') : l10n.t('off')) : labelOf(param, choice)}
      </button>`;
    })}
  </div>`;
}
