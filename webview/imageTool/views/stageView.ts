import * as l10n from '@vscode/l10n';
import { html, nothing, svg } from 'lit';
import type { SVGTemplateResult, TemplateResult } from 'lit';
import type { Box } from '../../../src/shared/catalog/imageTools.ts';
import type { ShownTool } from '../../../src/shared/protocol/imageTool.ts';
import { moveCursor } from '../state/maskActions.ts';
import { imageFailed, imageLoaded } from '../state/toolActions.ts';
import { brushSize } from '../state/toolState.ts';
import type { ToolPage, ToolState } from '../state/toolState.ts';
import { toImage, toStage } from '../model/viewport.ts';
import { beginGesture, onWheel, positionOf } from './gestures.ts';
import './stageElement.ts';

/** The image with the mask or boxes over it. */
export function stageView(state: ToolState, page: ToolPage, tool: ShownTool): TemplateResult {
  const isMask = tool.kind === 'mask';
  const label = isMask
    ? l10n.t('Image {0}: arrow keys move the brush, Enter paints', tool.name)
    : l10n.t('Image {0}: arrow keys move the selected box, Shift with arrow keys resizes it', tool.name);
  return html`<kie-stage
    class="stage"
    tabindex="0"
    role="application"
    aria-label=${label}
    aria-describedby="tool-keys"
    ?data-panning=${state.isPanning}
    ?data-loading=${state.size === undefined}
    .page=${page}
    @pointerdown=${(event: PointerEvent) => beginGesture(page, event)}
    @pointermove=${(event: PointerEvent) => {
      if (isMask) moveCursor(page, toImage(page.store.get().view, positionOf(event)));
    }}
    @pointerleave=${() => moveCursor(page, undefined)}
    @wheel=${{ handleEvent: (event: WheelEvent) => onWheel(page, event), passive: false }}
  >
    <div class="sheet">
      <img
        src=${tool.src}
        alt=""
        draggable="false"
        @load=${(event: Event) => {
          const { naturalWidth: width, naturalHeight: height } = event.target as HTMLImageElement;
          void imageLoaded(page, { width, height });
        }}
        @error=${() => imageFailed(page)}
      />
      ${isMask ? html`<canvas class="mask-layer" aria-hidden="true"></canvas>` : nothing}
    </div>
    <svg class="overlay" aria-hidden="true">${isMask ? brush(state) : boxes(state)}</svg>
  </kie-stage>`;
}

function brush(state: ToolState): SVGTemplateResult | typeof nothing {
  const { cursor, view, isPanning } = state;
  if (cursor === undefined || isPanning) return nothing;
  const [x, y] = toStage(view, cursor);
  const radius = Math.max(1, (brushSize(state) * view.scale) / 2);
  return svg`<circle class="brush-line" cx=${x} cy=${y} r=${radius + 1} /><circle class="brush" cx=${x} cy=${y} r=${radius} />`;
}

function boxes({ boxes: { now }, drawn, selected, view }: ToolState): unknown {
  const shown = now.map((box, index) => ({ box: index === selected && drawn !== undefined ? drawn : box, index }));
  if (drawn !== undefined && selected === undefined) shown.push({ box: drawn, index: now.length });
  return shown.map(({ box, index }) => boxView(box, index, index === selected, view));
}

function boxView(box: Box, index: number, isSelected: boolean, view: ToolState['view']): SVGTemplateResult {
  const [x1, y1] = toStage(view, [box[0], box[1]]);
  const [x2, y2] = toStage(view, [box[2], box[3]]);
  const corners = [
    [x1, y1],
    [x2, y1],
    [x1, y2],
    [x2, y2]
  ] as const;
  return svg`<g class="box" ?data-selected=${isSelected}>
    <rect x=${x1} y=${y1} width=${x2 - x1} height=${y2 - y1} />
    <text x=${x1 + 6} y=${y1 + 18}>${index + 1}</text>
    ${isSelected ? corners.map(([x, y]) => svg`<rect class="grip" x=${x - 4} y=${y - 4} width="8" height="8" />`) : nothing}
  </g>`;
}
