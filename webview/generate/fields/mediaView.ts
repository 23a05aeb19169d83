import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { acceptedTypes, maxSizeOf, mediaKindOf } from '../../../src/shared/catalog/mediaParams.ts';
import type { MediaKind } from '../../../src/shared/model.ts';
import type { MediaSource } from '../../../src/shared/protocol/media.ts';
import { button, iconButton } from '../../components/button.ts';
import { icon } from '../../components/icons.ts';
import '../../components/textBox.ts';
import type { Field } from './fieldContext.ts';
import { enterAddresses, importData, pickMedia, typeAddress } from '../state/mediaActions.ts';
import type { MediaPlace } from '../state/mediaActions.ts';
import { mediaList } from './mediaList.ts';
import { remedies } from './remedyView.ts';
import { MOVED } from '../model/mediaTypes.ts';
import type { MediaType } from '../model/mediaTypes.ts';
import { typeNames } from '../model/text/acceptedText.ts';
import { kindLabel } from '../model/text/words.ts';
import { sizeText } from '../../../src/shared/format/sizeText.ts';

/** The number of files whose refusal shows. */
const MAX_REFUSALS = 3;

/** Files for a parameter: picked, dropped, pasted, from the editor or from history, or entered as a URL. */
export function mediaView(field: Field): TemplateResult {
  const { page, keys, param, state, value } = field;
  const kind = mediaKindOf(param) ?? 'image';
  const many = param.type === 'array';
  const list: readonly unknown[] = Array.isArray(value) ? (value as readonly unknown[]) : [value];
  const values = list.filter(item => typeof item === 'string');
  const max = many ? (state.maxItems ?? param.maxItems) : 1;
  // A list that can hold one file only looks like a single value.
  const several = many && max !== 1;
  const type: MediaType = { kind, param };
  const place: MediaPlace = { keys, type, many, alone: many && !several };
  const full = max !== undefined && values.length >= max;
  return html`<div
    class="media-field"
    role="group"
    aria-label=${field.accessibleName}
    aria-describedby=${field.describedBy.join(' ')}
    @dragover=${onDragOver}
    @dragleave=${onDragLeave}
    @drop=${(event: DragEvent) => {
      delete (event.currentTarget as HTMLElement).dataset['over'];
      if (event.dataTransfer === null) return;
      event.preventDefault();
      event.stopPropagation();
      importData(page, place, event.dataTransfer);
    }}
    @paste=${(event: ClipboardEvent) => {
      if (event.clipboardData !== null && importData(page, place, event.clipboardData)) event.preventDefault();
    }}
  >
    ${mediaList(field, type, { values, max })} ${remedies(field, type, { values, max })}
    ${pickButtons(field, place, { several, disabled: many && full })} ${full ? nothing : addressBox(field, place)}
    ${refusalsView(field)}
    <div class="quiet" id="${field.id}-limits">
      ${limitsText(field, kind, { many: several, count: values.length, max })}
    </div>
  </div>`;
}

/** Why files were not added. They are not in the request, so it can run. */
function refusalsView({ id, path, pageState }: Field): TemplateResult {
  const messages = pageState.refusals.get(path) ?? [];
  const more = messages.length - MAX_REFUSALS;
  return html`<div class="issues" id="${id}-refusals" role="status">
    ${messages.slice(0, MAX_REFUSALS).map(message => html`<p>${icon('error')}<span>${message}</span></p>`)}
    ${more > 0 ? html`<span class="quiet">${l10n.t('+{0} more', more)}</span>` : nothing}
  </div>`;
}

function pickButtons(
  { page, id, accessibleName: label }: Field,
  place: MediaPlace,
  { several, disabled }: { readonly several: boolean; readonly disabled: boolean }
): TemplateResult {
  const pick = (source?: MediaSource) => (): void => void pickMedia(page, place, source);
  return html`<div class="media-ways">
    ${button(several ? l10n.t('Choose files…') : l10n.t('Choose file…'), pick(), {
      icon: place.type.kind,
      disabled,
      label: l10n.t('{0}: choose file', label),
      describedBy: [`${id}-refusals`, `${id}-issues`]
    })}
    ${iconButton('editor', l10n.t('{0}: use file from active editor', label), pick('editor'), disabled)}
    ${iconButton('history', l10n.t('{0}: choose from history', label), pick('results'), disabled)}
  </div>`;
}

const onDragLeave = (event: DragEvent): void => {
  const box = event.currentTarget as HTMLElement;
  if (!(event.relatedTarget instanceof Node && box.contains(event.relatedTarget))) delete box.dataset['over'];
};

const onDragOver = (event: DragEvent): void => {
  // An item of a list is being moved.
  if (event.dataTransfer?.types.includes(MOVED) === true) return;
  event.preventDefault();
  if (event.dataTransfer !== null) event.dataTransfer.dropEffect = 'copy';
  (event.currentTarget as HTMLElement).dataset['over'] = 'true';
};

function addressBox(field: Field, place: MediaPlace): TemplateResult {
  const { page, keys, path, pageState } = field;
  const take = (): void => enterAddresses(page, place);
  return html`<kie-text
    class="address"
    .value=${pageState.addressTexts.get(path) ?? ''}
    .label=${l10n.t('{0}: URL', field.accessibleName)}
    .placeholder=${l10n.t('Shift+drop, paste, or enter a URL')}
    title=${l10n.t('Drop or paste files, or enter a URL. Hold Shift to drop a file from VS Code.')}
    .required=${field.required}
    .invalid=${field.issues.length > 0}
    .describedBy=${field.describedBy}
    @kie-input=${(event: CustomEvent<string>) => typeAddress(page, keys, event.detail)}
    @kie-enter=${take}
    @change=${take}
  ></kie-text>`;
}

function limitsText(
  field: Field,
  kind: MediaKind,
  { many, count, max }: { readonly many: boolean; readonly count: number; readonly max: number | undefined }
): string {
  const { param, state } = field;
  const min = state.minItems ?? param.minItems;
  const parts: string[] = [kindLabel(kind)];
  const accept = acceptedTypes(param);
  if (accept.length > 0) parts.push(typeNames(accept));
  const size = maxSizeOf(param);
  if (size !== undefined)
    parts.push(l10n.t({ message: 'up to {0}', comment: 'a file size', args: [sizeText(size * 1_000_000)] }));
  if (many && max !== undefined) parts.push(l10n.t('{0} of {1}', count, max));
  if (many && min !== undefined && min > 1) parts.push(l10n.t('at least {0}', min));
  // The kind alone is already in the name of the field and in the icon of the button.
  return parts.length === 1 ? '' : parts.map(wholeFact).join(' · ');
}

/** Prevents line breaks inside a fact, except in a list of types. */
const wholeFact = (part: string): string => (/[,、]/.test(part) ? part : part.replaceAll(' ', '\u00a0'));
