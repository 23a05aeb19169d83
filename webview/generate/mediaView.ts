import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { MediaKind } from '../../src/shared/model.ts';
import type { MediaItem } from '../../src/shared/protocol.ts';
import { button, iconButton } from '../components/button.ts';
import { icon } from '../components/icons.ts';
import '../components/textBox.ts';
import type { TextBox } from '../components/textBox.ts';
import { mediaKindOf } from './controlKind.ts';
import type { Field } from './fieldContext.ts';
import { factsText, kindLabel, sizeText } from './words.ts';

/** Files for a parameter: chosen in the workspace or given by address; one, or a list whose order counts. */
export function mediaView(field: Field): TemplateResult {
  const { app, keys, param, state, value } = field;
  const kind = mediaKindOf(param) ?? 'image';
  const many = param.type === 'array';
  const list: readonly unknown[] = Array.isArray(value)
    ? (value as readonly unknown[])
    : value === undefined
      ? []
      : [value];
  const values = list.filter(item => typeof item === 'string');
  const max = many ? (state.maxItems ?? param.maxItems) : 1;
  const full = max !== undefined && values.length >= max;
  const accept = param.accept ?? param.items?.accept ?? [];
  const replace = (next: readonly string[]): void =>
    app.set(keys, next.length === 0 ? undefined : many ? next : next[0]);
  const move = (from: number, to: number): void => {
    const next = [...values];
    next.splice(to, 0, ...next.splice(from, 1));
    replace(next);
  };
  const addressOf = (event: Event): void => {
    const box = event.currentTarget as TextBox;
    const typed = box.querySelector<HTMLElement & { value: string }>('vscode-text-field');
    const addresses = (typed?.value ?? '').split(/\s+/).filter(text => text !== '');
    if (addresses.length === 0 || typed === null) return;
    typed.value = '';
    app.addMedia(keys, many, addresses);
  };
  return html`${
      values.length === 0
        ? nothing
        : html`<ul class="media" aria-label=${field.label}>
            ${values.map((text, index) => {
              const item = app.media[text] ?? { value: text, name: text };
              return html`<li class="media-item">
                ${thumbnail(item, kind)}
                <span class="media-text"
                  ><span class="media-name" title=${text}>${item.name}</span>
                  <span class="quiet">${factsText(item.facts)}</span>
                  ${item.facts?.problem === undefined ? nothing : html`<span class="issues">${item.facts.problem}</span>`}
                </span>
                ${
                  many
                    ? html`${iconButton('up', l10n.t('Move {0} up', item.name), () => move(index, index - 1), index === 0)}
                      ${iconButton(
                        'down',
                        l10n.t('Move {0} down', item.name),
                        () => move(index, index + 1),
                        index === values.length - 1
                      )}`
                    : nothing
                }
                ${iconButton('close', l10n.t('Remove {0}', item.name), () => replace(values.filter((_, i) => i !== index)))}
              </li>`;
            })}
          </ul>`
    }
    ${button(many ? l10n.t('Choose files…') : l10n.t('Choose file…'), () => void app.pick(keys, kind, many, accept), {
      icon: kind,
      disabled: many && full,
      label: l10n.t('{0}: choose file', field.label)
    })}
    ${
      full
        ? nothing
        : html`<kie-text
            class="address"
            .label=${l10n.t('{0}: address', field.label)}
            .placeholder=${l10n.t('or paste an address, https://…')}
            .required=${field.required}
            .invalid=${field.issues.length > 0}
            .describedBy=${field.describedBy}
            @kie-enter=${addressOf}
            @change=${addressOf}
            @paste=${(event: ClipboardEvent) => {
              const text = event.clipboardData?.getData('text/plain').trim() ?? '';
              if (!/^https?:\/\/\S+(\s+https?:\/\/\S+)*$/.test(text)) return;
              event.preventDefault();
              app.addMedia(keys, many, text.split(/\s+/));
            }}
          ></kie-text>`
    }
    <div class="quiet">${limitsText(field, kind, many, values.length, max)}</div>`;
}

function thumbnail(item: MediaItem, kind: MediaKind): TemplateResult {
  const shown = item.facts?.kind ?? kind;
  if (item.preview === undefined || shown === 'audio') {
    return html`<span class="thumb" role="img" aria-label=${kindLabel(shown)}>${icon(shown)}</span>`;
  }
  if (shown === 'video' && !item.preview.startsWith('data:image')) {
    return html`<video class="thumb" src=${item.preview} muted preload="metadata" aria-label=${item.name}></video>`;
  }
  return html`<img class="thumb" src=${item.preview} alt=${item.name} />`;
}

function limitsText(field: Field, kind: MediaKind, many: boolean, count: number, max: number | undefined): string {
  const { param, state } = field;
  const min = state.minItems ?? param.minItems;
  const parts: string[] = [kindLabel(kind)];
  const accept = param.accept ?? param.items?.accept;
  if (accept !== undefined) parts.push(accept.map(mime => mime.replace(/^\w+\//, '')).join(', '));
  const size = param.maxSizeMB ?? param.items?.maxSizeMB;
  if (size !== undefined) parts.push(l10n.t('up to {0}', sizeText(size * 1_000_000)));
  if (many && max !== undefined) parts.push(l10n.t('{0} of {1}', count, max));
  if (many && min !== undefined && min > 1) parts.push(l10n.t('at least {0}', min));
  return parts.join(' · ');
}
