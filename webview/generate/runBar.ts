import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Issue } from '../../src/shared/form.ts';
import type { TaskLine } from '../../src/shared/protocol.ts';
import { isActive } from '../../src/shared/task.ts';
import { button, iconButton } from '../components/button.ts';
import type { App } from './app.ts';
import { creditsText, runText, stateLabel } from './words.ts';

const SHOWN_TASKS = 3;

/** The bar at the bottom: problems that belong to no field, what was started, the balance and the button. */
export function runBar(app: App, rendered: ReadonlySet<string>): TemplateResult {
  const { snapshot, evaluation } = app;
  if (snapshot === undefined) return html``;
  const shown = (evaluation?.issues ?? []).filter(issue => app.isTouched(issue.path));
  const general = shown.filter(issue => !rendered.has(issue.path));
  const advice = (evaluation?.advice ?? []).filter(item => !rendered.has(item.path));
  return html`<footer class="run-bar">
    ${
      snapshot.tasks.length === 0
        ? nothing
        : html`<ul class="tasks" aria-label=${l10n.t('Started here')}>
            ${snapshot.tasks.slice(0, SHOWN_TASKS).map(line => taskLine(app, snapshot.models, line))}
          </ul>`
    }
    ${
      app.problem === undefined
        ? nothing
        : html`<div class="problem" role="alert">
            <p>${app.problem}</p>
            ${iconButton('close', l10n.t('Dismiss'), () => app.dismiss())}
          </div>`
    }
    ${snapshot.model === undefined ? nothing : [lines('advice', advice), lines('issues general', general)]}
    <div class="sr" role="status" aria-live="polite">
      ${shown.length === 0 ? '' : shown.length === 1 ? l10n.t('1 problem') : l10n.t('{0} problems', shown.length)}
    </div>
    ${snapshot.account.hasKey ? runLine(app) : keyLine(app)}
  </footer>`;
}

const lines = (className: string, items: readonly Issue[]): TemplateResult | typeof nothing =>
  items.length === 0 ? nothing : html`<div class=${className}>${items.map(item => html`<p>${item.message}</p>`)}</div>`;

const keyLine = (app: App): TemplateResult =>
  html`<p class="no-key">${l10n.t('KIE needs your API key before it can run anything.')}</p>
    <div class="run-line">
      ${button(l10n.t('Set API key'), () => void app.command('setApiKey'), { kind: 'primary', className: 'set-key' })}
    </div>`;

function runLine(app: App): TemplateResult | typeof nothing {
  const { snapshot, evaluation, running } = app;
  if (snapshot === undefined) return nothing;
  const { credits } = snapshot.account;
  const price = evaluation?.price;
  const cost = price?.kind === 'unknown' ? undefined : price?.credits;
  const low = cost !== undefined && credits !== undefined && cost > credits;
  const parts = price?.parts ?? [];
  return html`${
      low && snapshot.model !== undefined
        ? html`<p class="low" role="status">
            ${
              price?.kind === 'upTo'
                ? l10n.t('The balance may not be enough: up to {0}, {1} left.', creditsText(cost), creditsText(credits))
                : l10n.t('The balance is not enough: {0} needed, {1} left.', creditsText(cost), creditsText(credits))
            }
          </p>`
        : nothing
    }
    ${
      parts.length === 0 || snapshot.model === undefined
        ? nothing
        : html`<details class="price">
            <summary>${l10n.t('How the price comes about')}</summary>
            ${parts.map(part => html`<p>${part}</p>`)}
          </details>`
    }
    <div class="run-line">
      ${
        snapshot.model === undefined
          ? nothing
          : button(
              running ? l10n.t('Starting…') : runText(price),
              event => {
                // The second click of a double click is a slip, not an order.
                if (event.detail > 1) return;
                void app.run().then(() => undefined);
                requestAnimationFrame(() => {
                  if (!app.running) focusFirstProblem();
                });
              },
              { kind: 'primary', className: 'run', disabled: running || app.busy }
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

/** Puts the focus into the first field that has a problem. */
function focusFirstProblem(): void {
  const field = document.querySelector('.field[data-invalid]:not(:has(.field[data-invalid]))');
  field
    ?.querySelector<HTMLElement>('kie-text, kie-number, kie-picker, vscode-checkbox, select, input, vscode-button')
    ?.focus();
  field?.scrollIntoView({ block: 'nearest' });
}

function taskLine(
  app: App,
  models: readonly { readonly id: string; readonly name: string }[],
  line: TaskLine
): TemplateResult {
  const { task, preview } = line;
  const name = models.find(model => model.id === task.model)?.name ?? task.model;
  const percent = task.progress === undefined ? '' : ` ${Math.round(task.progress * 100)} %`;
  const canOpen = task.results.some(result => result.state === 'saved');
  return html`<li class="task" data-state=${task.state}>
    ${
      preview === undefined
        ? isActive(task.state)
          ? html`<vscode-progress-ring class="ring" aria-label=${stateLabel(task.state)}></vscode-progress-ring>`
          : nothing
        : html`<img class="thumb" src=${preview} alt=${l10n.t('Result of {0}', name)} />`
    }
    <span class="media-text"
      ><span class="media-name">${name}</span>
      <span class="quiet" role="status">${stateLabel(task.state)}${isActive(task.state) ? percent : ''}</span>
      ${task.error === undefined ? nothing : html`<span class="issues">${task.error.message}</span>`}
    </span>
    ${
      canOpen
        ? button(l10n.t('Open'), () => void app.command('openResult', task.localId))
        : button(l10n.t('Show'), () => void app.command('showTask', task.localId), {
            label: l10n.t('Show task of {0}', name)
          })
    }
  </li>`;
}
