import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { highlight } from './highlight.ts';
import type { PickerOption } from './pickerOptions.ts';
import type { Panel } from './panel.ts';

/** An option: its name, badges and star, and below them its detail and its price. */
export function pickerLine(panel: Panel, option: PickerOption, place: number): TemplateResult {
  const { label, detail, price, note, badges = [], starred } = option;
  const second =
    detail === undefined && price === undefined
      ? nothing
      : html`<span class="picker-second"
          ><span class="picker-detail">${marked(detail ?? '', panel.query)}</span>${
            price === undefined || price === '' ? nothing : html`<span class="picker-price">${price}</span>`
          }</span
        >`;
  return html`<div
    id="${panel.id}-list-${place}"
    class="picker-option"
    role="option"
    data-key=${option.key}
    ?data-chosen=${option.key === panel.chosen}
    aria-selected=${String(place === panel.active)}
    title=${note ?? nothing}
    @pointerenter=${() => panel.onLook(option)}
    @click=${() => panel.onPick(option)}
  >
    <span class="picker-first"
      ><span class="picker-label">${marked(label, panel.query)}</span>${badges.map(
        badge => html` <span class="badge">${badge}</span>`
      )}${starred === undefined ? nothing : star(panel, option, starred)}${playMark(panel, option)}</span
    >
    ${second}
  </div>`;
}

const playMark = ({ samples }: Panel, { sample, label }: PickerOption): unknown =>
  sample === undefined || samples === undefined
    ? nothing
    : html`<kie-sample look="mark" .address=${sample} .name=${label} .access=${samples}></kie-sample>`;

const marked = (text: string, query: string): unknown =>
  query.trim() === ''
    ? text
    : highlight(text, query).map(part => (part.isMatch ? html`<mark>${part.text}</mark>` : part.text));

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
