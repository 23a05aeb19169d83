import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Issue } from '../../../../src/shared/form.ts';
import { numberText } from '../../../../src/shared/format/numberText.ts';
import { batchSize, MAX_RUNS } from '../../../../src/shared/protocol/batch.ts';
import { icon } from '../../../components/icons.ts';
import '../../../components/numberBox.ts';
import { setTimes } from '../../state/batchActions.ts';
import { isVaried, openBatchFields, TIMES_ID, timesLabel } from '../../state/batchFields.ts';
import type { Page } from '../../state/page.ts';
import { isTooMany } from '../../state/pageState.ts';
import type { PageState } from '../../state/pageState.ts';
import { promptsView } from './promptsView.ts';
import { LIMIT, SKIPPED, sweepsView } from './sweepsView.ts';

/** The number of excluded runs whose reasons show. */
const MAX_REASONS = 3;

/** Several runs at once: the same draft with other seeds, over values of one or two parameters, or over prompts. */
export function batchView(state: PageState, page: Page): TemplateResult {
  const { batch, quote } = state;
  return html`<div class="panel batch-panel" role="group" aria-label=${l10n.t('Batch')}>
    ${timesView(page, state)} ${sweepsView(state, page)} ${promptsView(state, page)}
    ${isTooMany(state) ? tooMany(batchSize(batch)) : nothing}
    ${isVaried(state) ? leftOut(quote?.issues ?? []) : nothing}
    ${batch.times > 1 || !isVaried(state) ? html`<p class="quiet">${l10n.t('A fixed seed increases by 1 with each run.')}</p>` : nothing}
  </div>`;
}

function timesView(page: Page, state: PageState): TemplateResult {
  const { batch, enteredTimes } = state;
  const label = timesLabel(state);
  const isOpen = openBatchFields(state).some(({ id }) => id === TIMES_ID);
  return html`<label class="batch-line"
      ><span>${label}</span
      ><kie-number
        id=${TIMES_ID}
        .plain=${true}
        .value=${enteredTimes}
        .min=${1}
        .max=${MAX_RUNS}
        .step=${1}
        .label=${label}
        .invalid=${isOpen}
        .describedBy=${isOpen ? ['batch-times-issues', LIMIT] : []}
        @kie-number=${(event: CustomEvent<number | undefined>) => setTimes(page, event.detail)}
      ></kie-number
    ></label>
    <div class="issues" id="batch-times-issues">
      ${batch.times === 0 ? html`<p>${icon('error')}<span>${l10n.t('Enter a whole number from 1 to {0}.', MAX_RUNS)}</span></p>` : nothing}
    </div>`;
}

const tooMany = (count: number): TemplateResult =>
  html`<p class="low" role="status" id=${LIMIT}>
    ${l10n.t('{0} runs: at most {1} can be started at once.', numberText(count), numberText(MAX_RUNS))}
  </p>`;

/** The runs that are not possible with the current draft. */
function leftOut(issues: readonly Issue[]): TemplateResult | typeof nothing {
  if (issues.length === 0) return nothing;
  const more = issues.length - MAX_REASONS;
  return html`<div class="issues" role="status" id=${SKIPPED}>
    ${issues.slice(0, MAX_REASONS).map(({ message }) => html`<p>${l10n.t('Skipped: {0}', message)}</p>`)}
    ${more > 0 ? html`<span class="quiet">${l10n.t('+{0} more', more)}</span>` : nothing}
  </div>`;
}
