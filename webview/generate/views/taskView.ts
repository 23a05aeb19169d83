import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Snapshot, TaskLine } from '../../../src/shared/protocol/snapshot.ts';
import { isActive } from '../../../src/shared/task.ts';
import { isNotCharged } from '../../../src/shared/taskCost.ts';
import type { Task } from '../../../src/shared/task.ts';
import { button } from '../../components/button.ts';
import '../../components/clock.ts';
import type { App } from '../state/app.ts';
import { resultView } from './resultView.ts';
import { clockText, stateLabel } from '../model/words.ts';

const SHOWN_TASKS = 3;

/** What was started here, newest first, with its state, its time and its results. */
export function tasksView(app: App, snapshot: Snapshot): TemplateResult | typeof nothing {
  if (snapshot.tasks.length === 0) return nothing;
  return html`<ul class="tasks" aria-label=${l10n.t('Started here')}>
    ${snapshot.tasks.slice(0, SHOWN_TASKS).map(line => taskLine(app, snapshot, line))}
  </ul>`;
}

/** What was started together: how far it is, why some of it failed, and a way to run just that anew. */
export function batchLine(app: App, { batch }: Snapshot): TemplateResult | typeof nothing {
  if (batch === undefined) return nothing;
  const { id, name, text, failures, canRetry } = batch;
  return html`<div class="task batch" role="group" aria-label=${name}>
    <span class="media-text"
      ><span class="media-name">${name}</span>
      <span class="quiet" role="status">${text}</span>
      ${failures.map(failure => html`<span class="issues">${failure}</span>`)}
    </span>
    ${canRetry ? button(l10n.t('Retry failed…'), () => void app.command('retryFailed', { text: id })) : nothing}
    ${button(l10n.t('Show'), () => void app.command('showTask'), { label: l10n.t('Show tasks of {0}', name) })}
  </div>`;
}

function taskLine(app: App, { models }: Snapshot, line: TaskLine): TemplateResult {
  const { task, preview, shown = [] } = line;
  const name = models.find(model => model.id === task.model)?.name ?? task.model;
  const flag = `result:${task.localId}`;
  const open = app.flag(flag) === true;
  const canOpen = task.results.some(result => result.state === 'saved');
  return html`<li class="task-item" data-state=${task.state}>
    <div class="task">
      ${
        preview === undefined
          ? isActive(task.state) && task.hold === undefined
            ? html`<vscode-progress-ring class="ring" aria-label=${stateLabel(task.state)}></vscode-progress-ring>`
            : nothing
          : html`<img class="thumb" src=${preview} alt=${l10n.t('Result of {0}', name)} />`
      }
      <span class="media-text"
        ><span class="media-name">${name}</span>
        <span class="quiet" role="status">${stateText(task)}</span>
        ${timeText(line)} ${task.hold === undefined ? nothing : html`<span class="issues">${task.hold.message}</span>`}
        ${task.error === undefined ? nothing : html`<span class="issues">${task.error.message}</span>`}
      </span>
      ${
        shown.length === 0
          ? nothing
          : html`<button
              type="button"
              class="link"
              aria-expanded=${String(open)}
              aria-label=${l10n.t('Result of {0}', name)}
              @click=${() => app.setFlag(flag, !open)}
            >
              ${open ? l10n.t('Hide') : l10n.t('View')}
            </button>`
      }
      ${
        task.error?.successor === undefined
          ? nothing
          : button(l10n.t('Open replacement'), () => void app.command('openSuccessor', { localId: task.localId }), {
              label: l10n.t('Open the replacement for {0} with the same input', name)
            })
      }
      ${
        task.hold === undefined
          ? nothing
          : button(l10n.t('Approve…'), () => void app.command('approve', { localId: task.localId }), {
              label: l10n.t('Approve the task of {0}', name)
            })
      }
      ${
        canOpen
          ? button(l10n.t('Open'), () => void app.command('openResult', { localId: task.localId }))
          : button(l10n.t('Show'), () => void app.command('showTask', { localId: task.localId }), {
              label: l10n.t('Show task of {0}', name)
            })
      }
    </div>
    ${open ? shown.map(result => resultView(app, line, result)) : nothing}
  </li>`;
}

function stateText(task: Task): string {
  if (task.hold !== undefined) return l10n.t('Needs approval');
  const percent = task.progress === undefined || !isActive(task.state) ? '' : ` ${Math.round(task.progress * 100)} %`;
  const state = `${stateLabel(task.state)}${percent}`;
  return isNotCharged(task) ? l10n.t('{0} · not charged', state) : state;
}

/** How long it has been running and what is usual; how long it took, once it has ended. Not read out: it changes all the time. */
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
