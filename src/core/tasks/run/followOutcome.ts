import * as l10n from '@vscode/l10n';
import { ANSWER, INCOMPLETE } from '../../../shared/task.ts';
import type { Task } from '../../../shared/task.ts';
import type { ResultItem, TaskRecord } from '../../kie/taskRecord.ts';
import { collectEarly } from './collect.ts';
import type { TaskPatch } from '../store/taskColumns.ts';
import type { TaskContext } from './taskContext.ts';
import { serverText } from '../../http/redact.ts';
import { failureError } from './taskError.ts';
import { failedMedia, textsIn } from './unreadableMedia.ts';

interface Failure extends Pick<TaskRecord, 'results'> {
  readonly failCode?: string | undefined;
  readonly failMsg?: string | undefined;
}

/** KIE could not make it; what it had made before is saved all the same. Like every end: false, nothing is to be done. */
export async function failed(
  ctx: TaskContext,
  task: Task,
  { failCode, failMsg, results }: Failure,
  signal: AbortSignal,
  spent: { credits?: number } = {}
): Promise<false> {
  const { localId } = task;
  const error = failureError(failCode, failMsg);
  // Never sent again by itself, but whoever runs it again needs the files there.
  if (failedMedia(failCode, failMsg)) ctx.ledger.uploads.drop(textsIn(ctx.ledger.tasks.get(localId)?.request));
  if (!(await keep(ctx, task, results, signal))) return false;
  const open = ctx.ledger.results.of(localId).some(result => result.state !== 'saved');
  return end(ctx, localId, { ...spent, state: open ? 'uncollected' : 'failed', error });
}

/** There is nothing, or only a part: that is saved, and the rest is asked for again later. */
export async function incomplete(
  ctx: TaskContext,
  task: Task,
  { results, unread }: Pick<TaskRecord, 'results' | 'unread'>,
  signal: AbortSignal,
  spent: { credits?: number }
): Promise<false> {
  if (!(await keep(ctx, task, results, signal))) return false;
  const [code, message] =
    results.length > 0
      ? [
          INCOMPLETE,
          l10n.t('KIE gives only a part of this. What is there is saved: collect it again in a while for the rest.')
        ]
      : unread !== undefined
        ? [INCOMPLETE, l10n.t('KIE finished this, but no result can be found in its answer: {0}', serverText(unread))]
        : [undefined, l10n.t('KIE says that this is finished but gives no result yet. Collect it again in a while.')];
  if (results.length === 0 && unread !== undefined && !holdAnswer(ctx, task.localId, unread, message)) return false;
  const error = { ...(code === undefined ? {} : { code }), message, remedy: 'retry', transient: true } as const;
  return end(ctx, task.localId, { ...spent, state: 'uncollected', error });
}

/** Keeps an answer in which no result was found, so that the user can save it as a file. False when the task is gone. */
function holdAnswer(ctx: TaskContext, localId: string, unread: string, message: string): boolean {
  if (!ctx.ledger.results.addEarly(localId, [answerItem(unread)])) return false;
  const row = ctx.ledger.results.of(localId).find(({ role, state }) => role === ANSWER && state !== 'saved');
  return row === undefined || ctx.ledger.results.update(localId, row.index, { state: 'failed', error: message });
}

/** A raw answer as a file that the user can open. */
export const answerItem = (unread: string): ResultItem => ({
  kind: /^[[{]/.test(unread) ? 'json' : 'text',
  text: unread,
  role: ANSWER
});

/** The service does not tell of its tasks any more, and jobs/createTask does not know this one. */
export function withdrawn(ctx: TaskContext, localId: string): false {
  const message = l10n.t(
    'KIE does not tell of tasks of this kind any more. Look for the result in the logs at kie.ai, or collect it again later.'
  );
  return end(ctx, localId, { state: 'uncollected', error: { message, remedy: 'check-logs' } });
}

export function missing(ctx: TaskContext, localId: string, taskId: string): false {
  const message = l10n.t(
    'KIE does not know a task {0}. Look into the logs at kie.ai for the right id and enter it here.',
    taskId
  );
  ctx.ledger.tasks.update(localId, ['queued', 'running'], {
    state: 'unknown',
    error: { code: '404', message, remedy: 'check-logs' },
    progress: null,
    note: null
  });
  return false;
}

/** Saves what was made, each piece tried once. False when this window is not to go on. */
async function keep(
  ctx: TaskContext,
  task: Task,
  results: readonly ResultItem[],
  signal: AbortSignal
): Promise<boolean> {
  if (results.length === 0) return true;
  if (!ctx.ledger.results.addEarly(task.localId, results)) return false;
  await collectEarly(ctx, task, signal);
  return !signal.aborted;
}

function end(ctx: TaskContext, localId: string, patch: TaskPatch): false {
  const over = { finishedAt: ctx.clock.now(), progress: null, note: null };
  ctx.ledger.tasks.update(localId, ['queued', 'running'], { ...patch, ...over });
  return false;
}
