import { css } from 'lit';

/** Files in fields. */
export const mediaStyle = css`
  .media {
    list-style: none;
    margin: 0 0 6px;
    padding: 0;
    display: flex;
    flex-direction: column;
    gap: 4px;
  }
  .media-item,
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
  .media-item[data-invalid] .thumb {
    outline: 1px solid var(--vscode-inputValidation-errorBorder, var(--vscode-errorForeground));
  }
  .media-field > .issues:not(:empty) {
    margin-top: 4px;
  }
  .thumb {
    width: 44px;
    height: 44px;
    flex: none;
    object-fit: cover;
    border-radius: var(--radius);
    border: 1px solid var(--vscode-contrastBorder, var(--vscode-widget-border, transparent));
    display: grid;
    place-items: center;
  }
  .waveform {
    display: block;
    width: 40px;
    height: 40px;
    fill: currentColor;
  }
  .address,
  .media-field > .quiet:not(:empty),
  .tool-ways {
    margin-top: 4px;
  }
  .media-field {
    border-radius: var(--radius);
    outline-offset: 3px;
  }
  .media-field[data-over] {
    outline: 2px dashed var(--focus);
  }
  .media-ways {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px;
  }
  .media-open {
    display: flex;
    align-items: center;
    flex: 1;
    min-width: 0;
    padding: 1px;
    border: none;
    background: none;
    color: inherit;
    font: inherit;
    text-align: start;
    cursor: pointer;
  }
  .media-item[draggable='true'] {
    cursor: grab;
  }
`;
