import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { TemplateResult } from 'lit';
import type { Snapshot, TaskLine } from '../../../../src/shared/protocol/snapshot.ts';
import { isNotCharged } from '../../../../src/shared/format/taskCost.ts';
import { taskStateText } from '../../../../src/shared/format/taskState.ts';
import type { Task } from '../../../../src/shared/task.ts';
import { iconButton } from '../../../components/button.ts';
import '../../../components/clock.ts';
import { shownTasks } from '../../model/shownTasks.ts';
import { clockText } from '../../model/text/words.ts';
import { dismiss } from '../../state/dismiss.ts';
import { runCommand } from '../../state/page.ts';
import type { Page } from '../../state/page.ts';

/** One line for each active run and for the end that the user has to know. Results are in the Result editor. */
export function statusLines(page: Page, snapshot: Snapshot): TemplateResult | typeof nothing {
  const { active, more, ended } = shownTasks(snapshot.tasks, snapshot.moreTasks);
  const lines = [...active, ...(ended === undefined ? [] : [ended])];
  if (lines.length === 0) return nothing;
  const name = ({ task }: TaskLine): string => snapshot.models.find(({ id }) => id === task.model)?.name ?? task.model;
  return html`<ul class="tasks" aria-label=${l10n.t('Runs')}>
      ${repeat(
        lines,
        ({ task }) => task.localId,
        line => (line === ended ? endedLine(page, line, name(line)) : activeLine(page, line, name(line)))
      )}
    </ul>
    ${
      more === 0
        ? nothing
        : html`<button type="button" class="link more-tasks" @click=${() => void runCommand(page, 'showTask')}>
            ${l10n.t('+{0} more', more)}
          </button>`
    }`;
}

/** The newest batch: its progress, the reason of failures, and a button to retry the failed runs. */
export function batchLine(page: Page, { batch }: Snapshot): TemplateResult | typeof nothing {
  if (batch === undefined) return nothing;
  const { id, name, text, failures, isOver, canRetry } = batch;
  return html`<div
    class=${failures.length === 0 ? 'task-item batch' : 'task-item batch explained'}
    role="group"
    aria-label=${name}
  >
    <span class="task-text">
      <span class="task-name">${name}</span>
      <span class="quiet" role="status">${text}</span>
      ${failures.slice(0, 1).map(failure => reasonView(failure))}
    </span>
    <span class="task-actions">
      ${canRetry ? link(l10n.t('Retry Failed…'), () => void runCommand(page, 'retryFailed', { text: id })) : nothing}
      ${link(l10n.t('Show'), () => void runCommand(page, 'showTask'), l10n.t('Show tasks of {0}', name))}
    </span>
    ${isOver ? iconButton('close', l10n.t('{0}: {1}', l10n.t('Dismiss'), name), () => dismiss(page, id)) : nothing}
  </div>`;
}

function activeLine(page: Page, line: TaskLine, name: string): TemplateResult {
  const { task } = line;
  const { localId, state, hold } = task;
  const stop = state === 'preparing' ? l10n.t('Cancel') : l10n.t('Stop');
  return html`<li class=${hold === undefined ? 'task-item' : 'task-item explained'} data-state=${state}>
    <span class="task-text">
      <span class="task-name">${name}</span>
      <span class=${state === 'running' && hold === undefined ? 'sr' : 'quiet'} role="status">${stateText(task)}</span>
      ${hold === undefined ? clock(line) : reasonView(hold.message)}
    </span>
    <span class="task-actions">
      ${
        hold === undefined
          ? nothing
          : link(
              l10n.t('Approve…'),
              () => void runCommand(page, 'approve', { localId }),
              l10n.t('Approve the task of {0}', name)
            )
      }
      ${link(stop, () => void runCommand(page, 'stop', { localId }), l10n.t('{0}: {1}', stop, name), stopTitle(task))}
    </span>
  </li>`;
}

const stopTitle = ({ state }: Task): string =>
  state === 'preparing'
    ? l10n.t('Nothing was sent to KIE yet.')
    : l10n.t('Stops tracking only. The task continues at KIE and is charged.');

function endedLine(page: Page, { task, action }: TaskLine, name: string): TemplateResult {
  const { localId, state, error } = task;
  return html`<li class=${error === undefined ? 'task-item' : 'task-item explained'} data-state=${state}>
    <span class="task-text">
      <span class="task-name">${name}</span>
      <span class="quiet" role="status">${stateText(task)}</span>
      ${error === undefined ? nothing : reasonView(error.message)}
    </span>
    <span class="task-actions">
      ${
        action === undefined
          ? nothing
          : link(action, () => void runCommand(page, 'resolve', { localId }), l10n.t('{0}: {1}', action, name))
      }
      ${openLink(page, task, name)}
    </span>
    ${iconButton('close', l10n.t('{0}: {1}', l10n.t('Dismiss'), name), () => dismiss(page, localId))}
  </li>`;
}

function openLink(page: Page, { localId, results }: Task, name: string): TemplateResult {
  const isSaved = results.some(result => result.state === 'saved');
  const text = isSaved ? l10n.t('Open') : l10n.t('Details');
  return link(text, () => void runCommand(page, 'openResult', { localId }), l10n.t('{0}: {1}', text, name));
}

/** At most two lines; the tooltip has all of it. */
const reasonView = (message: string): TemplateResult => html`<span class="reason" title=${message}>${message}</span>`;

const link = (text: string, onClick: () => void, label = text, title = ''): TemplateResult =>
  html`<button type="button" class="link" aria-label=${label} title=${title || nothing} @click=${onClick}>
    ${text}
  </button>`;

function stateText(task: Task): string {
  if (task.hold !== undefined) return taskStateText(l10n, task);
  const { state, progress, finishedAt } = task;
  const words = taskStateText(l10n, task);
  if (state === 'done' && finishedAt !== undefined) {
    return l10n.t({
      message: '{0} in {1}',
      comment: 'a state and a time',
      args: [words, clockText((finishedAt - (task.submittedAt ?? task.createdAt)) / 1000)]
    });
  }
  if (progress !== undefined && ACTIVE.includes(state)) return l10n.t('{0} {1} %', words, Math.round(progress * 100));
  return isNotCharged(task) ? l10n.t('{0} · not charged', words) : words;
}

const ACTIVE: readonly Task['state'][] = ['preparing', 'running', 'collecting'];

/** The elapsed and the usual time, until that has passed. Not announced: it changes every second. */
function clock({ task, usualSeconds }: TaskLine): TemplateResult {
  const text = (seconds: number): string =>
    usualSeconds === undefined || seconds > usualSeconds
      ? clockText(seconds)
      : l10n.t('{0} of about {1}', clockText(seconds), clockText(usualSeconds));
  return html`<kie-clock class="quiet" .since=${task.submittedAt ?? task.createdAt} .text=${text}></kie-clock>`;
}
