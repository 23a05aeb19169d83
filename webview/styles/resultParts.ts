import { css } from 'lit';

/** The siblings and the details of the Result editor. */
export const resultPartStyle = css`
  .strip {
    display: flex;
    flex: none;
    gap: 4px;
    padding: 2px;
    overflow-x: auto;
  }
  .sibling {
    display: flex;
    flex: none;
    flex-direction: column;
    width: 92px;
    padding: 3px;
    gap: 2px;
    font: inherit;
    font-size: 0.92em;
    color: inherit;
    background: none;
    border: 1px solid var(--vscode-contrastBorder, transparent);
    border-radius: var(--radius);
    cursor: pointer;
  }
  .more-siblings {
    flex: none;
    padding: 3px 8px;
    font: inherit;
    color: var(--vscode-textLink-foreground);
    background: none;
    border: none;
    border-radius: var(--radius);
    cursor: pointer;
  }
  .sibling:hover,
  .more-siblings:hover {
    background: var(--vscode-list-hoverBackground);
  }
  .sibling[aria-current] {
    color: var(--vscode-list-activeSelectionForeground, inherit);
    background: var(--vscode-list-activeSelectionBackground);
    border-color: var(--vscode-contrastActiveBorder, transparent);
  }
  .sibling:focus-visible,
  .more-siblings:focus-visible {
    outline: 1px solid var(--focus);
  }
  .sibling > img,
  .sibling-icon {
    display: flex;
    align-items: center;
    justify-content: center;
    width: 100%;
    height: 56px;
    object-fit: contain;
  }
  .sibling-label,
  .sibling-state {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    text-align: center;
  }
  .sibling[aria-current] > .sibling-state {
    color: inherit;
  }
  .details {
    flex: none;
    width: 300px;
    overflow-y: auto;
    padding-inline-start: 12px;
    border-inline-start: 1px solid var(--vscode-contrastBorder, var(--vscode-panel-border, transparent));
    user-select: text;
  }
  .details h2 {
    margin: 0 0 6px;
    font-size: 1em;
  }
  .details dl {
    display: flex;
    flex-direction: column;
    gap: 4px;
    margin: 0 0 16px;
  }
  .detail {
    display: grid;
    grid-template-columns: minmax(80px, 3fr) 4fr;
    gap: 8px;
  }
  .detail.long {
    display: block;
  }
  .detail dt {
    color: var(--vscode-descriptionForeground);
  }
  .detail dd {
    margin: 0;
    white-space: pre-wrap;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 4px;
  }
`;
