import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { button, iconButton } from '../../components/button.ts';
import { emptyItem, isRow } from '../model/controlKind.ts';
import { earlierButton } from './earlierView.ts';
import type { Field } from './fieldContext.ts';
import type { DrawField } from './fieldView.ts';
import { moved } from '../model/order.ts';

/**
 * A list of anything but files: one card a line, with buttons to add, remove, move (Alt with the arrow keys too) and fold. A required list shows
 * its first card before there is one, so that it can be filled in at once; the draft has it when it is touched.
 */
export function listView(field: Field, draw: DrawField): TemplateResult {
  const { app, keys, param, state } = field;
  if (isRow(param)) return rowView(field, param.minItems ?? 0, draw);
  const items: readonly unknown[] = Array.isArray(field.value) ? (field.value as readonly unknown[]) : [];
  const item = param.items ?? {};
  const count = Math.max(items.length, field.required ? 1 : 0);
  const max = state.maxItems ?? param.maxItems;
  const itemLabel = item.label ?? field.label;
  const replace = (next: readonly unknown[]): void => app.set(keys, next.length === 0 ? undefined : next);
  const move = (from: number, to: number): void => {
    if (to < 0 || to >= items.length) return;
    replace(moved(items, from, to));
    void Promise.resolve().then(() => document.getElementById(`${field.id}-card-${to}`)?.focus());
  };
  const add = (): void => {
    // The card that was only shown so far becomes one of the draft first.
    const present = items.length === 0 && count === 1 ? [emptyItem(item)] : items;
    replace([...present, emptyItem(item)]);
  };
  return html`<div class="list" role="list" aria-label=${field.label}>
      ${Array.from({ length: count }, (_, index) => {
        const itemKeys = [...keys, index];
        const name = l10n.t('{0} {1}', itemLabel, index + 1);
        const foldName = `fold:${field.path}[${index}]`;
        const open = app.flag(foldName) !== false;
        const real = index < items.length;
        return html`<div class="card" role="listitem" aria-label=${name}>
          <div class="card-head">
            <button
              type="button"
              class="fold"
              id="${field.id}-card-${index}"
              aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
              @keydown=${(event: KeyboardEvent) => {
                const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
                if (!event.altKey || step === undefined || !real) return;
                event.preventDefault();
                move(index, index + step);
              }}
              aria-expanded=${String(open)}
              aria-label=${open ? l10n.t('Collapse {0}', name) : l10n.t('Expand {0}', name)}
              @click=${() => app.setFlag(foldName, !open)}
            >
              <span class="fold-mark" aria-hidden="true">${open ? '▾' : '▸'}</span> ${name}
              ${open ? nothing : html`<span class="quiet">${summaryOf(items[index])}</span>`}
            </button>
            <span class="grow"></span>
            ${iconButton('up', l10n.t('Move {0} up', name), () => move(index, index - 1), index === 0 || !real)}
            ${iconButton('down', l10n.t('Move {0} down', name), () => move(index, index + 1), index >= items.length - 1)}
            ${iconButton(
              'close',
              l10n.t('Remove {0}', name),
              () => replace(items.filter((_item, i) => i !== index)),
              !real
            )}
          </div>
          <div class="card-body" ?hidden=${!open}>${draw(itemKeys, { ...item, label: name }, false)}</div>
        </div>`;
      })}
    </div>
    <div class="list-ways">
      ${button(l10n.t('Add {0}', itemLabel), add, { icon: 'add', disabled: max !== undefined && count >= max })}
      ${earlierButton(field, max !== undefined && items.length >= max)}
    </div>`;
}

/** As many numbers as ever, such as the edges of a box: they stand side by side, none is added or moved. */
function rowView(field: Field, count: number, draw: DrawField): TemplateResult {
  const { keys, param, label } = field;
  const item = param.items ?? {};
  return html`<div class="number-list" role="group" aria-label=${label}>
    ${Array.from({ length: count }, (_, index) =>
      draw([...keys, index], { ...item, label: l10n.t('{0} {1}', item.label ?? label, index + 1) }, false)
    )}
  </div>`;
}

/** A few words of what a folded card holds. */
function summaryOf(value: unknown): string {
  const texts = typeof value === 'object' && value !== null ? Object.values(value) : [value];
  return texts
    .filter(text => typeof text === 'string' || typeof text === 'number')
    .join(' · ')
    .slice(0, 60);
}
