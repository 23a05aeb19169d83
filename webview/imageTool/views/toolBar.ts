import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { plural } from '../../../src/shared/format/plural.ts';
import { button, iconButton, toggleButton } from '../../components/button.ts';
import { addMiddleBox } from '../state/boxActions.ts';
import { addStep, MAX_BRUSH, MIN_BRUSH, setBrush, setErasing } from '../state/maskActions.ts';
import { redoStep, undoStep } from '../state/toolActions.ts';
import { boxesLeft, historyOf } from '../state/toolState.ts';
import type { ToolPage, ToolState } from '../state/toolState.ts';
import { fitImage, zoomIn, zoomOut, zoomToActualSize } from '../state/viewActions.ts';

/** The tools above the image. */
export function toolBar(state: ToolState, page: ToolPage): TemplateResult {
  const { tool, view, size } = state;
  const { past, future } = historyOf(state);
  const percent = l10n.t('{0}%', Math.round(view.scale * 100));
  const isLoading = size === undefined;
  return html`<div class="tool-bar" role="toolbar" aria-label=${l10n.t('Tools')}>
    ${tool?.kind === 'mask' ? maskTools(state, page) : boxTools(state, page)}
    <span class="tool-group">
      ${iconButton('undo', l10n.t('Undo'), () => undoStep(page), past.length === 0)}
      ${iconButton('redo', l10n.t('Redo'), () => redoStep(page), future.length === 0)}
    </span>
    <span class="grow"></span>
    <span class="tool-group">
      ${iconButton('zoomOut', l10n.t('Zoom Out'), () => zoomOut(page), isLoading)}
      ${button(percent, () => zoomToActualSize(page), {
        label: l10n.t('Zoom: {0}. Show Actual Size', percent),
        title: l10n.t('Show Actual Size'),
        className: 'tool-zoom',
        disabled: isLoading
      })}
      ${iconButton('zoomIn', l10n.t('Zoom In'), () => zoomIn(page), isLoading)}
      ${iconButton('fit', l10n.t('Fit to Window'), () => fitImage(page), isLoading)}
    </span>
  </div>`;
}

function maskTools({ isErasing, brush, strokes, base }: ToolState, page: ToolPage): TemplateResult {
  const isEmpty = strokes.now.length === 0 && base === undefined;
  return html`<span class="tool-group">
      ${toggleButton('brush', l10n.t('Paint'), !isErasing, () => setErasing(page, false))}
      ${toggleButton('eraser', l10n.t('Erase'), isErasing, () => setErasing(page, true))}
    </span>
    <label class="tool-size"
      ><span>${l10n.t('Brush Size')}</span
      ><input
        type="range"
        class="slider"
        min=${MIN_BRUSH}
        max=${MAX_BRUSH}
        step="any"
        aria-valuetext=${l10n.t('{0}%', Math.round(brush * 10) / 10)}
        .value=${String(brush)}
        @input=${(event: Event) => setBrush(page, Number((event.target as HTMLInputElement).value))}
    /></label>
    <span class="tool-group">
      ${button(l10n.t('Invert'), () => addStep(page, 'invert'))}
      ${button(l10n.t('Clear'), () => addStep(page, 'clear'), { disabled: isEmpty })}
    </span>`;
}

function boxTools(state: ToolState, page: ToolPage): TemplateResult {
  const { tool } = state;
  const isFull = boxesLeft(state) <= 0;
  const max = tool?.kind === 'boxes' ? tool.max : undefined;
  return html`<span class="tool-group">
    ${button(l10n.t('Add Box'), () => addMiddleBox(page), { icon: 'boxes', disabled: isFull || state.size === undefined })}
    ${isFull && max !== undefined ? html`<span class="quiet" role="status">${plural(l10n.t('{0, plural, one {No more than # box.} other {No more than # boxes.}}'), max)}</span>` : nothing}
  </span>`;
}
