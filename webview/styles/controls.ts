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
    border-radius: var(--radius);
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
  :is(.text, .number, .select, .picker-button):focus-visible {
    outline-offset: -1px;
  }
  :is(.number, .select, .picker-button)[aria-invalid],
  vscode-text-field[aria-invalid]::part(root),
  vscode-text-area[aria-invalid]::part(control) {
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
    text-overflow: ellipsis;
  }
  vscode-text-field::part(control),
  vscode-text-area::part(control) {
    padding-inline: 6px;
  }
  vscode-text-area::part(control) {
    padding-block: 4px;
    line-height: inherit;
    display: block;
    field-sizing: content;
    height: auto;
    min-height: 64px;
    max-height: 40vh;
    min-width: 0;
    width: 100%;
    resize: vertical;
  }
  :is(vscode-button, vscode-text-field, vscode-text-area),
  vscode-button::part(control),
  vscode-text-field::part(root),
  vscode-text-area::part(control) {
    border-radius: var(--radius);
  }
  vscode-button:not([appearance='icon'])::part(control) {
    min-height: 26px;
    padding: 3px 8px;
    font-size: var(--button-size);
  }
  /* The toolkit has one border for all buttons; newer themes have another for secondary buttons. */
  vscode-button[appearance='secondary'] {
    --button-border: var(--vscode-button-secondaryBorder, var(--vscode-contrastBorder, transparent));
    /* High contrast themes have no colors for them; those of the toolkit are made for dark themes. */
    --button-secondary-background: var(--vscode-button-secondaryBackground, transparent);
    --button-secondary-hover-background: var(
      --vscode-button-secondaryHoverBackground,
      var(--vscode-button-secondaryBackground, transparent)
    );
  }
  :is(.vscode-high-contrast, .vscode-high-contrast-light) vscode-button[appearance='secondary']:hover {
    outline: 1px dashed var(--vscode-contrastActiveBorder);
    outline-offset: 1px;
  }
  .number-row {
    display: flex;
    align-items: center;
    gap: 8px;
  }
  /* The browser would draw a white track in dark themes. */
  .slider {
    --thumb: var(--vscode-contrastActiveBorder, var(--vscode-button-background));
    appearance: none;
    flex: 1;
    min-width: 0;
    height: 16px;
    margin: 0;
    background: none;
    cursor: pointer;
  }
  .slider::-webkit-slider-runnable-track {
    height: 4px;
    border: 1px solid var(--vscode-contrastBorder, transparent);
    border-radius: 2px;
    background: var(--vscode-scrollbarSlider-background);
  }
  .slider::-webkit-slider-thumb {
    appearance: none;
    width: 14px;
    height: 14px;
    margin-top: -6px;
    border: 1px solid transparent;
    border-radius: 50%;
    background: var(--thumb);
  }
  /* The position of the slider has no meaning without a value. */
  .slider[data-unset] {
    --thumb: var(--vscode-descriptionForeground);
    opacity: 0.5;
  }
  .slider + .number {
    flex: none;
    width: 84px;
  }
`;
