import { css } from 'lit';

/** The suggestions before a model is chosen. */
export const modelStyle = css`
  .model > :is(.note, .advice, .carried, .left-out) {
    margin-top: 4px;
  }
  .carried {
    display: flex;
    flex-wrap: wrap;
    gap: 0 8px;
    align-items: baseline;
    justify-content: space-between;
    font-size: 0.92em;
    padding-inline-start: 8px;
    border-inline-start: 2px solid var(--vscode-editorInfo-foreground, var(--vscode-foreground));
    overflow-wrap: anywhere;
  }
  .empty {
    display: flex;
    flex-direction: column;
    gap: 4px;
    margin-top: 16px;
  }
  .suggestion {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 2px 12px;
    padding: 6px 8px;
    font: inherit;
    text-align: start;
    color: var(--vscode-foreground);
    background: none;
    border: 1px solid var(--vscode-contrastBorder, var(--vscode-widget-border, var(--vscode-panel-border)));
    border-radius: 3px;
    cursor: pointer;
  }
  .suggestion:hover {
    background: var(--vscode-list-hoverBackground);
  }
`;
