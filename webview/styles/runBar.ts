import { css } from 'lit';

/** The bar at the bottom. */
export const runBarStyle = css`
  .run-bar {
    position: sticky;
    bottom: 0;
    z-index: 10;
    display: flex;
    flex-direction: column;
    gap: 4px;
    /* Enough of the form stays visible: long content of the bar scrolls. */
    max-height: 66vh;
    padding: 8px 12px;
    background: var(--vscode-sideBar-background, var(--vscode-editor-background));
    border-top: 1px solid
      var(--vscode-contrastBorder, var(--vscode-sideBarSectionHeader-border, var(--vscode-panel-border)));
  }
  .run-bar > * {
    flex: none;
  }
  .run-bar > .general,
  .run-bar > .panel {
    flex: 0 1 auto;
    min-height: 48px;
  }
  .run-bar .general {
    max-height: 24vh;
    overflow-y: auto;
  }
  .run-line {
    display: flex;
    flex-direction: column;
    align-items: stretch;
    gap: 4px;
  }
  /* Always on its own line: a long price would move it back and forth. */
  .balance {
    align-self: flex-start;
    color: var(--vscode-descriptionForeground);
  }
  .retry {
    font-size: 0.92em;
    color: var(--vscode-descriptionForeground);
  }
  .open-fields {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 8px;
    font-size: 0.92em;
  }
  .open-count {
    display: flex;
    align-items: center;
    gap: 4px;
    padding: 2px 0;
    border: none;
    background: none;
    font: inherit;
    font-weight: 600;
    text-align: start;
    color: var(--vscode-foreground);
    cursor: pointer;
  }
  .open-count > .icon {
    color: var(--vscode-editorWarning-foreground, currentColor);
  }
  .open-count:hover {
    text-decoration: underline;
  }
  .run,
  .set-key {
    flex: 1 1 max-content;
    max-width: 100%;
  }
  .run[aria-disabled] {
    opacity: var(--disabled-opacity, 0.4);
    cursor: not-allowed;
  }
  .panel {
    display: flex;
    flex-direction: column;
    gap: 4px;
    max-height: 40vh;
    overflow-y: auto;
    /* Room for the outlines of focused controls. */
    margin-inline: -2px;
    padding: 2px;
  }
  /* Otherwise a list that scrolls would shrink to nothing in a long panel. */
  .panel > * {
    flex: none;
  }
  .panel-line {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 12px;
  }
  .panel-tab {
    padding: 3px 0;
    border: none;
    border-bottom: 1px solid transparent;
    background: none;
    font: inherit;
    color: var(--vscode-panelTitle-inactiveForeground, var(--vscode-foreground));
    cursor: pointer;
  }
  .panel-tab:hover,
  .panel-tab[aria-expanded='true'] {
    color: var(--vscode-panelTitle-activeForeground, var(--vscode-foreground));
  }
  .panel-tab[aria-expanded='true'] {
    border-bottom-color: var(--vscode-panelTitle-activeBorder, currentColor);
  }
  :is(.vscode-high-contrast, .vscode-high-contrast-light) .panel-tab:hover {
    outline: 1px dashed var(--vscode-contrastActiveBorder);
  }
  .batch-line {
    display: flex;
    align-items: center;
    gap: 8px;
  }
  .prompts {
    margin-top: 0;
  }
  .prompt-list {
    margin: 0;
    padding-inline-start: 24px;
    max-height: 6.5em;
    overflow-y: auto;
  }
  .prompt-list > li {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .batch-line > kie-number {
    width: 70px;
  }
  .request {
    margin: 0;
    padding: 6px;
    max-height: 24vh;
    overflow: auto;
    font-family: var(--vscode-editor-font-family, monospace);
    font-size: 0.92em;
    white-space: pre-wrap;
    border: 1px solid var(--vscode-contrastBorder, var(--vscode-widget-border, var(--vscode-panel-border)));
  }
  /* At high zoom, a sticky bar would hide the form. */
  @media (max-height: 360px) {
    .run-bar {
      position: static;
      max-height: none;
    }
  }
`;
