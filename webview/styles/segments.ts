import { css } from 'lit';

/** Choices that show all their values as a row of buttons. */
export const segmentStyle = css`
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
    border: 1px solid
      var(
        --vscode-contrastBorder,
        var(--vscode-radio-inactiveBorder, var(--vscode-button-secondaryBorder, transparent))
      );
    border-radius: var(--radius);
    background: var(--vscode-radio-inactiveBackground, transparent);
    color: var(--vscode-radio-inactiveForeground, var(--vscode-foreground));
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
  .segment:hover:not(:has(:checked, :disabled)) {
    background: var(--vscode-radio-inactiveHoverBackground, var(--vscode-inputOption-hoverBackground));
  }
  :is(.vscode-high-contrast, .vscode-high-contrast-light) .segment:hover:not(:has(:checked, :disabled)) {
    outline: 1px dashed var(--vscode-contrastActiveBorder);
    outline-offset: -3px;
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
    background: var(--vscode-radio-activeBackground, var(--vscode-inputOption-activeBackground));
    color: var(--vscode-radio-activeForeground, var(--vscode-inputOption-activeForeground));
    border-color: var(--vscode-contrastActiveBorder, var(--vscode-inputOption-activeBorder));
  }
  /* Color alone must not carry the meaning. */
  .vscode-high-contrast .segment:has(:checked) {
    box-shadow: inset 0 0 0 2px var(--vscode-contrastActiveBorder);
    font-weight: 600;
  }
`;
