import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { button, iconButton } from '../../components/button.ts';
import { emptyItem, isRow } from '../model/controlKind.ts';
import { moved } from '../model/order.ts';
import { areEven, sharedTotals, splitEvenly, totalOf } from '../model/values/evenShares.ts';
import { replaceDraft, setFlag, setValue } from '../state/draftActions.ts';
import { entryOf } from '../state/pageState.ts';
import { earlierButton } from './earlierView.ts';
import type { DrawField, Field } from './fieldContext.ts';

/** A list and its changes. A required list shows its first card before the draft has it. */
interface List {
  readonly field: Field;
  readonly items: readonly unknown[];
  /** The number of cards. */
  readonly count: number;
  readonly replace: (items: readonly unknown[]) => void;
}

/** A list of anything but files: a card for each item, with buttons to add, remove, move and collapse. */
export function listView(field: Field, draw: DrawField): TemplateResult {
  const { page, keys, param, state } = field;
  if (isRow(param)) return rowView(field, param.minItems ?? 0, draw);
  const items: readonly unknown[] = Array.isArray(field.value) ? (field.value as readonly unknown[]) : [];
  const item = param.items ?? {};
  const count = Math.max(items.length, field.required ? 1 : 0);
  const max = state.maxItems ?? param.maxItems;
  const replace = (next: readonly unknown[]): void => setValue(page, keys, next.length === 0 ? undefined : next);
  const list: List = { field, items, count, replace };
  const add = (): void => {
    // The first card of a required list may not be in the draft yet.
    const present = items.length === 0 && count === 1 ? [emptyItem(item)] : items;
    replace([...present, emptyItem(item)]);
  };
  return html`<div
    class="list-field"
    role="group"
    aria-label=${field.accessibleName}
    aria-describedby=${field.describedBy.join(' ')}
  >
    <div class="list" role="list" aria-label=${field.accessibleName}>
      ${Array.from({ length: count }, (_, index) => cardView(list, index, draw))}
    </div>
    <div class="list-ways">
      ${button(l10n.t('Add {0}', item.label ?? field.label), add, { icon: 'add', disabled: max !== undefined && count >= max })}
      ${splitButton(field)} ${earlierButton(field, max !== undefined && items.length >= max)}
    </div>
  </div>`;
}

/** Splits a total among the items again, after their numbers were changed: "Split 10 s evenly". */
function splitButton({ page, pageState, path, accessibleName }: Field): TemplateResult | typeof nothing {
  const { draft } = pageState;
  const entry = entryOf(pageState);
  const shared = entry === undefined ? undefined : sharedTotals(entry).find(({ list }) => list === path);
  if (entry === undefined || shared === undefined || areEven(entry, draft, shared)) return nothing;
  const total = totalOf(entry, draft, shared);
  if (total === undefined) return nothing;
  return button(
    l10n.t('Split {0} s evenly', total),
    () => replaceDraft(page, splitEvenly(entry, page.store.get().draft, shared)),
    { label: l10n.t('{0}: split {1} s evenly', accessibleName, total) }
  );
}

function cardView(list: List, index: number, draw: DrawField): TemplateResult {
  const { field, items } = list;
  const { page, pageState, keys, param } = field;
  const item = param.items ?? {};
  const name = l10n.t('{0} {1}', item.label ?? field.label, index + 1);
  const flag = `fold:${field.path}[${index}]`;
  const isOpen = pageState.flags.get(flag) !== false;
  return html`<div class="card" role="listitem" aria-label=${name}>
    <div class="card-head">
      <button
        type="button"
        class="fold"
        id="${field.id}-card-${index}"
        aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
        @keydown=${(event: KeyboardEvent) => onKey(event, list, index)}
        aria-expanded=${String(isOpen)}
        aria-label=${isOpen ? l10n.t('Collapse {0}', name) : l10n.t('Expand {0}', name)}
        @click=${() => setFlag(page, flag, !isOpen)}
      >
        <span class="fold-mark" aria-hidden="true">${isOpen ? '▾' : '▸'}</span> ${name}
        ${isOpen ? nothing : html`<span class="quiet">${summaryOf(items[index])}</span>`}
      </button>
      <span class="grow"></span>
      ${cardButtons(list, index, name)}
    </div>
    <div class="card-body" ?hidden=${!isOpen}>${draw([...keys, index], { ...item, label: name }, false)}</div>
  </div>`;
}

function cardButtons(list: List, index: number, name: string): TemplateResult {
  const { items, replace } = list;
  const isInDraft = index < items.length;
  const remove = (): void => replace(items.filter((_item, i) => i !== index));
  return html`${iconButton('up', l10n.t('Move {0} up', name), () => move(list, index, index - 1), index === 0 || !isInDraft)}
  ${iconButton('down', l10n.t('Move {0} down', name), () => move(list, index, index + 1), index >= items.length - 1)}
  ${iconButton('close', l10n.t('Remove {0}', name), remove, !isInDraft)}`;
}

function onKey(event: KeyboardEvent, list: List, index: number): void {
  const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  if (!event.altKey || step === undefined || index >= list.items.length) return;
  event.preventDefault();
  move(list, index, index + step);
}

function move({ field, items, replace }: List, from: number, to: number): void {
  if (to < 0 || to >= items.length) return;
  replace(moved(items, from, to));
  void Promise.resolve().then(() => document.getElementById(`${field.id}-card-${to}`)?.focus());
}

/** A fixed number of numbers, such as the edges of a box: side by side, without buttons to add or move. */
function rowView(field: Field, count: number, draw: DrawField): TemplateResult {
  const { keys, param, label, accessibleName } = field;
  const item = param.items ?? {};
  return html`<div
    class="number-list"
    role="group"
    aria-label=${accessibleName}
    aria-describedby=${field.describedBy.join(' ')}
  >
    ${Array.from({ length: count }, (_, index) =>
      draw([...keys, index], { ...item, label: l10n.t('{0} {1}', item.label ?? label, index + 1) }, false)
    )}
  </div>`;
}

/** The beginning of the content of a collapsed card. */
function summaryOf(value: unknown): string {
  const texts = typeof value === 'object' && value !== null ? Object.values(value) : [value];
  return texts
    .filter(text => typeof text === 'string' || typeof text === 'number')
    .join(' · ')
    .slice(0, 60);
}
