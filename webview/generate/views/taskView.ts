import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { ViewCommand } from '../../../src/shared/protocol/viewCommands.ts';
import type { Snapshot, TaskLine } from '../../../src/shared/protocol/snapshot.ts';
import { isActive } from '../../../src/shared/task.ts';
import { isNotCharged } from '../../../src/shared/format/taskCost.ts';
import type { Task } from '../../../src/shared/task.ts';
import { button } from '../../components/button.ts';
import '../../components/clock.ts';
import { icon } from '../../components/icons.ts';
import { setFlag } from '../state/draftActions.ts';
import { runCommand } from '../state/page.ts';
import type { Page } from '../state/page.ts';
import type { PageState } from '../state/pageState.ts';
import { resultView } from './resultView.ts';
import { taskStateText } from '../../../src/shared/format/taskState.ts';
import { clockText } from '../model/words.ts';

const MAX_TASKS = 3;

/** The newest tasks of this view, with state, duration and results. */
export function tasksView(state: PageState, page: Page, snapshot: Snapshot): TemplateResult | typeof nothing {
  if (snapshot.tasks.length === 0) return nothing;
  return html`<ul class="tasks" aria-label=${l10n.t('Started here')}>
    ${snapshot.tasks.slice(0, MAX_TASKS).map(line => taskLine(state, page, snapshot, line))}
  </ul>`;
}

/** The newest batch: its progress, the reasons of failures, and a button to retry the failed runs. */
export function batchLine(page: Page, { batch }: Snapshot): TemplateResult | typeof nothing {
  if (batch === undefined) return nothing;
  const { id, name, text, failures, canRetry } = batch;
  return html`<div class="task batch" role="group" aria-label=${name}>
    <span class="media-text"
      ><span class="media-name">${name}</span>
      <span class="quiet" role="status">${text}</span>
      ${failures.map(failure => html`<span class="issues">${failure}</span>`)}
    </span>
    ${canRetry ? button(l10n.t('Retry failed…'), () => void runCommand(page, 'retryFailed', { text: id })) : nothing}
    ${button(l10n.t('Show'), () => void runCommand(page, 'showTask'), { label: l10n.t('Show tasks of {0}', name) })}
  </div>`;
}

function taskLine(state: PageState, page: Page, { models }: Snapshot, line: TaskLine): TemplateResult {
  const { task, shown = [] } = line;
  const name = models.find(model => model.id === task.model)?.name ?? task.model;
  const flag = `result:${task.localId}`;
  const isOpen = state.flags.get(flag) === true;
  // The error of an earlier attempt is not why a held task waits.
  const reason = task.hold ?? task.error;
  return html`<li class="task-item" data-state=${task.state}>
    <div class="task">
      ${thumbnail(line, name)}
      <span class="media-text"
        ><span class="media-name">${name}</span>
        <span class="quiet" role="status">${stateText(task)}</span>
        ${timeText(line)} ${reason === undefined ? nothing : html`<span class="issues">${reason.message}</span>`}
      </span>
      ${
        shown.length === 0
          ? nothing
          : html`<button
              type="button"
              class="toggle expand"
              aria-expanded=${String(isOpen)}
              aria-label=${l10n.t('Result of {0}', name)}
              title=${isOpen ? l10n.t('Hide result') : l10n.t('Show result')}
              @click=${() => setFlag(page, flag, !isOpen)}
            >
              ${icon('chevron')}
            </button>`
      }
      ${taskButtons(page, task, name)}
    </div>
    ${isOpen ? shown.map(result => resultView(state, page, line, result)) : nothing}
  </li>`;
}

function thumbnail({ task, preview }: TaskLine, name: string): TemplateResult | typeof nothing {
  if (preview !== undefined) return html`<img class="thumb" src=${preview} alt=${l10n.t('Result of {0}', name)} />`;
  if (!isActive(task.state) || task.hold !== undefined) return nothing;
  return html`<vscode-progress-ring class="ring" aria-label=${taskStateText(l10n, task)}></vscode-progress-ring>`;
}

function taskButtons(page: Page, { localId, error, hold, results }: Task, name: string): TemplateResult {
  const run = (command: ViewCommand) => (): void => void runCommand(page, command, { localId });
  const canOpen = results.some(result => result.state === 'saved');
  return html`${
    error?.successor === undefined
      ? nothing
      : button(l10n.t('Open replacement'), run('openSuccessor'), {
          label: l10n.t('Open the replacement for {0} with the same input', name)
        })
  }
  ${
    hold === undefined
      ? nothing
      : button(l10n.t('Approve…'), run('approve'), { label: l10n.t('Approve the task of {0}', name) })
  }
  ${
    canOpen
      ? button(l10n.t('Open'), run('openResult'))
      : button(l10n.t('Show'), run('showTask'), { label: l10n.t('Show task of {0}', name) })
  }`;
}

function stateText(task: Task): string {
  if (task.hold !== undefined) return taskStateText(l10n, task);
  const percent = task.progress === undefined || !isActive(task.state) ? '' : ` ${Math.round(task.progress * 100)} %`;
  const state = `${taskStateText(l10n, task)}${percent}`;
  return isNotCharged(task) ? l10n.t('{0} · not charged', state) : state;
}

/** The elapsed and the usual time of a running task, or the duration of a finished one. Not announced: it changes every second. */
function timeText({ task, usualSeconds }: TaskLine): TemplateResult | typeof nothing {
  const since = task.submittedAt ?? task.createdAt;
  if (isActive(task.state)) {
    const text = (seconds: number): string =>
      usualSeconds === undefined
        ? clockText(seconds)
        : l10n.t('{0} of about {1}', clockText(seconds), clockText(usualSeconds));
    return html`<kie-clock class="quiet" .since=${since} .text=${text}></kie-clock>`;
  }
  if (task.finishedAt === undefined || task.state !== 'done') return nothing;
  return html`<span class="quiet">${l10n.t('in {0}', clockText((task.finishedAt - since) / 1000))}</span>`;
}
