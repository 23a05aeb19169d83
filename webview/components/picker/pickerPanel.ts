import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { icon } from '../icons.ts';
import { rateChart } from '../rateChart.ts';
import { switchBox } from '../switchBox.ts';
import { categoryChoice } from './categoryChoice.ts';
import { pickerLine } from './pickerLine.ts';
import type { Panel } from './panel.ts';
import '../sample.ts';
import type { PickerOffer, PickerOption } from './pickerOptions.ts';

export function pickerPanel(panel: Panel): TemplateResult {
  const options = panel.groups.flatMap(group => group.options);
  const { note, chart } = options[panel.active] ?? {};
  const hasNotes = options.some(option => option.note !== undefined);
  return html`<div class="picker-panel" @keydown=${panel.onKey} @focusout=${panel.onFocusOut}>
    <div class="picker-filter">${searchField(panel, options.length)} ${categoryChoice(panel)}</div>
    <div
      class="picker-list"
      id="${panel.id}-list"
      role="listbox"
      aria-label=${panel.label}
      tabindex="-1"
      ?hidden=${options.length === 0}
    >
      ${groups(panel)}
    </div>
    <div class=${options.length === 0 ? 'picker-empty' : 'sr'} role="status">
      ${options.length === 0 ? panel.emptyText : l10n.t('{0} found', options.length)}
    </div>
    ${options.length === 0 ? offers(panel) : nothing}
    ${hasNotes ? html`<div class="quiet picker-note" id="${panel.id}-active-note" title=${note ?? nothing}>${chart === undefined ? nothing : rateChart(chart.rates, chart.label)} ${note ?? ''}</div>` : nothing}
    ${sampleButton(panel, options)}
    ${
      panel.toggle === undefined
        ? nothing
        : switchBox(panel.toggle.label, panel.toggle.on, on => panel.onToggle(on), { describedBy: [], invalid: false })
    }
  </div>`;
}

/** A button that plays the sample of the active option, for the keyboard. */
function sampleButton({ samples: access, active }: Panel, options: readonly PickerOption[]): unknown {
  const { sample, label = '' } = options[active] ?? {};
  if (access === undefined || !options.some(option => option.sample !== undefined)) return nothing;
  return html`<kie-sample look="text" .address=${sample ?? ''} .name=${label} .access=${access}></kie-sample>`;
}

const searchField = (panel: Panel, count: number): TemplateResult =>
  html`<input
    class="picker-search text"
    type="text"
    role="combobox"
    autocomplete="off"
    spellcheck="false"
    aria-expanded="true"
    aria-controls="${panel.id}-list"
    aria-activedescendant=${count === 0 ? nothing : `${panel.id}-list-${panel.active}`}
    aria-describedby="${panel.id}-active-note"
    aria-label=${l10n.t('Search: {0}', panel.label)}
    placeholder=${l10n.t('Search')}
    .value=${panel.query}
    @input=${(event: Event) => {
      event.stopPropagation();
      panel.onQuery((event.target as HTMLInputElement).value);
    }}
  />`;

function groups(panel: Panel): readonly TemplateResult[] {
  const listId = `${panel.id}-list`;
  let place = 0;
  return panel.groups.map((group, index) => {
    const lines = group.options.map(option => pickerLine(panel, option, place++));
    return group.label === ''
      ? html`${lines}`
      : html`<div role="group" aria-labelledby="${listId}-group-${index}">
          <div class="picker-group" id="${listId}-group-${index}">${group.label}</div>
          ${lines}
        </div>`;
  });
}

/** Ways on from a search without results. */
function offers(panel: Panel): TemplateResult {
  const all: readonly PickerOffer[] =
    panel.category === ''
      ? panel.offers
      : [{ label: l10n.t('Search all categories'), run: () => panel.onCategory('') }, ...panel.offers];
  return html`<div class="picker-offers">
    ${all.map(
      offer =>
        html`<button type="button" class="picker-offer" @click=${() => panel.onOffer(offer)}>
          ${icon('chevronRight')}<span>${offer.label}</span>
        </button>`
    )}
  </div>`;
}
