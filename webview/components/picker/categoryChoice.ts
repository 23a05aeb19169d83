import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { icon } from '../icons.ts';
import type { Panel } from './panel.ts';
import type { PickerCategory } from './pickerOptions.ts';

/** The choice of a category; nothing for lists without categories. Categories of a section are together. */
export function categoryChoice(panel: Panel): TemplateResult | typeof nothing {
  const { categories, category } = panel;
  if (categories.length === 0) return nothing;
  const sections = [...new Set(categories.map(({ section }) => section))];
  const option = ({ key, label }: PickerCategory): TemplateResult =>
    html`<option value=${key} ?selected=${key === category}>${label}</option>`;
  return html`<span class="select-box"
    ><select
      class="select"
      aria-label=${l10n.t('Category')}
      .value=${category}
      @keydown=${(event: KeyboardEvent) => {
        if (event.key !== 'Escape') event.stopPropagation();
      }}
      @change=${(event: Event) => panel.onCategory((event.target as HTMLSelectElement).value)}
    >
      ${sections.map(section => {
        const options = categories.filter(one => one.section === section).map(option);
        return section === undefined ? options : html`<optgroup label=${section}>${options}</optgroup>`;
      })}</select
    >${icon('chevron')}</span
  >`;
}
