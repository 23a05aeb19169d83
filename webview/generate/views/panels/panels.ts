import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Snapshot } from '../../../../src/shared/protocol/snapshot.ts';
import type { Page } from '../../state/page.ts';
import type { PageState, Panel } from '../../state/pageState.ts';
import { dateText } from '../../../../src/shared/format/dateText.ts';
import { priceLines } from '../../model/text/words.ts';
import { openPanel } from '../../state/panelActions.ts';
import { batchView } from './batchView.ts';
import { presetView } from './presetView.ts';
import { requestView } from './requestView.ts';

/** Tabs of the panels above the Run button; one panel is open at a time. They are one Tab stop with arrow keys. */
export function panelLine(state: PageState, page: Page, snapshot: Snapshot): TemplateResult {
  const tabs: readonly (readonly [Panel, string])[] = [
    ['presets', l10n.t('Presets')],
    ['batch', l10n.t('Batch')],
    ['request', l10n.t('Request')],
    ...(hasPrice(state, snapshot) ? [['price', l10n.t('Price')] as const] : [])
  ];
  const panels = tabs.map(([panel]) => panel);
  const reachable = panels.includes(state.panelTab) ? state.panelTab : panels[0];
  return html`<div
      class="panel-line"
      role="toolbar"
      aria-label=${l10n.t('More for this request')}
      @keydown=${(event: KeyboardEvent) => moveAmong(event, panels)}
    >
      ${tabs.map(
        ([panel, words]) =>
          html`<button
            type="button"
            class="panel-tab"
            data-panel=${panel}
            tabindex=${panel === reachable ? 0 : -1}
            aria-expanded=${String(state.panel === panel)}
            @focus=${() => page.store.update({ panelTab: panel })}
            @click=${() => openPanel(page, state.panel === panel ? undefined : panel)}
          >
            ${words}
          </button>`
      )}
    </div>
    ${state.panel === undefined ? nothing : panelView(state, page, state.panel, snapshot)}`;
}

const hasPrice = ({ evaluation }: PageState, { notes }: Snapshot): boolean =>
  (evaluation?.price.parts.length ?? 0) > 0 || notes?.priceText !== undefined;

/** The computed price, and the price in KIE's own words. */
function priceView({ evaluation }: PageState, { notes }: Snapshot): TemplateResult {
  const said = notes?.priceText;
  return html`<div class="panel" role="group" aria-label=${l10n.t('Price breakdown')}>
    ${priceLines(evaluation?.price).map(part => html`<p>${part}</p>`)}
    ${
      said === undefined
        ? nothing
        : html`<p class="quiet">${l10n.t("KIE's own words, read on {0}:", dateText(said.readAt))}</p>
            <p class="price-text" dir="ltr">${said.text}</p>`
    }
  </div>`;
}

/** The arrow keys, Home and End move the focus among the buttons. */
function moveAmong(event: KeyboardEvent, panels: readonly Panel[]): void {
  const toolbar = event.currentTarget as HTMLElement;
  const at = panels.findIndex(panel => panel === (event.target as HTMLElement).dataset['panel']);
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  const next = { Home: 0, End: panels.length - 1 }[event.key] ?? (step === undefined ? undefined : at + step);
  if (at < 0 || next === undefined) return;
  event.preventDefault();
  const panel = panels[(next + panels.length) % panels.length] ?? 'presets';
  toolbar.querySelector<HTMLElement>(`[data-panel=${panel}]`)?.focus();
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
      return priceView(state, snapshot);
  }
}
