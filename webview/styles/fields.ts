import { css } from 'lit';

/** Fields, cards of lists, and folds. */
export const fieldStyle = css`
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
  .field > :is(.note, .advice, .issues, .counter):not(:empty) {
    margin-top: 3px;
  }
  .field > .note:has(~ :is(.list-field, .properties, .number-list)):not(:empty) {
    margin: 0 0 6px;
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
    border-radius: var(--radius);
    padding: 4px 8px 8px;
  }
  .card-body > .field > .field-head {
    display: none;
  }
  .card-body > .field > .properties {
    border: none;
    padding: 0;
  }
  .earlier {
    margin-top: 4px;
  }
  .list-ways {
    display: flex;
    flex-wrap: wrap;
    gap: 4px;
  }
  .list-ways > .earlier {
    margin-top: 0;
  }
  /* Numbers that belong together, distinguished by their position. */
  .number-list {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(48px, 1fr));
    gap: 4px;
  }
  .number-list > .field {
    display: contents;
  }
  .number-list > .field > :is(.field-head, .note, :empty),
  .number-list .slider {
    display: none;
  }
  .number-list > .field > :is(.advice, .issues) {
    order: 1;
    grid-column: 1 / -1;
  }
  .fold,
  .link {
    background: none;
    border: none;
    padding: 2px 0;
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
  }
  .link:hover,
  :is(.vscode-high-contrast, .vscode-high-contrast-light) .link {
    text-decoration: underline;
  }
  .good-to-know {
    margin-top: 14px;
    padding-inline-start: 8px;
    border-inline-start: 2px solid var(--vscode-editorInfo-foreground, var(--vscode-foreground));
  }
  .more > summary {
    cursor: pointer;
    padding: 2px 0;
    font-weight: 600;
  }
  .more[open] > .field {
    margin-top: 14px;
  }
`;
