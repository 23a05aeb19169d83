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
    width: 18px;
    height: 18px;
    margin: 0;
    border: 1px solid var(--vscode-contrastBorder, var(--vscode-checkbox-border));
    border-radius: 3px;
    background: var(--vscode-checkbox-background);
    color: var(--vscode-checkbox-foreground, var(--vscode-foreground));
    cursor: pointer;
  }
  .switch > input::before {
    position: absolute;
    inset: 1px 5px 4px;
    border: solid currentColor;
    border-width: 0 1.5px 1.5px 0;
  }
  .switch > input:checked::before {
    content: '';
    rotate: 42deg;
  }
  /* Neither on nor off. */
  .switch > input:indeterminate::before {
    content: '';
    inset: 7px 3px;
    border-width: 0 0 1.5px;
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
    align-items: center;
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
    border-radius: var(--radius);
    background: var(--vscode-input-background);
    cursor: pointer;
  }
  .toggle {
    flex: none;
    padding: 3px;
    border: 1px solid transparent;
    border-radius: var(--radius);
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
    border: 1px solid var(--vscode-contrastBorder, var(--vscode-button-secondaryBorder, transparent));
    border-radius: 11px;
    font: inherit;
    color: var(--vscode-button-secondaryForeground);
    background: var(--vscode-button-secondaryBackground);
    cursor: pointer;
  }
  .chip:hover {
    background: var(--vscode-button-secondaryHoverBackground);
  }
  :is(.vscode-high-contrast, .vscode-high-contrast-light) .chip:hover {
    outline: 1px dashed var(--vscode-contrastActiveBorder);
  }
  .chip[aria-pressed='true'] {
    color: var(--vscode-inputOption-activeForeground);
    background: var(--vscode-inputOption-activeBackground);
    border-color: var(--vscode-contrastActiveBorder, var(--vscode-inputOption-activeBorder));
  }
  .vscode-high-contrast .chip[aria-pressed='true'] {
    box-shadow: inset 0 0 0 1px var(--vscode-contrastActiveBorder);
  }
  .chip[aria-pressed='true']::before {
    content: '✓ ';
  }
`;
