import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Snapshot } from '../../../src/shared/protocol/snapshot.ts';
import type { Page } from '../state/page.ts';
import type { PageState, Panel } from '../state/pageState.ts';
import { priceLines } from '../model/words.ts';
import { openPanel } from '../state/panelActions.ts';
import { batchView } from './batchView.ts';
import { presetView } from './presetView.ts';
import { requestView } from './requestView.ts';

/** Tabs of the panels above the Run button; one panel is open at a time. */
export function panelLine(state: PageState, page: Page, snapshot: Snapshot): TemplateResult {
  const tab = (panel: Panel, words: string): TemplateResult =>
    html`<button
      type="button"
      class="link panel-tab"
      aria-expanded=${String(state.panel === panel)}
      @click=${() => openPanel(page, state.panel === panel ? undefined : panel)}
    >
      ${words}
    </button>`;
  return html`${state.panel === undefined ? nothing : panelView(state, page, state.panel, snapshot)}
    <div class="panel-line">
      ${tab('presets', l10n.t('Presets'))} ${tab('batch', l10n.t('Batch'))} ${tab('request', l10n.t('Request'))}
      ${(state.evaluation?.price.parts.length ?? 0) === 0 ? nothing : tab('price', l10n.t('Price'))}
    </div>`;
}

function panelView(state: PageState, page: Page, panel: Panel, snapshot: Snapshot): TemplateResult {
  switch (panel) {
    case 'batch':
      return batchView(state, page);
    case 'request':
      return requestView(state, page);
    case 'presets':
      return presetView(state, page, snapshot);
    case 'price':
      return html`<div class="panel" role="group" aria-label=${l10n.t('Price breakdown')}>
        ${priceLines(state.evaluation?.price).map(part => html`<p>${part}</p>`)}
      </div>`;
  }
}
