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
  .picker-text > .picker-detail {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
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
    background: var(--vscode-dropdown-listBackground, var(--vscode-dropdown-background));
    border: 1px solid var(--vscode-contrastBorder, var(--vscode-focusBorder));
    border-radius: var(--radius);
    box-shadow: 0 2px 8px var(--vscode-widget-shadow);
  }
  .picker-filter {
    display: flex;
    flex-wrap: wrap;
    gap: 4px;
  }
  .picker-filter > .picker-search {
    flex: 1 1 120px;
  }
  .picker-filter > .select-box {
    flex: 1 1 96px;
  }
  .picker-list {
    position: relative;
    /* The rest of the panel, and the part of the page above it, take 200 pixels. */
    max-height: min(100vh - 208px, 520px);
    overflow-y: auto;
  }
  .picker-option {
    /* Only the visible lines of several hundred are laid out. */
    content-visibility: auto;
    contain-intrinsic-block-size: auto 33px;
    display: flex;
    flex-direction: column;
    padding: 1px 6px 2px;
    line-height: 1.32;
    cursor: pointer;
    border: 1px solid transparent;
    color: var(--vscode-dropdown-foreground);
  }
  .picker-option:hover {
    background: var(--vscode-list-hoverBackground);
    color: var(--vscode-list-hoverForeground, var(--vscode-dropdown-foreground));
    outline: 1px dashed var(--vscode-contrastActiveBorder, transparent);
    outline-offset: -1px;
  }
  .picker-option[aria-selected='true'] {
    background: var(--vscode-list-activeSelectionBackground);
    color: var(--vscode-list-activeSelectionForeground);
    border-color: var(--vscode-contrastActiveBorder, transparent);
  }
  .picker-option[aria-selected='true'] :is(.picker-detail, .picker-price) {
    color: inherit;
  }
  /* The chosen option is marked also while another one is active. */
  .picker-option[data-chosen] {
    border-inline-start: 2px solid var(--vscode-focusBorder);
    padding-inline-start: 5px;
  }
  .picker-option mark {
    background: none;
    color: var(--vscode-list-highlightForeground);
    font-weight: 700;
  }
  .picker-option[aria-selected='true'] mark {
    color: var(--vscode-list-focusHighlightForeground, inherit);
  }
  .picker-group {
    padding: 5px 6px 1px;
    font-size: 0.85em;
    font-weight: 600;
    color: var(--vscode-descriptionForeground);
  }
  .picker-first,
  .picker-second {
    display: flex;
    align-items: center;
    gap: 4px;
    min-width: 0;
    white-space: nowrap;
  }
  .picker-first > .badge {
    flex: none;
  }
  .picker-first > .picker-label,
  .picker-second > .picker-detail {
    min-width: 0;
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .picker-second > .picker-detail {
    flex: 1;
  }
  .picker-price {
    flex: none;
    font-size: 0.92em;
    color: var(--vscode-descriptionForeground);
  }
  .picker-note {
    min-height: 2.8em;
    overflow: hidden;
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 3;
  }
  .picker-note:has(.rate-chart) {
    display: flex;
    gap: 8px;
    align-items: start;
  }
  .picker-empty {
    padding: 8px 6px 2px;
  }
  .picker-offers {
    display: flex;
    flex-direction: column;
  }
  .picker-offer {
    display: flex;
    align-items: center;
    gap: 4px;
    padding: 4px;
    font: inherit;
    text-align: start;
    color: var(--vscode-textLink-foreground);
    background: none;
    border: 1px solid transparent;
    cursor: pointer;
  }
  .picker-offer:hover {
    background: var(--vscode-list-hoverBackground);
  }
  .picker-play {
    display: block;
    padding: 0 2px;
  }
  .picker-play > .icon {
    display: block;
  }
  .picker-first > kie-sample {
    flex: none;
    margin-inline-start: auto;
  }
  .picker-star {
    margin-inline-start: auto;
    padding: 0 4px;
    font-size: 1.15em;
    line-height: 1;
  }
`;
