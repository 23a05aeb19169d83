import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Price } from '../../../../src/shared/form.ts';
import { batchSize } from '../../../../src/shared/protocol/batch.ts';
import type { Snapshot } from '../../../../src/shared/protocol/snapshot.ts';
import { button } from '../../../components/button.ts';
import { shownTasks } from '../../model/shownTasks.ts';
import { creditsText, priceLines, runText } from '../../model/text/words.ts';
import { runCommand } from '../../state/page.ts';
import type { Page } from '../../state/page.ts';
import { isBatchRun, isTooMany } from '../../state/pageState.ts';
import type { PageState } from '../../state/pageState.ts';
import { startRun } from './startRun.ts';

/** The Run button and the balance, with a warning when the balance is too low. */
export function runLine(state: PageState, page: Page, { model, account, tasks }: Snapshot): TemplateResult {
  const { credits } = account;
  // The line of the failed run above already shows it, with the same action.
  const isTold = shownTasks(tasks).ended?.task.error?.remedy === 'top-up';
  return html`${model === undefined || isTold ? nothing : lowBalance(state, page, credits)}
    <div class="run-line">
      ${model === undefined ? nothing : runButton(state, page)}
      <button
        type="button"
        class="link balance"
        title=${l10n.t('Refresh')}
        @click=${() => void runCommand(page, 'refreshCredits')}
      >
        ${credits === undefined ? l10n.t('Balance unknown') : l10n.t('{0} left', creditsText(credits))}
      </button>
    </div>`;
}

/** The price of the next run or batch, and the number of runs it is for. */
function priceOf(state: PageState): { readonly price: Price | undefined; readonly count: number } {
  const { batch, evaluation } = state;
  if (!isBatchRun(state)) return { price: evaluation?.price, count: 1 };
  // A batch without valid runs has no price.
  const quote = state.quote?.count === 0 ? undefined : state.quote;
  return { price: quote?.price, count: quote?.count ?? batchSize(batch) };
}

function lowBalance(state: PageState, page: Page, credits: number | undefined): TemplateResult | typeof nothing {
  const { price } = priceOf(state);
  const cost = price?.kind === 'unknown' ? undefined : price?.credits;
  if (cost === undefined || credits === undefined || cost <= credits) return nothing;
  return html`<p class="low">
    <span role="status">${lowBalanceText(price?.kind, creditsText(cost), creditsText(credits))}</span>
    <button type="button" class="link" @click=${() => void runCommand(page, 'topUp')}>${l10n.t('Top Up')}</button>
  </p>`;
}

function lowBalanceText(kind: Price['kind'] | undefined, cost: string, credits: string): string {
  switch (kind) {
    case 'upTo':
      return l10n.t('May not have enough credits: needs up to {0}, you have {1}.', cost, credits);
    case 'about':
      return l10n.t('May not have enough credits: needs about {0}, you have {1}.', cost, credits);
    default:
      return l10n.t('Not enough credits: needs {0}, you have {1}.', cost, credits);
  }
}

function runButton(state: PageState, page: Page): TemplateResult {
  const { price, count } = priceOf(state);
  const onClick = (event: MouseEvent): void => {
    // Ignores the second click of a double click.
    if (event.detail > 1) return;
    startRun(page);
  };
  return button(
    state.isRunning ? l10n.t('Starting…') : count === 0 ? runText(undefined) : runText(price, count),
    onClick,
    {
      kind: 'primary',
      className: 'run',
      // Not `disabled`, which would take the focus away. `run` ignores the click.
      inactive: state.isRunning || state.choice !== undefined || count === 0 || isTooMany(state),
      title: priceLines(price).join('\n')
    }
  );
}
