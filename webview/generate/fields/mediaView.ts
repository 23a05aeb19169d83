import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { extensionsOfType } from '../../../src/shared/mediaTypes.ts';
import type { MediaKind } from '../../../src/shared/model.ts';
import { button, iconButton } from '../../components/button.ts';
import '../../components/textBox.ts';
import type { TextBox } from '../../components/textBox.ts';
import type { Field } from './fieldContext.ts';
import { mediaKindOf } from '../model/controlKind.ts';
import { addMedia, give, pick } from '../state/mediaActions.ts';
import type { MediaPlace } from '../state/mediaActions.ts';
import { mediaList } from './mediaList.ts';
import { remedies } from './remedyView.ts';
import { MOVED } from '../model/mediaTypes.ts';
import { kindLabel, sizeText } from '../model/words.ts';

/**
 * Files for a parameter: chosen in the workspace, dropped, pasted, taken from the editor or an earlier result, or given
 * by address; one, or a list whose order counts.
 */
export function mediaView(field: Field): TemplateResult {
  const { app, keys, param, state, value } = field;
  const kind = mediaKindOf(param) ?? 'image';
  const many = param.type === 'array';
  const list: readonly unknown[] = Array.isArray(value) ? (value as readonly unknown[]) : [value];
  const values = list.filter(item => typeof item === 'string');
  const max = many ? (state.maxItems ?? param.maxItems) : 1;
  // Of a list for one alone a person need not know that it is a list.
  const several = many && max !== 1;
  const place: MediaPlace = { keys, many, alone: many && !several };
  const full = max !== undefined && values.length >= max;
  const accept = param.accept ?? param.items?.accept ?? [];
  return html`<div
    class="media-field"
    @dragover=${onDragOver}
    @dragleave=${(event: DragEvent) => {
      const box = event.currentTarget as Element;
      if (!(event.relatedTarget instanceof Node && box.contains(event.relatedTarget)))
        delete (box as HTMLElement).dataset['over'];
    }}
    @drop=${(event: DragEvent) => {
      delete (event.currentTarget as HTMLElement).dataset['over'];
      if (event.dataTransfer === null) return;
      event.preventDefault();
      event.stopPropagation();
      give(app, place, event.dataTransfer);
    }}
    @paste=${(event: ClipboardEvent) => {
      if (event.clipboardData !== null && give(app, place, event.clipboardData)) event.preventDefault();
    }}
  >
    ${mediaList(field, kind, values, accept)} ${remedies(field, values, max)}
    <div class="media-ways">
      ${button(several ? l10n.t('Choose files…') : l10n.t('Choose file…'), () => void pick(app, place, kind, accept), {
        icon: kind,
        disabled: many && full,
        label: l10n.t('{0}: choose file', field.label)
      })}
      ${iconButton(
        'editor',
        l10n.t('{0}: use file from active editor', field.label),
        () => void pick(app, place, kind, accept, 'editor'),
        many && full
      )}
      ${iconButton(
        'history',
        l10n.t('{0}: choose from history', field.label),
        () => void pick(app, place, kind, accept, 'results'),
        many && full
      )}
    </div>
    ${full ? nothing : addressBox(field, place)}
    <div class="quiet">${limitsText(field, kind, several, values.length, max)}</div>
  </div>`;
}

const onDragOver = (event: DragEvent): void => {
  // A line of a list that is being moved is none of this.
  if (event.dataTransfer?.types.includes(MOVED) === true) return;
  event.preventDefault();
  if (event.dataTransfer !== null) event.dataTransfer.dropEffect = 'copy';
  (event.currentTarget as HTMLElement).dataset['over'] = 'true';
};

function addressBox(field: Field, place: MediaPlace): TemplateResult {
  const take = (event: Event): void => {
    const box = event.currentTarget as TextBox;
    const typed = box.querySelector<HTMLElement & { value: string }>('vscode-text-field');
    const addresses = (typed?.value ?? '').split(/\s+/).filter(text => text !== '');
    if (addresses.length === 0 || typed === null) return;
    typed.value = '';
    addMedia(field.app, place, addresses);
  };
  return html`<kie-text
    class="address"
    .label=${l10n.t('{0}: URL', field.label)}
    .placeholder=${l10n.t('Drop (hold Shift), paste, or enter a URL')}
    title=${l10n.t('Hold Shift to drop a file from VS Code here.')}
    .required=${field.required}
    .invalid=${field.issues.length > 0}
    .describedBy=${field.describedBy}
    @kie-enter=${take}
    @change=${take}
  ></kie-text>`;
}

function limitsText(field: Field, kind: MediaKind, many: boolean, count: number, max: number | undefined): string {
  const { param, state } = field;
  const min = state.minItems ?? param.minItems;
  const parts: string[] = [kindLabel(kind)];
  const accept = param.accept ?? param.items?.accept;
  if (accept !== undefined) parts.push([...new Set(accept.map(typeName))].join(', '));
  const size = param.maxSizeMB ?? param.items?.maxSizeMB;
  if (size !== undefined) parts.push(l10n.t('up to {0}', sizeText(size * 1_000_000)));
  if (many && max !== undefined) parts.push(l10n.t('{0} of {1}', count, max));
  if (many && min !== undefined && min > 1) parts.push(l10n.t('at least {0}', min));
  // The kind alone is in the name of the field and in the picture of the button.
  return parts.length === 1 ? '' : parts.map(wholeFact).join(' · ');
}

/** A line breaks between the facts, and in a list of types only. */
const wholeFact = (part: string): string => (part.includes(',') ? part : part.replaceAll(' ', '\u00a0'));

/** What a person calls a type: "MP3" for audio/mpeg. */
const typeName = (mime: string): string =>
  (extensionsOfType(mime)[0] ?? mime.replace(/^\w+\//, '')).toUpperCase().replace('JPG', 'JPEG');
