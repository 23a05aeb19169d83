import { css } from 'lit';
import { baseStyle } from './base.ts';
import { choiceStyle } from './choices.ts';
import { controlStyle } from './controls.ts';
import { forcedColorStyle } from './forcedColors.ts';
import { resultPartStyle } from './resultParts.ts';
import { zoomStyle } from './zoom.ts';

const resultStyle = css`
  html,
  body,
  main {
    height: 100vh;
    min-height: 0;
  }
  body {
    padding: 0;
    background: var(--vscode-editor-background);
  }
  main {
    gap: 6px;
    padding: 8px 12px;
    overflow: hidden;
  }
  .result-tools {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px;
  }
  .result-icons {
    display: flex;
    align-items: center;
    gap: 4px;
    margin-inline-start: auto;
  }
  .notice:empty {
    display: none;
  }
  .notice {
    color: var(--vscode-descriptionForeground);
  }
  .result-body {
    display: flex;
    flex: 1;
    min-height: 0;
    gap: 12px;
  }
  .result-main {
    display: flex;
    flex-direction: column;
    flex: 1;
    min-width: 0;
    min-height: 0;
    gap: 6px;
  }
  .stage {
    display: flex;
    flex-direction: column;
    flex: 1;
    min-height: 0;
    gap: 6px;
  }
  .stage-message {
    display: flex;
    flex-direction: column;
    align-items: flex-start;
    gap: 6px;
    padding: 8px;
    border-inline-start: 2px solid var(--vscode-editorWarning-foreground, currentColor);
    background: var(--vscode-textBlockQuote-background, transparent);
  }
  .stage-file {
    flex: 1;
    min-height: 0;
  }
  kie-player {
    display: flex;
    flex-direction: column;
    align-items: center;
    justify-content: center;
    gap: 6px;
  }
  .player-media {
    max-width: 100%;
    min-height: 54px;
    max-height: 100%;
  }
  .player-note {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: center;
    gap: 8px;
  }
  audio.player-media {
    flex: none;
    width: min(100%, 640px);
  }
  .stage-text {
    margin: 0;
    padding: 8px;
    overflow: auto;
    white-space: pre-wrap;
    font-family: var(--vscode-editor-font-family, monospace);
    font-size: var(--vscode-editor-font-size, 13px);
    user-select: text;
  }
  .stage-text:focus-visible {
    outline: 1px solid var(--focus);
    outline-offset: -1px;
  }
  .json-key {
    color: var(--vscode-debugTokenExpression-name, inherit);
  }
  .json-string {
    color: var(--vscode-debugTokenExpression-string, inherit);
  }
  .json-number {
    color: var(--vscode-debugTokenExpression-number, inherit);
  }
  .json-word {
    color: var(--vscode-debugTokenExpression-boolean, inherit);
  }
  @media (max-width: 640px) {
    main {
      overflow: auto;
    }
    .result-body {
      flex-direction: column;
      flex: none;
    }
    .stage {
      min-height: 60vh;
    }
    .details {
      width: auto;
      padding-inline-start: 0;
      border-inline-start: none;
    }
  }
`;

/** The styles of the Result editor. */
export const resultStyles: readonly CSSStyleSheet[] = [
  baseStyle,
  controlStyle,
  choiceStyle,
  zoomStyle,
  resultPartStyle,
  resultStyle,
  forcedColorStyle
].flatMap(style => style.styleSheet ?? []);
