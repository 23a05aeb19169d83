import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { MediaKind } from '../../../src/shared/model.ts';
import type { MediaItem } from '../../../src/shared/protocol/media.ts';
import { iconButton } from '../../components/button.ts';
import { icon } from '../../components/icons.ts';
import '../../components/waveform.ts';
import { MOVED } from '../model/mediaTypes.ts';
import type { MediaType } from '../model/mediaTypes.ts';
import { moved } from '../model/order.ts';
import { factsText, kindLabel } from '../model/text/words.ts';
import { setValue } from '../state/draftActions.ts';
import { importData, pickMedia } from '../state/mediaActions.ts';
import type { MediaPlace } from '../state/mediaActions.ts';
import { runCommand } from '../state/page.ts';
import type { Page } from '../state/page.ts';
import type { Field } from './fieldContext.ts';

interface List {
  readonly field: Field;
  readonly type: MediaType;
  readonly values: readonly string[];
  /** The maximum number of files, if it is known. */
  readonly max: number | undefined;
  /** Whether the field takes a list. */
  readonly isMany: boolean;
}

/** The files of a field: a click opens one, dragging or Alt with the arrow keys moves it. */
export function mediaList(
  field: Field,
  type: MediaType,
  { values, max }: Pick<List, 'values' | 'max'>
): TemplateResult | typeof nothing {
  if (values.length === 0) return nothing;
  const list: List = { field, type, values, max, isMany: field.param.type === 'array' };
  return html`<ul class="media" aria-label=${field.accessibleName}>
    ${values.map((_, index) => itemView(list, index))}
  </ul>`;
}

function itemView(list: List, index: number): TemplateResult {
  const { field, type, values, isMany } = list;
  const { page, pageState } = field;
  const value = values[index] ?? '';
  const item = pageState.media[value] ?? { value, name: value };
  const isWrong = hasProblem(list, index);
  return html`<li
    class="media-item"
    data-invalid=${isWrong ? 'true' : nothing}
    draggable=${isMany ? 'true' : 'false'}
    @dragstart=${(event: DragEvent) => event.dataTransfer?.setData(MOVED, `${field.path} ${index}`)}
    @dragover=${(event: DragEvent) => {
      if (event.dataTransfer?.types.includes(MOVED) === true) event.preventDefault();
    }}
    @drop=${(event: DragEvent) => onDrop(event, list, index)}
    @keydown=${(event: KeyboardEvent) => onKey(event, list, index)}
  >
    <button
      type="button"
      class="media-open"
      id="${field.id}-open-${index}"
      title=${value}
      aria-label=${l10n.t('Open {0}', item.name)}
      aria-describedby=${isWrong ? `${field.id}-issues` : nothing}
      aria-keyshortcuts=${isMany ? 'Alt+ArrowUp Alt+ArrowDown' : nothing}
      @click=${() => void runCommand(page, 'openMedia', { text: value })}
    >
      ${thumbnail(page, item, type.kind)}
      <span class="media-text"
        ><span class="media-name">${isMany && values.length > 1 ? `${index + 1}. ` : ''}${item.name}</span>
        <span class="quiet">${factsText(item.facts)}</span>
        ${item.facts?.problem === undefined ? nothing : html`<span class="issues">${item.facts.problem}</span>`}
      </span>
    </button>
    ${itemButtons(list, index, item.name)}
  </li>`;
}

/** Whether a shown issue is about this file, or about too many files and this one is over the limit. */
function hasProblem({ field, isMany, max }: List, index: number): boolean {
  const { issues, path } = field;
  return issues.some(issue =>
    issue.path === path ? !isMany || index >= (max ?? Infinity) : issue.path === `${path}[${index}]`
  );
}

function itemButtons(list: List, index: number, name: string): TemplateResult {
  const { field, values, isMany } = list;
  const replace = (): void => void pickMedia(field.page, placeOf(list, index));
  const remove = (): void =>
    setValues(
      list,
      values.filter((_, i) => i !== index)
    );
  return html`${
    isMany && values.length > 1
      ? html`${iconButton('up', l10n.t('Move {0} up', name), () => move(list, index, index - 1), index === 0)}
        ${iconButton('down', l10n.t('Move {0} down', name), () => move(list, index, index + 1), index === values.length - 1)}`
      : nothing
  }
  ${iconButton('replace', l10n.t('Replace {0}', name), replace)}
  ${iconButton('close', l10n.t('Remove {0}', name), remove)}`;
}

const placeOf = ({ field, type, isMany }: List, index: number): MediaPlace => ({
  keys: field.keys,
  type,
  many: isMany,
  ...(isMany ? { at: index } : {})
});

const setValues = ({ field, isMany }: List, next: readonly string[]): void =>
  setValue(field.page, field.keys, next.length === 0 ? undefined : isMany ? next : next[0]);

function move(list: List, from: number, to: number): void {
  const { field, values } = list;
  if (to < 0 || to >= values.length || from === to) return;
  setValues(list, moved(values, from, to));
  void Promise.resolve().then(() => document.getElementById(`${field.id}-open-${to}`)?.focus());
}

function onDrop(event: DragEvent, list: List, index: number): void {
  if (event.dataTransfer === null) return;
  event.preventDefault();
  event.stopPropagation();
  const [path, from] = event.dataTransfer.getData(MOVED).split(' ');
  if (path === list.field.path && from !== undefined) move(list, Number(from), index);
  else if (path === '') importData(list.field.page, placeOf(list, index), event.dataTransfer);
}

function onKey(event: KeyboardEvent, list: List, index: number): void {
  const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  if (!event.altKey || !list.isMany || step === undefined) return;
  event.preventDefault();
  move(list, index, index + step);
}

const readAudio =
  (page: Page) =>
  async (value: string): Promise<Uint8Array | undefined> =>
    (await page.rpc.ask('readAudio', { value })).data;

/** An image, the first frame of a video, the waveform of an audio file, or an icon where there is no preview. */
function thumbnail(page: Page, item: MediaItem, kind: MediaKind): TemplateResult {
  const shown = item.facts?.kind ?? kind;
  if (shown === 'audio') {
    return html`<span class="thumb" role="img" aria-label=${kindLabel(shown)}
      ><kie-waveform .value=${item.value} .read=${readAudio(page)}></kie-waveform
    ></span>`;
  }
  if (item.preview === undefined) {
    return html`<span class="thumb" role="img" aria-label=${kindLabel(shown)}>${icon(shown)}</span>`;
  }
  if (shown === 'video' && !item.preview.startsWith('data:image')) {
    return html`<video class="thumb" src=${item.preview} muted preload="metadata" tabindex="-1"></video>`;
  }
  return html`<img class="thumb" src=${item.preview} alt="" draggable="false" />`;
}
