import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { switchBox } from '../switchBox.ts';
import type { PickerCategory, PickerGroup, PickerOption } from './pickerOptions.ts';

/** The content and the callbacks of the open list. */
export interface Panel {
  readonly id: string;
  readonly label: string;
  readonly groups: readonly PickerGroup[];
  readonly categories: readonly PickerCategory[];
  readonly category: string;
  readonly query: string;
  /** Index over all groups of the option that Enter picks. */
  readonly active: number;
  readonly toggle: { readonly label: string; readonly on: boolean } | undefined;
  readonly onKey: (event: KeyboardEvent) => void;
  readonly onFocusOut: (event: FocusEvent) => void;
  readonly onQuery: (query: string) => void;
  readonly onCategory: (category: string) => void;
  readonly onPick: (option: PickerOption) => void;
  /** Called when the pointer enters an option. */
  readonly onLook: (option: PickerOption) => void;
  readonly onStar: (option: PickerOption) => void;
  readonly onToggle: (on: boolean) => void;
}

export function pickerPanel(panel: Panel): TemplateResult {
  const listId = `${panel.id}-list`;
  const count = panel.groups.reduce((sum, group) => sum + group.options.length, 0);
  return html`<div class="picker-panel" @keydown=${panel.onKey} @focusout=${panel.onFocusOut}>
    ${panel.categories.length === 0 ? nothing : categoryChoice(panel)}
    <input
      class="picker-search text"
      type="text"
      role="combobox"
      autocomplete="off"
      spellcheck="false"
      aria-expanded="true"
      aria-controls=${listId}
      aria-activedescendant=${count === 0 ? nothing : `${listId}-${panel.active}`}
      aria-label=${l10n.t('Search: {0}', panel.label)}
      placeholder=${l10n.t('Search')}
      .value=${panel.query}
      @input=${(event: Event) => {
        event.stopPropagation();
        panel.onQuery((event.target as HTMLInputElement).value);
      }}
    />
    <div class="picker-list" id=${listId} role="listbox" aria-label=${panel.label} tabindex="-1">
      ${groups(panel, listId)}
    </div>
    ${
      panel.toggle === undefined
        ? nothing
        : switchBox(panel.toggle.label, panel.toggle.on, on => panel.onToggle(on), { describedBy: [], invalid: false })
    }
    <div class="quiet picker-count" role="status">
      ${count === 0 ? l10n.t('No models found') : l10n.t('{0} found', count)}
    </div>
  </div>`;
}

function categoryChoice(panel: Panel): TemplateResult {
  return html`<select
    class="select"
    aria-label=${l10n.t('Category')}
    @keydown=${(event: KeyboardEvent) => {
      if (event.key !== 'Escape') event.stopPropagation();
    }}
    @change=${(event: Event) => panel.onCategory((event.target as HTMLSelectElement).value)}
  >
    ${panel.categories.map(
      category =>
        html`<option value=${category.key} ?selected=${category.key === panel.category}>${category.label}</option>`
    )}
  </select>`;
}

function groups(panel: Panel, listId: string): readonly TemplateResult[] {
  let place = 0;
  return panel.groups.map((group, index) => {
    const lines = group.options.map(option => line(panel, option, listId, place++));
    return group.label === ''
      ? html`${lines}`
      : html`<div role="group" aria-labelledby="${listId}-group-${index}">
          <div class="picker-group" id="${listId}-group-${index}">${group.label}</div>
          ${lines}
        </div>`;
  });
}

function line(panel: Panel, option: PickerOption, listId: string, place: number): TemplateResult {
  const { label, detail, note, badges = [], starred } = option;
  return html`<div
    id="${listId}-${place}"
    class="picker-option"
    role="option"
    data-key=${option.key}
    aria-selected=${String(place === panel.active)}
    @pointerenter=${() => panel.onLook(option)}
    @click=${() => panel.onPick(option)}
  >
    <span class="picker-label"
      >${label}${badges.map(badge => html` <span class="badge">${badge}</span>`)}${
        starred === undefined ? nothing : star(panel, option, starred)
      }</span
    >
    ${detail === undefined ? nothing : html`<span class="picker-detail">${detail}</span>`}
    ${note === undefined ? nothing : html`<span class="picker-detail picker-note">${note}</span>`}
  </div>`;
}

/** For the mouse; keyboard users have the star beside the chosen model. */
const star = (panel: Panel, option: PickerOption, starred: boolean): TemplateResult =>
  html`${starred ? html`<span class="sr">${l10n.t('favorite')}</span>` : nothing}<span
      class="picker-star"
      aria-hidden="true"
      title=${starred ? l10n.t('Remove from favorites') : l10n.t('Add to favorites')}
      data-on=${String(starred)}
      @click=${(event: Event) => {
        event.stopPropagation();
        panel.onStar(option);
      }}
      >${starred ? '★' : '☆'}</span
    >`;
