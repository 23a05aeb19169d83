import * as l10n from '@vscode/l10n';
import { ANSWER, INCOMPLETE } from '../../../../shared/task.ts';
import type { Task } from '../../../../shared/task.ts';
import type { ResultItem } from '../../../kie/taskRecord.ts';
import { isIdCorrectable } from '../../actions/correctableId.ts';
import { collectEarly } from '../download/collect.ts';
import type { TaskPatch } from '../../store/taskColumns.ts';
import type { TaskContext } from '../taskContext.ts';
import type { Failure, Incomplete } from './followTypes.ts';
import { serverText } from '../../../http/redact.ts';
import { failureError } from '../taskError.ts';
import { mayBeMediaFailure, textsIn } from '../submit/unreadableMedia.ts';

/** Ends a task that failed at KIE, and saves the results from before the failure. Returns false, like every end. */
export async function endFailed(
  ctx: TaskContext,
  task: Task,
  { failCode, failMsg, results, spent }: Failure,
  signal: AbortSignal
): Promise<false> {
  const { localId } = task;
  const error = failureError(failCode, failMsg);
  // The task is never retried automatically, but running it again needs the files uploaded again.
  if (mayBeMediaFailure(failCode, failMsg)) ctx.ledger.uploads.drop(textsIn(ctx.ledger.tasks.get(localId)?.request));
  if (!(await keep(ctx, task, results, signal))) return false;
  const open = ctx.ledger.results.of(localId).some(result => result.state !== 'saved');
  const charge = spent.credits === undefined ? unconfirmedCharge(ctx, localId) : spent;
  return end(ctx, localId, { ...charge, state: open ? 'uncollected' : 'failed', error });
}

/**
 * Returns the changes of a task that may have been refunded: the price that KIE reported while it ran becomes an
 * estimate, which still counts toward the daily limit.
 */
function unconfirmedCharge({ ledger }: TaskContext, localId: string): TaskPatch {
  const { credits, estimate } = ledger.tasks.get(localId) ?? {};
  if (credits === undefined) return {};
  if (estimate !== undefined && estimate >= credits) return { credits: null };
  return { credits: null, estimate: credits, estimateKind: null };
}

/** Ends a finished task without all results: saves the available ones; the rest can be downloaded later. */
export async function endIncomplete(
  ctx: TaskContext,
  task: Task,
  { results, unread, spent }: Incomplete,
  signal: AbortSignal
): Promise<false> {
  if (!(await keep(ctx, task, results, signal))) return false;
  const [code, message] =
    results.length > 0
      ? [INCOMPLETE, l10n.t('KIE returned only part of the results. Download again later to get the rest.')]
      : unread !== undefined
        ? [INCOMPLETE, l10n.t("The task is finished, but KIE's response contains no result: {0}", serverText(unread))]
        : [undefined, l10n.t('The task is finished, but KIE has returned no result yet. Download again later.')];
  if (results.length === 0 && unread !== undefined && !keepResponse(ctx, task.localId, unread, message)) return false;
  const error = { ...(code === undefined ? {} : { code }), message, remedy: 'retry', transient: true } as const;
  return end(ctx, task.localId, { ...spent, state: 'uncollected', error });
}

/** Keeps a response without results so that the user can save it. Returns false when the task was removed. */
function keepResponse(ctx: TaskContext, localId: string, unread: string, message: string): boolean {
  if (!ctx.ledger.results.addEarly(localId, [responseItem(unread)])) return false;
  const row = ctx.ledger.results.of(localId).find(({ role, state }) => role === ANSWER && state !== 'saved');
  return row === undefined || ctx.ledger.results.update(localId, row.index, { state: 'failed', error: message });
}

/** Converts a raw response to a result that the user can open. */
export const responseItem = (unread: string): ResultItem => ({
  kind: /^[[{]/.test(unread) ? 'json' : 'text',
  text: unread,
  role: ANSWER
});

/** Ends a task whose service no longer reports tasks and which jobs/createTask does not know. */
export function endWithdrawn(ctx: TaskContext, localId: string): false {
  const message = l10n.t(
    'KIE no longer reports the status of this task type. Check kie.ai/logs for the result, or download again later.'
  );
  return end(ctx, localId, { state: 'uncollected', error: { message, remedy: 'check-logs' } });
}

/** Ends the polling of a task whose ID KIE does not know. */
export function endMissing(ctx: TaskContext, localId: string, taskId: string): false {
  const message = isIdCorrectable(ctx, localId)
    ? l10n.t('KIE does not know task {0}. Find the correct ID at kie.ai/logs and enter it here.', taskId)
    : l10n.t("KIE can't find task {0}. Check again later, or look for it at kie.ai/logs.", taskId);
  ctx.ledger.tasks.update(localId, ['queued', 'running'], {
    ...unconfirmedCharge(ctx, localId),
    state: 'unknown',
    error: { code: '404', message, remedy: 'check-logs' },
    progress: null,
    note: null
  });
  return false;
}

/** Saves the available results, each with one attempt. Returns false when this window must stop. */
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
