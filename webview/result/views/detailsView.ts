import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Detail, ResultAction, ResultSnapshot } from '../../../src/shared/protocol/result.ts';
import { button } from '../../components/button.ts';
import { act } from '../page.ts';
import type { ResultPage } from '../page.ts';

/** The model, the request and the facts of the task. */
export function detailsView(page: ResultPage, snapshot: ResultSnapshot): TemplateResult | typeof nothing {
  const { model, request, facts, actions } = snapshot;
  if (model === '') return nothing;
  const copy = (name: ResultAction, label: string, notice: string): unknown =>
    actions.includes(name) ? button(label, () => void act(page, name, notice)) : nothing;
  return html`<aside class="details" aria-label=${l10n.t('Details')}>
    <h2>${model}</h2>
    ${list(request)}
    <h2>${l10n.t('Task')}</h2>
    ${list(facts)}
    <div class="actions">
      ${copy('copyPrompt', l10n.t('Copy Prompt'), l10n.t('Prompt copied.'))}
      ${copy('copyTaskId', l10n.t('Copy Task ID'), l10n.t('Task ID copied.'))}
    </div>
  </aside>`;
}

const list = (details: readonly Detail[]): TemplateResult =>
  html`<dl>
    ${details.map(
      ({ label, value, isLong }) =>
        html`<div class=${isLong === true ? 'detail long' : 'detail'}>
          <dt>${label}</dt>
          <dd>${value}</dd>
        </div>`
    )}
  </dl>`;
