import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { mainPrompt } from '../../../src/shared/catalog/mainPrompt.ts';
import '../../components/textBox.ts';
import { isLongText } from '../model/controlKind.ts';
import { setValue } from '../state/draftActions.ts';
import { entryOf } from '../state/pageState.ts';
import { walkPrompts } from '../state/promptActions.ts';
import type { Field } from './fieldContext.ts';

/** A color as `#rrggbb`, picked or typed. */
export function colorView(field: Field): TemplateResult {
  const { page, keys, value, accessibleName } = field;
  return html`<div class="color">
    <input
      type="color"
      class="swatch"
      aria-describedby=${field.describedBy.join(' ')}
      aria-label=${l10n.t('{0}: choose', accessibleName)}
      aria-invalid=${field.issues.length > 0 ? 'true' : nothing}
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
    .label=${field.accessibleName}
    .placeholder=${typeof assumed === 'string' ? assumed : ''}
    .multiline=${isLongText(name, param)}
    .required=${field.required}
    .invalid=${field.issues.length > 0}
    .describedBy=${field.describedBy}
    @keydown=${(event: KeyboardEvent) => onKey(field, event)}
    @kie-input=${(event: CustomEvent<string>) =>
      // An emptied text removes the value; in a list the item stays.
      setValue(page, keys, event.detail === '' && typeof field.name === 'string' ? undefined : event.detail)}
  ></kie-text>`;
}

/**
 * In the prompt, Up and Down walk through earlier prompts: from an empty one, and on as long as the caret stays at the
 * beginning, where it is after each step.
 */
function onKey({ page, pageState, keys, path }: Field, event: KeyboardEvent): void {
  const step = ({ ArrowUp: 1, ArrowDown: -1 } as const)[event.key];
  if (step === undefined || event.isComposing || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey)
    return;
  const entry = entryOf(pageState);
  const [control] = event.composedPath();
  if (entry === undefined || path !== mainPrompt(entry) || !isTextControl(control) || control.selectionEnd !== 0)
    return;
  if (!walkPrompts(page, keys, step)) return;
  event.preventDefault();
}

const isTextControl = (control: EventTarget | undefined): control is HTMLTextAreaElement | HTMLInputElement =>
  control instanceof HTMLTextAreaElement || control instanceof HTMLInputElement;
