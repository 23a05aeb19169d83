import { css } from 'lit';

/** The suggestions before a model is chosen. */
export const modelStyle = css`
  .model > :is(.note, .advice, .carried, .left-out, .origin) {
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
  .origin {
    overflow-wrap: anywhere;
  }
  :is(.changes, .origin) summary {
    cursor: pointer;
  }
  :is(.changes, .origin) ul {
    margin: 4px 0;
    padding-inline-start: 18px;
  }
  .health {
    display: flex;
    gap: 8px;
    align-items: center;
  }
  .health strong {
    display: block;
  }
  .rate-chart {
    flex: none;
    width: 72px;
    height: 20px;
    fill: var(--vscode-charts-green, var(--vscode-foreground));
    border-bottom: 1px solid var(--vscode-contrastBorder, var(--vscode-widget-border, transparent));
  }
  .rate-chart .middle {
    fill: var(--vscode-charts-yellow, var(--vscode-foreground));
  }
  .rate-chart .low {
    fill: var(--vscode-charts-red, var(--vscode-errorForeground));
  }
  .price-text {
    white-space: pre-line;
    user-select: text;
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
    border-radius: var(--radius);
    cursor: pointer;
  }
  .suggestion:hover {
    background: var(--vscode-list-hoverBackground);
  }
`;
