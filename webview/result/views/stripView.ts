import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { TemplateResult } from 'lit';
import type { ResultSnapshot, Sibling } from '../../../src/shared/protocol/result.ts';
import { icon } from '../../components/icons.ts';
import { act, show } from '../page.ts';
import type { ResultPage } from '../page.ts';
import { formatList } from '../../../src/shared/format/listFormat.ts';

/** The other results of the batch, each with what distinguishes it. */
export function stripView(
  page: ResultPage,
  { siblings, moreSiblings }: ResultSnapshot
): TemplateResult | typeof nothing {
  if (siblings.length === 0) return nothing;
  return html`<nav class="strip" aria-label=${l10n.t('Results of this batch')} @keydown=${onKey}>
    ${repeat(
      siblings,
      ({ localId, index }) => `${localId}#${index}`,
      sibling => siblingView(page, sibling)
    )}
    ${
      moreSiblings === undefined
        ? nothing
        : html`<button type="button" class="more-siblings" @click=${() => void act(page, 'showTasks')}>
            ${l10n.t('+{0} more', moreSiblings)}
          </button>`
    }
  </nav>`;
}

function siblingView(
  page: ResultPage,
  { localId, index, label, state, kind, noFile, thumb, isCurrent }: Sibling
): TemplateResult {
  const words = formatList([label, state].filter(word => word !== ''));
  const shape = noFile === undefined ? kind : noFile === 'active' ? 'clock' : 'error';
  return html`<button
    type="button"
    class="sibling"
    aria-current=${isCurrent ? 'true' : nothing}
    tabindex=${isCurrent ? 0 : -1}
    title=${words}
    aria-label=${words}
    @click=${() => void show(page, localId, index)}
  >
    ${thumb === undefined ? html`<span class="sibling-icon">${icon(shape)}</span>` : html`<img src=${thumb} alt="" loading="lazy" />`}
    <span class="sibling-label">${label}</span>
    ${state === '' ? nothing : html`<span class="sibling-state quiet">${state}</span>`}
  </button>`;
}

/** Scrolls the shown result of a long strip into view. */
export const revealCurrent = (root: ParentNode): void =>
  root.querySelector('.sibling[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });

/** Moves the focus with the arrow keys. */
function onKey(event: KeyboardEvent): void {
  const strip = event.currentTarget as HTMLElement;
  const buttons = [...strip.querySelectorAll<HTMLElement>('.sibling')];
  const at = buttons.indexOf(document.activeElement as HTMLElement);
  const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: buttons.length - 1 }[event.key];
  const next = to === undefined || at < 0 ? undefined : buttons[to];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}
