import { css } from 'lit';
import { baseStyle } from './base.ts';
import { choiceStyle } from './choices.ts';
import { controlStyle } from './controls.ts';
import { forcedColorStyle } from './forcedColors.ts';

const imageToolStyle = css`
  html,
  body,
  main,
  #app {
    height: 100vh;
    overflow: hidden;
  }
  body {
    background: var(--vscode-editor-background);
  }
  .tool-bar,
  .tool-end,
  .tool-group {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px;
  }
  .tool-bar {
    gap: 4px 12px;
    padding: 6px 12px;
    border-bottom: 1px solid var(--vscode-contrastBorder, var(--vscode-panel-border));
  }
  .tool-end {
    gap: 6px;
    padding: 8px 12px;
    border-top: 1px solid var(--vscode-contrastBorder, var(--vscode-panel-border));
  }
  .tool-end > .quiet {
    flex: 1 1 300px;
  }
  .problem {
    margin: 6px 12px;
  }
  .tool-size {
    display: flex;
    flex: 0 1 220px;
    align-items: center;
    gap: 6px;
    white-space: nowrap;
  }
  .tool-zoom {
    min-width: 56px;
  }
  .tool-body {
    display: flex;
    flex: 1;
    min-height: 0;
  }
  .stage {
    position: relative;
    display: block;
    flex: 1;
    min-width: 0;
    overflow: hidden;
    touch-action: none;
    cursor: crosshair;
    user-select: none;
  }
  .stage[data-panning] {
    cursor: grab;
  }
  .stage[data-panning]:active {
    cursor: grabbing;
  }
  .stage[data-loading] > .sheet {
    visibility: hidden;
  }
  .stage:focus-visible {
    outline: 1px solid var(--focus);
    outline-offset: -1px;
  }
  .sheet {
    position: absolute;
    transform-origin: 0 0;
    line-height: 0;
  }
  .sheet > img,
  .mask-layer {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    max-width: none;
  }
  .sheet.is-enlarged > * {
    image-rendering: pixelated;
  }
  .mask-layer {
    opacity: 0.6;
  }
  .overlay {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    pointer-events: none;
  }
  .brush,
  .brush-line {
    fill: none;
    stroke: #fff;
  }
  .brush-line {
    stroke: #000;
  }
  .box > rect {
    fill: #f333;
    stroke: #f33;
    stroke-width: 2px;
  }
  .box[data-selected] > rect {
    stroke-width: 3px;
  }
  .box > .grip {
    fill: #fff;
    stroke: #000;
    stroke-width: 1px;
  }
  .box > text {
    fill: #fff;
    stroke: #000;
    stroke-width: 3px;
    paint-order: stroke;
    font-size: 14px;
    font-weight: 600;
  }
  .box-side {
    flex: 0 0 300px;
    padding: 8px 8px 8px 30px;
    overflow-y: auto;
    border-inline-start: 1px solid var(--vscode-contrastBorder, var(--vscode-panel-border));
  }
  .box-list {
    display: flex;
    flex-direction: column;
    gap: 4px;
    margin: 0;
    padding: 0;
  }
  .box-list > li {
    padding: 2px;
  }
  .box-line {
    display: flex;
    align-items: center;
    gap: 4px;
  }
  .box-line > span,
  .box-line > .number {
    flex: 1 1 0;
  }
  .box-head {
    margin-inline-end: 28px;
  }
  .box-list > li[data-selected] {
    outline: 1px solid var(--focus);
  }
  @media (max-width: 620px) {
    .tool-body {
      flex-direction: column;
    }
    .tool-end > .quiet {
      flex-basis: 100%;
    }
    .box-side {
      flex: 0 0 auto;
      max-height: 30vh;
      border-inline-start: none;
    }
  }
`;

/** The styles of the editor for masks and boxes. */
export const imageToolStyles: readonly CSSStyleSheet[] = [
  baseStyle,
  controlStyle,
  choiceStyle,
  imageToolStyle,
  forcedColorStyle
].flatMap(style => style.styleSheet ?? []);
