import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Issue } from '../../../../src/shared/form.ts';
import { batchSize, MAX_RUNS } from '../../../../src/shared/protocol/batch.ts';
import '../../../components/numberBox.ts';
import { setBatch } from '../../state/batchActions.ts';
import type { Page } from '../../state/page.ts';
import { isTooMany } from '../../state/pageState.ts';
import type { PageState } from '../../state/pageState.ts';
import { promptsView } from './promptsView.ts';
import { SKIPPED, sweepsView } from './sweepsView.ts';

/** The number of excluded runs whose reasons show. */
const MAX_REASONS = 3;

/** Several runs at once: the same draft with other seeds, over values of one or two parameters, or over prompts. */
export function batchView(state: PageState, page: Page): TemplateResult {
  const { batch, quote } = state;
  const isVaried = batch.sweep !== undefined || batch.prompts !== undefined;
  return html`<div class="panel batch-panel" role="group" aria-label=${l10n.t('Batch')}>
    ${timesView(page, state, isVaried)} ${sweepsView(state, page)} ${promptsView(state, page)}
    ${isTooMany(state) ? tooMany(batchSize(batch)) : nothing} ${isVaried ? leftOut(quote?.issues ?? []) : nothing}
    ${batch.times > 1 || !isVaried ? html`<p class="quiet">${l10n.t('A fixed seed increases by 1 with each run.')}</p>` : nothing}
  </div>`;
}

function timesView(page: Page, state: PageState, isVaried: boolean): TemplateResult {
  const { batch } = state;
  const label = isVaried ? l10n.t('Runs of each') : l10n.t('Number of runs');
  return html`<label class="batch-line"
    ><span>${label}</span
    ><kie-number
      .plain=${true}
      .value=${batch.times}
      .min=${1}
      .max=${MAX_RUNS}
      .step=${1}
      .label=${label}
      .invalid=${isTooMany(state)}
      .describedBy=${['batch-limit']}
      @kie-number=${(event: CustomEvent<number | undefined>) => {
        const next = Math.round(event.detail ?? 1);
        if (next >= 1 && next <= MAX_RUNS) setBatch(page, { ...batch, times: next });
      }}
    ></kie-number
  ></label>`;
}

const tooMany = (count: number): TemplateResult =>
  html`<p class="low" role="status" id="batch-limit">
    ${l10n.t('{0} runs: at most {1} can be started at once.', count, MAX_RUNS)}
  </p>`;

/** The runs that are not possible with the current draft. */
const leftOut = (issues: readonly Issue[]): TemplateResult | typeof nothing =>
  issues.length === 0
    ? nothing
    : html`<div class="issues" role="status" id=${SKIPPED}>
        ${issues.slice(0, MAX_REASONS).map(({ message }) => html`<p>${l10n.t('Skipped: {0}', message)}</p>`)}
      </div>`;
