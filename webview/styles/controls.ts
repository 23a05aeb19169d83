import { css } from 'lit';

/** Text fields, number fields and choices. */
export const controlStyle = css`
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
  /* The same arrow for all lists: the native one differs by system. */
  .select-box {
    display: grid;
    min-width: 0;
  }
  .select-box > * {
    grid-area: 1 / 1;
  }
  .select-box > .select {
    appearance: none;
    padding-inline-end: 26px;
    text-overflow: ellipsis;
    cursor: pointer;
  }
  .select-box > .icon {
    place-self: center end;
    margin-inline-end: 7px;
    color: var(--vscode-dropdown-foreground);
    pointer-events: none;
  }
  .picker-button .picker-label.quiet {
    font-size: inherit;
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
  [data-invalid] > .select-box > .select,
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
  /* The toolkit has one border for all buttons; newer themes have another for secondary buttons. */
  vscode-button[appearance='secondary'] {
    --button-border: var(--vscode-button-secondaryBorder, var(--vscode-contrastBorder, transparent));
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
  /* The position of the slider has no meaning without a value. */
  .slider[data-unset] {
    opacity: 0.5;
    accent-color: var(--vscode-descriptionForeground);
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
  /* One line if they fit, else two lines of equal columns, so that a last button does not fill its line. */
  .segmented.even {
    display: grid;
    --segment: calc(var(--widest) + 18px);
    grid-template-columns: repeat(
      auto-fit,
      minmax(
        clamp(
          min(100%, var(--segment)),
          (var(--segment) * var(--count) + 2px * (var(--count) - 1) - 100%) * 999,
          (100% - 2px * (var(--half) - 1)) / var(--half)
        ),
        1fr
      )
    );
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
  .segment:has(:disabled) {
    opacity: 0.5;
    text-decoration: line-through;
    cursor: not-allowed;
  }
  .segment > :disabled {
    cursor: not-allowed;
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
  /* Color alone must not carry the meaning. */
  .vscode-high-contrast .segment:has(:checked) {
    box-shadow: inset 0 0 0 2px var(--vscode-contrastActiveBorder);
    font-weight: 600;
  }
`;
