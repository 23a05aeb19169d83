import { css } from 'lit';

/** The status lines of the bar: one for each run. */
export const statusLineStyle = css`
  .tasks {
    display: flex;
    flex-direction: column;
    gap: 2px;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .task-item {
    display: flex;
    align-items: center;
    gap: 8px;
    min-width: 0;
  }
  .task-text {
    display: flex;
    flex: 1;
    flex-wrap: wrap;
    gap: 0 6px;
    min-width: 0;
  }
  .task-name {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .reason {
    display: -webkit-box;
    flex: 1 1 100%;
    overflow: hidden;
    font-size: 0.92em;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
  }
  .task-actions {
    display: flex;
    flex: none;
    flex-wrap: wrap;
    justify-content: flex-end;
    gap: 0 8px;
    max-width: 50%;
  }
  /* The actions are below the reason. */
  .explained {
    display: grid;
    grid-template-columns: 1fr auto;
    align-items: start;
    gap: 2px 8px;
  }
  .explained > .task-actions {
    grid-area: 2 / 1;
    justify-content: flex-start;
    max-width: none;
  }
  .more-tasks {
    align-self: flex-start;
  }
`;
