import * as l10n from '@vscode/l10n';
import { html } from 'lit';
import type { TemplateResult } from 'lit';
import '../../components/textBox.ts';
import { isLongText } from '../model/controlKind.ts';
import { setValue } from '../state/draftActions.ts';
import type { Field } from './fieldContext.ts';

/** A color as `#rrggbb`, picked or typed. */
export function colorView(field: Field): TemplateResult {
  const { page, keys, value, label } = field;
  return html`<div class="color">
    <input
      type="color"
      class="swatch"
      aria-label=${l10n.t('{0}: choose', label)}
      .value=${typeof value === 'string' && /^#[\da-f]{6}$/i.test(value) ? value.toLowerCase() : '#000000'}
      @input=${(event: Event) => setValue(page, keys, (event.target as HTMLInputElement).value)}
    />
    ${textView(field)}
  </div>`;
}

export function textView(field: Field): TemplateResult {
  const { page, keys, param, value, assumed } = field;
  const name = String(field.name);
  return html`<kie-text
    .value=${typeof value === 'string' ? value : ''}
    .label=${field.label}
    .placeholder=${typeof assumed === 'string' ? assumed : ''}
    .multiline=${isLongText(name, param)}
    .required=${field.required}
    .invalid=${field.issues.length > 0}
    .describedBy=${field.describedBy}
    @kie-input=${(event: CustomEvent<string>) =>
      // An emptied text removes the value; in a list the item stays.
      setValue(page, keys, event.detail === '' && typeof field.name === 'string' ? undefined : event.detail)}
  ></kie-text>`;
}
