import * as l10n from '@vscode/l10n';
import { compact } from '../../../../shared/compact.ts';
import { messageOf } from '../../../../shared/messageOf.ts';
import type { Task } from '../../../../shared/task.ts';
import { KieError } from '../../../http/errors/errors.ts';
import type { ResultItem, Started, TaskRecord } from '../../../kie/taskRecord.ts';
import type { SubmissionEnd, SubmittedTask } from '../../store/journal/journalEntries.ts';
import type { TaskDetails } from '../../store/taskColumns.ts';
import { responseItem } from '../follow/followOutcome.ts';
import type { TaskContext } from '../taskContext.ts';

type Context = Pick<TaskContext, 'journal' | 'clock'>;
type Details = Pick<TaskDetails, 'plan' | 'saveTo'> & Partial<Pick<TaskDetails, 'exact'>>;

/** Returns the journal's copy of a task, from which its row can be restored. */
export const submittedTask = (task: Task, details: Details): SubmittedTask =>
  compact<SubmittedTask>({
    model: task.model,
    input: task.input,
    plan: details.plan,
    request: task.request,
    saveTo: details.saveTo,
    service: task.service,
    origin: task.origin,
    estimate: task.estimate,
    exact: details.exact,
    retryOf: task.retryOf,
    batchId: task.batch?.id,
    createdAt: task.createdAt
  });

/**
 * Records in the journal that createTask is about to be sent. The row is `submitting` already, so a crash in between
 * never leads to a second submission.
 * @throws KieError when the journal cannot be written; nothing was sent then
 */
export function recordSent(ctx: Context, task: Task, details: Details): void {
  try {
    const entry = {
      e: 'sent',
      at: ctx.clock.now(),
      localId: task.localId,
      task: submittedTask(task, details)
    } as const;
    ctx.journal.append(entry);
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? messageOf(cause);
    throw new KieError(
      l10n.t('The submission could not be recorded on disk ({0}), so nothing was sent. Run the task again.', code),
      { code, remedy: 'retry', accepted: 'no', cause }
    );
  }
}

/** Records how a submission failed, before the ledger allows a retry. `isRefused`: nothing new was accepted. */
export function recordFailure(ctx: Context, localId: string, error: unknown, isRefused: boolean): void {
  ctx.journal.note({ e: isRefused ? 'refused' : 'unclear', at: ctx.clock.now(), localId, why: messageOf(error) });
}

/** Records KIE's response before the ledger does: if one of the two writes fails, the other has it. */
export function recordAnswer(ctx: TaskContext, localId: string, { taskId, record }: Started): void {
  const at = ctx.clock.now();
  try {
    if (record === undefined) {
      if (taskId !== undefined) ctx.journal.append({ e: 'accepted', at, localId, taskId });
      return;
    }
    const credits = record.credits === undefined ? {} : { credits: record.credits };
    ctx.journal.append({ e: 'answered', at, localId, results: answerOf(record), ...credits });
  } catch (error) {
    ctx.log.error(`The answer for task ${taskId ?? localId} could not be recorded in the journal: ${String(error)}`);
  }
}

/** Returns the results of a final response; the response itself when it contains no result, since it was paid for. */
export const answerOf = ({ results, unread }: TaskRecord): readonly ResultItem[] =>
  results.length === 0 && unread !== undefined ? [responseItem(unread)] : results;

/** Records the end of a submitted task, so that its results are not downloaded again after the ledger is lost. */
export function recordEnd(ctx: Context, task: Task): void {
  const { localId, state, results, error, credits, estimate, submittedAt, taskId } = task;
  if (state !== 'done' && state !== 'failed' && state !== 'stopped') return;
  if (submittedAt === undefined && taskId === undefined) return;
  const end = compact<SubmissionEnd>({ at: ctx.clock.now(), state, results, error, credits, estimate });
  ctx.journal.note({ e: 'ended', localId, ...end });
}
