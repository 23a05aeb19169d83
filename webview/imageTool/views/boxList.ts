import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Box } from '../../../src/shared/catalog/imageTools.ts';
import { iconButton } from '../../components/button.ts';
import { removeBox, selectBox, setSide } from '../state/boxActions.ts';
import type { ToolPage, ToolState } from '../state/toolState.ts';

const sides = (): readonly string[] => [l10n.t('left'), l10n.t('top'), l10n.t('right'), l10n.t('bottom')];

/** The boxes with their coordinates, which can be entered. */
export function boxList(state: ToolState, page: ToolPage): TemplateResult | typeof nothing {
  const { now } = state.boxes;
  if (now.length === 0) return nothing;
  return html`<div class="box-side">
    <div class="box-line box-head quiet" aria-hidden="true">${sides().map(name => html`<span>${name}</span>`)}</div>
    <ol class="box-list" aria-label=${l10n.t('Boxes')}>
      ${now.map((box, index) => line(state, page, box, index))}
    </ol>
  </div>`;
}

function line({ size, selected }: ToolState, page: ToolPage, box: Box, index: number): TemplateResult {
  const names = sides();
  const max = [size?.width ?? 0, size?.height ?? 0];
  return html`<li ?data-selected=${selected === index} @focusin=${() => selectBox(page, index)}>
    <div class="box-line">
      ${box.map(
        (value, side) =>
          html`<input
            type="number"
            class="number"
            min="0"
            max=${max[side % 2] ?? 0}
            aria-label=${l10n.t('Box {0}: {1}', index + 1, names[side] ?? '')}
            title=${names[side] ?? ''}
            .value=${String(value)}
            @change=${(event: Event) => {
              const input = event.target as HTMLInputElement;
              setSide(page, index, side, input.valueAsNumber);
              input.value = String(page.store.get().boxes.now[index]?.[side] ?? '');
            }}
          />`
      )}
      ${iconButton('close', l10n.t('Remove box {0}', index + 1), () => removeBox(page, index))}
    </div>
  </li>`;
}
