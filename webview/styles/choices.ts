import { css } from 'lit';

/** Aspect ratios, switches, seeds, colors and chips. */
export const choiceStyle = css`
  .ratios {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(max(48px, var(--widest, 0ch) + 10px), 1fr));
    gap: 4px 2px;
  }
  .ratio {
    display: flex;
    flex-direction: column;
    align-items: center;
    padding-top: 4px;
    overflow-wrap: normal;
  }
  .ratio > span {
    padding: 0 4px 3px;
    font-size: 0.9em;
  }
  .switch {
    display: inline-flex;
    align-items: center;
    gap: 8px;
    cursor: pointer;
  }
  .switch > input {
    appearance: none;
    position: relative;
    flex: none;
    width: 30px;
    height: 16px;
    margin: 0;
    border: 1px solid var(--vscode-contrastBorder, var(--vscode-checkbox-foreground, var(--vscode-foreground)));
    border-radius: 9px;
    background: var(--vscode-checkbox-background);
    cursor: pointer;
  }
  .switch > input::before {
    content: '';
    position: absolute;
    inset-block: 2px;
    inset-inline-start: 2px;
    width: 10px;
    border-radius: 50%;
    background: var(--vscode-checkbox-foreground, var(--vscode-foreground));
  }
  .switch > input:checked {
    border-color: var(--vscode-contrastBorder, var(--vscode-button-background));
    background: var(--vscode-contrastActiveBorder, var(--vscode-button-background));
  }
  .switch > input:checked::before {
    inset-inline: auto 2px;
    background: var(--vscode-button-foreground);
  }
  /* Neither on nor off: the knob is in the middle. */
  .switch > input:indeterminate {
    border-style: dashed;
  }
  .switch > input:indeterminate::before {
    inset-inline-start: 9px;
    background: none;
    border: 1px solid var(--vscode-checkbox-foreground, var(--vscode-foreground));
  }
  .seed,
  .color {
    display: flex;
    align-items: center;
    gap: 4px;
  }
  .seed > kie-number,
  .color > kie-text {
    flex: 1;
  }
  .with-sample {
    display: flex;
    flex-wrap: wrap;
    align-items: flex-start;
    gap: 4px;
  }
  .with-sample > kie-sample {
    display: contents;
  }
  .sample-problem:empty {
    display: none;
  }
  .sample-problem {
    flex-basis: 100%;
  }
  .with-sample > kie-picker {
    flex: 1;
    min-width: 0;
  }
  .switch-price {
    margin-inline-start: 8px;
  }
  .swatch {
    flex: none;
    width: 34px;
    height: 26px;
    padding: 1px;
    border: 1px solid var(--line);
    border-radius: 2px;
    background: var(--vscode-input-background);
    cursor: pointer;
  }
  .toggle {
    flex: none;
    padding: 3px;
    border: 1px solid transparent;
    border-radius: 3px;
    background: none;
    color: inherit;
    cursor: pointer;
  }
  .toggle:hover {
    background: var(--vscode-toolbar-hoverBackground, var(--vscode-list-hoverBackground));
  }
  .toggle[aria-pressed='true'] {
    border-color: var(--vscode-inputOption-activeBorder, var(--vscode-contrastActiveBorder, var(--vscode-focusBorder)));
  }
  .expand[aria-expanded='true'] > .icon {
    transform: rotate(180deg);
  }
  .toggle[aria-pressed='true'] > .icon {
    fill: currentColor;
  }
  .chips,
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 4px;
    margin-top: 4px;
  }
  .chip {
    padding: 2px 9px;
    border: 1px solid var(--vscode-contrastBorder, var(--vscode-widget-border, var(--vscode-panel-border)));
    border-radius: 11px;
    font: inherit;
    color: var(--vscode-foreground);
    background: none;
    cursor: pointer;
  }
  .chip:hover {
    background: var(--vscode-list-hoverBackground);
  }
  .chip[aria-pressed='true'] {
    color: var(--vscode-button-foreground);
    background: var(--vscode-button-background);
    border-color: var(--vscode-contrastActiveBorder, transparent);
  }
  .chip[aria-pressed='true']::before {
    content: '✓ ';
  }
`;
