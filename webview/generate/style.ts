import { css } from 'lit';

/** The page's look, in VS Code's colours only. Lines and outlines come from the contrast borders where a theme has them. */
export const pageStyle = css`
  :root {
    --line: var(--vscode-contrastBorder, var(--vscode-input-border, var(--vscode-dropdown-border, transparent)));
    --focus: var(--vscode-focusBorder);
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
  .icon {
    fill: none;
    stroke: currentColor;
    stroke-width: 1.3;
    display: block;
    flex: none;
  }
  .label {
    font-weight: 600;
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
  .issues,
  .counter.over,
  .problem {
    color: var(--vscode-errorForeground);
  }
  .low,
  .advice {
    color: var(--vscode-editorWarning-foreground, var(--vscode-foreground));
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
  .form {
    display: flex;
    flex-direction: column;
    gap: 14px;
    margin-top: 14px;
  }
  .field,
  .properties,
  .list {
    min-width: 0;
  }
  .field-head,
  .card-head {
    display: flex;
    align-items: center;
    gap: 4px;
    min-height: 24px;
  }
  .properties,
  .list {
    display: flex;
    flex-direction: column;
    gap: 10px;
  }
  .list {
    margin-bottom: 6px;
  }
  .card,
  .field > .properties {
    border: 1px solid var(--vscode-contrastBorder, var(--vscode-widget-border, var(--vscode-panel-border)));
    border-radius: 3px;
    padding: 4px 8px 8px;
  }
  .card-body > .field > .field-head {
    display: none;
  }
  .card-body > .field > .properties {
    border: none;
    padding: 0;
  }
  .fold,
  .link {
    background: none;
    border: none;
    padding: 2px;
    color: inherit;
    font: inherit;
    text-align: start;
    cursor: pointer;
    min-width: 0;
  }
  .fold {
    font-weight: 600;
  }
  .link {
    color: var(--vscode-textLink-foreground);
    text-decoration: underline;
  }
  .text,
  .number,
  .select,
  .picker-button {
    width: 100%;
    min-width: 0;
    min-height: 26px;
    padding: 3px 6px;
    font: inherit;
    color: var(--vscode-input-foreground);
    background: var(--vscode-input-background);
    border: 1px solid var(--line);
    border-radius: 2px;
  }
  .select,
  .picker-button {
    color: var(--vscode-dropdown-foreground);
    background: var(--vscode-dropdown-background);
  }
  ::placeholder {
    color: var(--vscode-input-placeholderForeground);
    opacity: 1;
  }
  :is(input, select, button, summary):focus-visible,
  .segment:has(:focus-visible) {
    outline: 1px solid var(--focus);
    outline-offset: 1px;
  }
  [data-invalid] > kie-number > .number,
  [data-invalid] > .select,
  .picker-button[data-invalid] {
    border-color: var(--vscode-inputValidation-errorBorder, var(--vscode-errorForeground));
  }
  kie-text,
  vscode-text-field,
  vscode-text-area {
    display: block;
    width: 100%;
    min-width: 0;
  }
  vscode-text-field::part(root) {
    width: 100%;
  }
  vscode-text-field::part(control) {
    min-width: 0;
  }
  vscode-text-area::part(control) {
    field-sizing: content;
    height: auto;
    min-height: 64px;
    max-height: 40vh;
    min-width: 0;
    width: 100%;
    resize: vertical;
  }
  /* The toolkit knows one border for all buttons; newer themes have one for those that stand back. */
  vscode-button[appearance='secondary'] {
    --button-border: var(--vscode-button-secondaryBorder, var(--vscode-contrastBorder, transparent));
  }
  vscode-checkbox {
    margin: 0;
  }
  .number-row {
    display: flex;
    align-items: center;
    gap: 8px;
  }
  .slider {
    flex: 1;
    min-width: 0;
    accent-color: var(--vscode-contrastActiveBorder, var(--vscode-button-background));
  }
  .slider + .number {
    flex: none;
    width: 84px;
  }
  .segmented {
    display: flex;
    flex-wrap: wrap;
    gap: 2px;
  }
  .segment {
    position: relative;
    flex: 1 1 auto;
    text-align: center;
    border: 1px solid var(--vscode-contrastBorder, var(--vscode-button-secondaryBorder, transparent));
    border-radius: 2px;
    background: var(--vscode-button-secondaryBackground);
    color: var(--vscode-button-secondaryForeground);
    cursor: pointer;
  }
  .segment > input {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    margin: 0;
    opacity: 0;
    cursor: pointer;
  }
  .segment > span {
    display: block;
    padding: 3px 8px;
  }
  .segment:has(:checked) {
    background: var(--vscode-button-background);
    color: var(--vscode-button-foreground);
    border-color: var(--vscode-contrastActiveBorder, var(--vscode-button-border, transparent));
  }
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
  .media,
  .tasks {
    list-style: none;
    margin: 0 0 6px;
    padding: 0;
    display: flex;
    flex-direction: column;
    gap: 4px;
  }
  .media-item,
  .task,
  .problem {
    display: flex;
    align-items: center;
    gap: 4px;
    min-width: 0;
  }
  .problem > p,
  .media-text {
    flex: 1;
    min-width: 0;
  }
  .media-text {
    display: flex;
    flex-direction: column;
    margin-inline-start: 4px;
  }
  .media-name {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .thumb {
    width: 44px;
    height: 44px;
    flex: none;
    object-fit: cover;
    border-radius: 2px;
    border: 1px solid var(--vscode-contrastBorder, var(--vscode-widget-border, transparent));
    display: grid;
    place-items: center;
  }
  .address {
    margin-top: 4px;
  }
  .more > summary,
  .price > summary {
    cursor: pointer;
    padding: 2px 0;
  }
  .more > summary {
    font-weight: 600;
  }
  .more[open] > .field {
    margin-top: 14px;
  }
  .price {
    font-size: 0.92em;
    color: var(--vscode-descriptionForeground);
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
  .run-bar {
    position: sticky;
    bottom: 0;
    z-index: 10;
    display: flex;
    flex-direction: column;
    gap: 4px;
    padding: 8px 12px;
    background: var(--vscode-sideBar-background, var(--vscode-editor-background));
    border-top: 1px solid
      var(--vscode-contrastBorder, var(--vscode-sideBarSectionHeader-border, var(--vscode-panel-border)));
  }
  .run-bar .general,
  .tasks {
    max-height: 24vh;
    overflow-y: auto;
  }
  .run-line {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 10px;
  }
  .run,
  .set-key {
    flex: 1 1 140px;
  }
  .ring {
    width: 20px;
    height: 20px;
    margin: 12px;
    flex: none;
  }
  /* At high zoom a bar that stays would hide the form. */
  @media (max-height: 360px) {
    .run-bar {
      position: static;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    * {
      animation-duration: 0.01ms !important;
      transition: none !important;
    }
  }
`;
