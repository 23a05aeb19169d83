import { css } from 'lit';

/** Buttons below a field that change its files or draw over them. */
export const toolStyle = css`
  .tool-ways {
    display: flex;
    flex-wrap: wrap;
    gap: 4px;
    margin-top: 4px;
  }
  /* Above a list, whose cards have borders. */
  .tool-ways:has(~ :is(.list-field, .properties)) {
    margin-bottom: 6px;
  }
  .remedies {
    margin: 0 0 6px;
  }
`;
