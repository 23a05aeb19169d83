import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Issue } from '../../../src/shared/form.ts';
import type { Snapshot } from '../../../src/shared/protocol/snapshot.ts';
import { button, iconButton } from '../../components/button.ts';
import type { App } from '../state/app.ts';
import { panelLine } from './panels.ts';
import { focusFirstProblem } from './focusProblem.ts';
import { batchLine, tasksView } from './taskView.ts';
import { creditsText, runText } from '../model/words.ts';

/** The bar at the bottom: problems that belong to no field, what was started, the balance and the button. */
export function runBar(app: App, rendered: ReadonlySet<string>): TemplateResult {
  const { snapshot, evaluation } = app;
  if (snapshot === undefined) return html``;
  const shown = (evaluation?.issues ?? []).filter(issue => app.touched.has(issue.path));
  const general = shown.filter(issue => !rendered.has(issue.path));
  return html`<footer class="run-bar">
    ${batchLine(app, snapshot)} ${tasksView(app, snapshot)}
    ${
      app.problem === undefined
        ? nothing
        : html`<div class="problem" role="alert">
            <p>${app.problem}</p>
            ${iconButton('close', l10n.t('Dismiss'), () => app.dismiss())}
          </div>`
    }
    ${snapshot.model === undefined ? nothing : lines('issues general', general)}
    <div class="sr" role="status" aria-live="polite">
      ${shown.length === 0 ? '' : shown.length === 1 ? l10n.t('1 problem') : l10n.t('{0} problems', shown.length)}
    </div>
    ${snapshot.model === undefined ? nothing : panelLine(app, snapshot)}
    ${snapshot.account.hasKey ? runLine(app, snapshot) : keyLine(app)}
  </footer>`;
}

/** Worth knowing and of no field: below the form, for the bar is small. */
export const generalAdvice = ({ evaluation }: App, rendered: ReadonlySet<string>): TemplateResult | typeof nothing =>
  lines(
    'note good-to-know',
    (evaluation?.advice ?? []).filter(item => !rendered.has(item.path))
  );

const lines = (className: string, items: readonly Issue[]): TemplateResult | typeof nothing =>
  items.length === 0 ? nothing : html`<div class=${className}>${items.map(item => html`<p>${item.message}</p>`)}</div>`;

const keyLine = (app: App): TemplateResult =>
  html`<p class="no-key">${l10n.t('Set an API key to run models.')}</p>
    <div class="run-line">
      ${button(l10n.t('Set API Key'), () => void app.command('setApiKey'), { kind: 'primary', className: 'set-key' })}
    </div>`;

function runLine(app: App, snapshot: Snapshot): TemplateResult {
  const { evaluation, runner } = app;
  const { credits } = snapshot.account;
  const asked = runner.batch.sweep?.values.length ?? runner.batch.times;
  // Of what cannot run at all there is no price.
  const quote = runner.quote?.count === 0 ? undefined : runner.quote;
  const price = runner.isBatch ? quote?.price : evaluation?.price;
  const count = runner.isBatch ? (quote?.count ?? asked) : 1;
  const cost = price?.kind === 'unknown' ? undefined : price?.credits;
  const low = cost !== undefined && credits !== undefined && cost > credits;
  return html`${
      low && snapshot.model !== undefined
        ? html`<p class="low" role="status">
            ${
              price?.kind === 'upTo'
                ? l10n.t(
                    'May not have enough credits: needs up to {0}, you have {1}.',
                    creditsText(cost),
                    creditsText(credits)
                  )
                : price?.kind === 'about'
                  ? l10n.t(
                      'The balance may not be enough: about {0}, {1} left.',
                      creditsText(cost),
                      creditsText(credits)
                    )
                  : l10n.t('Not enough credits: needs {0}, you have {1}.', creditsText(cost), creditsText(credits))
            }
          </p>`
        : nothing
    }
    <div class="run-line">
      ${
        snapshot.model === undefined
          ? nothing
          : button(
              runner.running ? l10n.t('Starting…') : runText(price, count),
              event => {
                // The second click of a double click is a slip, not an order.
                if (event.detail > 1) return;
                void runner.run();
                requestAnimationFrame(() => {
                  if (!runner.running) focusFirstProblem();
                });
              },
              {
                kind: 'primary',
                className: 'run',
                disabled: runner.running || app.busy || count === 0,
                title: price?.parts.join('\n') ?? ''
              }
            )
      }
      <button
        type="button"
        class="link balance"
        title=${l10n.t('Refresh')}
        @click=${() => void app.command('refreshCredits')}
      >
        ${credits === undefined ? l10n.t('Balance unknown') : l10n.t('{0} left', creditsText(credits))}
      </button>
    </div>`;
}
