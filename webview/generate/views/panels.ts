import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Snapshot } from '../../../src/shared/protocol/snapshot.ts';
import type { App, Panel } from '../state/app.ts';
import { batchView } from './batchView.ts';
import { presetView } from './presetView.ts';
import { requestView } from './requestView.ts';

/** What is not needed for every run: one of these at a time, above the button. */
export function panelLine(app: App, snapshot: Snapshot): TemplateResult {
  const tab = (panel: Panel, words: string): TemplateResult =>
    html`<button
      type="button"
      class="link panel-tab"
      aria-expanded=${String(app.panel === panel)}
      @click=${() => app.openPanel(app.panel === panel ? undefined : panel)}
    >
      ${words}
    </button>`;
  return html`${app.panel === undefined ? nothing : panelView(app, app.panel, snapshot)}
    <div class="panel-line">
      ${tab('presets', l10n.t('Presets'))} ${tab('batch', l10n.t('Batch'))} ${tab('request', l10n.t('Request'))}
      ${(app.evaluation?.price.parts.length ?? 0) === 0 ? nothing : tab('price', l10n.t('Price'))}
    </div>`;
}

function panelView(app: App, panel: Panel, snapshot: Snapshot): TemplateResult {
  switch (panel) {
    case 'batch':
      return batchView(app);
    case 'request':
      return requestView(app);
    case 'presets':
      return presetView(app, snapshot);
    case 'price':
      return html`<div class="panel" role="group" aria-label=${l10n.t('Price breakdown')}>
        ${app.evaluation?.price.parts.map(part => html`<p>${part}</p>`)}
      </div>`;
  }
}
