import { css } from 'lit';

/** The searchable list. */
export const pickerStyle = css`
  kie-picker {
    display: block;
    position: relative;
  }
  .picker-button {
    display: flex;
    align-items: center;
    text-align: start;
    cursor: pointer;
  }
  .picker-text {
    flex: 1;
    min-width: 0;
  }
  .picker-text > * {
    display: block;
  }
  .picker-panel {
    position: absolute;
    z-index: 20;
    inset-inline: 0;
    top: calc(100% + 2px);
    display: flex;
    flex-direction: column;
    gap: 4px;
    padding: 6px;
    background: var(--vscode-dropdown-background);
    border: 1px solid var(--vscode-contrastBorder, var(--vscode-focusBorder));
    border-radius: 3px;
    box-shadow: 0 2px 8px var(--vscode-widget-shadow);
  }
  .picker-list {
    max-height: min(50vh, 360px);
    overflow-y: auto;
  }
  .picker-option {
    /* Only the visible lines of several hundred are laid out. */
    content-visibility: auto;
    contain-intrinsic-block-size: auto 54px;
    display: flex;
    flex-direction: column;
    padding: 3px 6px;
    cursor: pointer;
    border: 1px solid transparent;
    color: var(--vscode-dropdown-foreground);
  }
  .picker-option:hover {
    background: var(--vscode-list-hoverBackground);
  }
  .picker-option[aria-selected='true'] {
    background: var(--vscode-list-activeSelectionBackground);
    color: var(--vscode-list-activeSelectionForeground);
    border-color: var(--vscode-contrastActiveBorder, transparent);
  }
  .picker-option[aria-selected='true'] .picker-detail {
    color: inherit;
  }
  .picker-group {
    padding: 6px 6px 2px;
    font-size: 0.85em;
    font-weight: 600;
    color: var(--vscode-descriptionForeground);
    text-transform: none;
  }
  .picker-option > .picker-label {
    display: flex;
    align-items: center;
    gap: 4px;
  }
  .picker-note {
    display: -webkit-box;
    overflow: hidden;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
  }
  .picker-option[aria-selected='true'] > .picker-note {
    -webkit-line-clamp: none;
  }
  .picker-star {
    margin-inline-start: auto;
    padding: 0 4px;
    font-size: 1.15em;
    line-height: 1;
  }
`;
