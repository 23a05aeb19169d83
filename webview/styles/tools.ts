import { css } from 'lit';

/** Painting and drawing over images. */
export const toolStyle = css`
  .tool-ways {
    display: flex;
    flex-wrap: wrap;
    gap: 4px;
    margin-top: 4px;
  }
  .remedies {
    margin: 0 0 6px;
  }
  .tool {
    width: 100vw;
    height: 100vh;
    max-width: none;
    max-height: none;
    margin: 0;
    padding: 8px;
    border: none;
    color: inherit;
    background: var(--vscode-sideBar-background, var(--vscode-editor-background));
  }
  .tool[open] {
    display: flex;
    flex-direction: column;
    gap: 8px;
    overflow-y: auto;
  }
  .tool-bar,
  .tool-end {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px;
  }
  .tool-end > .quiet {
    flex: 1 1 100%;
  }
  .tool-size {
    display: flex;
    flex: 1 1 110px;
    align-items: center;
    gap: 6px;
  }
  .tool-picture {
    position: relative;
    align-self: center;
    min-height: 80px;
    line-height: 0;
  }
  .tool-picture > img {
    max-width: 100%;
    max-height: 65vh;
  }
  .mask-layer,
  .box-layer,
  .tool-cursor {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    touch-action: none;
    cursor: crosshair;
  }
  .mask-layer {
    opacity: 0.6;
  }
  .mask-layer:focus-visible {
    outline: 2px solid var(--focus);
    opacity: 0.75;
  }
  .tool-cursor {
    pointer-events: none;
    fill: none;
    stroke: #fff;
    mix-blend-mode: difference;
  }
  .tool-cursor > circle,
  .box-layer > rect {
    stroke-width: 2px;
    vector-effect: non-scaling-stroke;
  }
  .box-layer > rect {
    fill: #f333;
    stroke: #f33;
  }
  .box-layer > text {
    fill: #fff;
    stroke: #000;
    stroke-width: 3px;
    paint-order: stroke;
    vector-effect: non-scaling-stroke;
    user-select: none;
  }
  .box-list {
    display: flex;
    flex-direction: column;
    gap: 4px;
    margin: 0;
    padding-inline-start: 20px;
  }
  .box-list > li > .number {
    width: calc((100% - 40px) / 4);
    max-width: 90px;
  }
`;
