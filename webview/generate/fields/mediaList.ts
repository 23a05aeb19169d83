import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { MediaKind } from '../../../src/shared/model.ts';
import type { MediaItem } from '../../../src/shared/protocol/media.ts';
import { iconButton } from '../../components/button.ts';
import { icon } from '../../components/icons.ts';
import '../../components/waveform.ts';
import type { App } from '../state/app.ts';
import type { Field } from './fieldContext.ts';
import { give, pick } from '../state/mediaActions.ts';
import { MOVED } from '../model/mediaTypes.ts';
import { moved } from '../model/order.ts';
import { factsText, kindLabel } from '../model/words.ts';

/** The files that are there: opened by a click, moved by dragging or by Alt with the arrow keys. */
export function mediaList(
  field: Field,
  kind: MediaKind,
  values: readonly string[],
  accept: readonly string[]
): TemplateResult | typeof nothing {
  if (values.length === 0) return nothing;
  const { app, keys, param } = field;
  const many = param.type === 'array';
  const several = many && values.length > 1;
  const replace = (next: readonly string[]): void =>
    app.set(keys, next.length === 0 ? undefined : many ? next : next[0]);
  const move = (from: number, to: number): void => {
    if (to < 0 || to >= values.length || from === to) return;
    replace(moved(values, from, to));
    void Promise.resolve().then(() => document.getElementById(`${field.id}-open-${to}`)?.focus());
  };
  const line = (value: string, index: number): TemplateResult => {
    const item = app.media[value] ?? { value, name: value };
    const place = { keys, many, ...(many ? { at: index } : {}) };
    return html`<li
      class="media-item"
      draggable=${many ? 'true' : 'false'}
      @dragstart=${(event: DragEvent) => event.dataTransfer?.setData(MOVED, `${field.path} ${index}`)}
      @dragover=${(event: DragEvent) => {
        if (event.dataTransfer?.types.includes(MOVED) === true) event.preventDefault();
      }}
      @drop=${(event: DragEvent) => {
        if (event.dataTransfer === null) return;
        event.preventDefault();
        event.stopPropagation();
        const [path, from] = event.dataTransfer.getData(MOVED).split(' ');
        if (path === field.path && from !== undefined) move(Number(from), index);
        else if (path === '') give(app, place, event.dataTransfer);
      }}
      @keydown=${(event: KeyboardEvent) => {
        const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
        if (!event.altKey || !many || step === undefined) return;
        event.preventDefault();
        move(index, index + step);
      }}
    >
      <button
        type="button"
        class="media-open"
        id="${field.id}-open-${index}"
        title=${value}
        aria-label=${l10n.t('Open {0}', item.name)}
        aria-keyshortcuts=${many ? 'Alt+ArrowUp Alt+ArrowDown' : nothing}
        @click=${() => void app.command('openMedia', { text: value })}
      >
        ${thumbnail(app, item, kind)}
        <span class="media-text"
          ><span class="media-name">${several ? `${index + 1}. ` : ''}${item.name}</span>
          <span class="quiet">${factsText(item.facts)}</span>
          ${item.facts?.problem === undefined ? nothing : html`<span class="issues">${item.facts.problem}</span>`}
        </span>
      </button>
      ${
        several
          ? html`${iconButton('up', l10n.t('Move {0} up', item.name), () => move(index, index - 1), index === 0)}
            ${iconButton('down', l10n.t('Move {0} down', item.name), () => move(index, index + 1), index === values.length - 1)}`
          : nothing
      }
      ${iconButton('replace', l10n.t('Replace {0}', item.name), () => void pick(app, place, kind, accept))}
      ${iconButton('close', l10n.t('Remove {0}', item.name), () => replace(values.filter((_, i) => i !== index)))}
    </li>`;
  };
  return html`<ul class="media" aria-label=${field.label}>
    ${values.map(line)}
  </ul>`;
}

const readSound =
  (app: App) =>
  async (value: string): Promise<Uint8Array | undefined> =>
    (await app.rpc.ask('readAudio', { value })).data;

/** A picture, the first frame of a video, how loud a sound is, or a sign for what has none of these. */
function thumbnail(app: App, item: MediaItem, kind: MediaKind): TemplateResult {
  const shown = item.facts?.kind ?? kind;
  if (shown === 'audio') {
    return html`<span class="thumb" role="img" aria-label=${kindLabel(shown)}
      ><kie-waveform .value=${item.value} .read=${readSound(app)}></kie-waveform
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
