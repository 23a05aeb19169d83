import { css } from 'lit';

/** An image to zoom and to pan. */
export const zoomStyle = css`
  kie-zoom {
    display: flex;
    flex-direction: column;
    gap: 4px;
    min-height: 0;
  }
  .zoom-view {
    display: flex;
    flex: 1;
    min-height: 120px;
    overflow: auto;
    cursor: grab;
  }
  .zoom-view.dragging {
    cursor: grabbing;
  }
  .zoom-view:focus-visible {
    outline: 1px solid var(--focus);
    outline-offset: -1px;
  }
  .zoom-canvas {
    --share: 50%;
    position: relative;
    flex: none;
    margin: auto;
    /* A checkerboard shows transparency. */
    background: repeating-conic-gradient(
        color-mix(in srgb, var(--vscode-foreground) 14%, transparent) 0 25%,
        transparent 0 50%
      )
      0 0 / 16px 16px;
  }
  .zoom-canvas > img {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    user-select: none;
  }
  .zoom-canvas[data-pixels='true'] > img {
    image-rendering: pixelated;
  }
  .zoom-before {
    object-fit: contain;
    background: var(--vscode-editor-background);
    clip-path: inset(0 calc(100% - var(--share)) 0 0);
  }
  kie-zoom > .slider {
    flex: none;
    width: 100%;
  }
  .zoom-divider {
    position: absolute;
    inset-block: 0;
    left: var(--share);
    width: 2px;
    margin-left: -1px;
    background: #fff;
    mix-blend-mode: difference;
  }
  .zoom-bar {
    display: flex;
    align-items: center;
    justify-content: center;
    gap: 4px;
  }
  .zoom-percent {
    min-width: 48px;
    text-align: center;
    font-variant-numeric: tabular-nums;
  }
`;
