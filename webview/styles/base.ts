import { css } from 'lit';

/** Base styles: colors, lines, text, and elements used everywhere on the page. */
export const baseStyle = css`
  :root {
    --line: var(--vscode-contrastBorder, var(--vscode-input-border, var(--vscode-dropdown-border, transparent)));
    --focus: var(--vscode-focusBorder);
    /* Older versions of VS Code have neither. */
    --radius: var(--vscode-cornerRadius-small, 2px);
    --button-size: var(--vscode-bodyFontSize-small, 1em);
  }
  * {
    box-sizing: border-box;
  }
  html,
  body {
    margin: 0;
    padding: 0;
    min-height: 100vh;
  }
  body {
    display: flex;
    flex-direction: column;
    color: var(--vscode-foreground);
    font-family: var(--vscode-font-family);
    font-size: var(--vscode-font-size, 13px);
    line-height: 1.4;
    overflow-wrap: anywhere;
  }
  main,
  #app {
    display: flex;
    flex-direction: column;
    flex: 1;
    min-width: 0;
  }
  /* Otherwise the browser draws its own parts of controls, such as the arrows of numbers, for a light page. */
  .vscode-dark,
  .vscode-high-contrast:not(.vscode-high-contrast-light) {
    color-scheme: dark;
  }
  p {
    margin: 0;
  }
  [hidden] {
    display: none !important;
  }
  .page {
    flex: 1;
    min-width: 0;
    width: 100%;
    max-width: 720px;
    padding: 8px 12px 16px;
  }
  /* The scrollbars of VS Code, instead of those of the system with arrows. */
  html,
  * {
    scrollbar-color: auto;
  }
  ::-webkit-scrollbar {
    width: 10px;
    height: 10px;
  }
  ::-webkit-scrollbar-corner {
    background: transparent;
  }
  ::-webkit-scrollbar-thumb {
    background: var(--vscode-scrollbarSlider-background);
    border: 1px solid var(--vscode-contrastBorder, transparent);
  }
  ::-webkit-scrollbar-thumb:hover {
    background: var(--vscode-scrollbarSlider-hoverBackground);
  }
  ::-webkit-scrollbar-thumb:active {
    background: var(--vscode-scrollbarSlider-activeBackground);
  }
  .icon {
    fill: none;
    stroke: currentColor;
    stroke-width: 1.3;
    stroke-linecap: round;
    display: block;
    flex: none;
  }
  .label {
    font-weight: 600;
    overflow-wrap: break-word;
  }
  .required {
    color: var(--vscode-errorForeground);
  }
  .quiet,
  .note,
  .counter,
  .picker-detail {
    color: var(--vscode-descriptionForeground);
  }
  .note,
  .advice,
  .issues,
  .counter,
  .quiet,
  .picker-detail {
    font-size: 0.92em;
  }
  .issues > p,
  .problem {
    padding: 2px 6px;
    border: 1px solid;
    border-radius: var(--radius);
    background: var(--vscode-inputValidation-errorBackground);
    border-color: var(--vscode-inputValidation-errorBorder, var(--vscode-errorForeground));
    color: var(--vscode-inputValidation-errorForeground, var(--vscode-foreground));
  }
  .issues > p {
    display: flex;
    gap: 6px;
  }
  .issues > p + p {
    margin-top: 3px;
  }
  .issues > p > .icon {
    margin-top: 1px;
    color: var(--vscode-editorError-foreground, var(--vscode-errorForeground));
  }
  /* With the border of an input in these themes, it would look like one. */
  :is(.vscode-high-contrast, .vscode-high-contrast-light) .issues > p {
    border-color: transparent;
    padding-inline: 0;
    background: none;
    color: var(--vscode-foreground);
  }
  .advice:not(:empty),
  .low {
    padding-inline-start: 6px;
    border-inline-start: 2px solid var(--vscode-editorWarning-foreground, currentColor);
  }
  .counter.over {
    font-weight: 600;
    color: var(--vscode-foreground);
  }
  .sr {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
  }
  .grow {
    flex: 1;
  }
  .badge {
    display: inline-block;
    padding: 0 5px;
    border: 1px solid var(--vscode-contrastBorder, transparent);
    border-radius: 8px;
    font-size: 0.85em;
    font-weight: normal;
    background: var(--vscode-badge-background);
    color: var(--vscode-badge-foreground);
  }
  @media (prefers-reduced-motion: reduce) {
    * {
      animation-duration: 0.01ms !important;
      transition: none !important;
    }
  }
`;
