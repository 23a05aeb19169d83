import { randomUUID } from 'node:crypto';
import { compact } from '../../../../shared/compact.ts';
import type { Task, TaskState } from '../../../../shared/task.ts';
import type { Started } from '../../../kie/taskRecord.ts';
import type { TaskPatch } from '../../store/taskColumns.ts';
import type { NewDetails } from '../../store/taskStore.ts';
import { answerOf, recordAnswer } from './recordSubmission.ts';
import type { TaskContext } from '../taskContext.ts';
import { failureError, unknownError } from '../taskError.ts';

/** A task as it was submitted, from which its row can be restored. */
interface SubmittedRow {
  readonly task: Task;
  readonly details: NewDetails;
}

/** Records the response to a submission, retrying without limit because the response exists nowhere else. */
export async function keepAnswer(ctx: TaskContext, row: SubmittedRow, started: Started): Promise<void> {
  const { taskId, record, isGuess } = started;
  const { localId } = row.task;
  const name = taskId ?? localId;
  recordAnswer(ctx, localId, started);
  for (;;) {
    try {
      if (record === undefined && isGuess === true) acceptGuess(ctx, row, taskId ?? '');
      else if (record === undefined) accept(ctx, row, taskId ?? '');
      else note(ctx, row, taskId, record);
      break;
    } catch (error) {
      ctx.log.error(`KIE accepted task ${name}, but the ledger could not be written (${String(error)}). Trying again.`);
      await ctx.clock.sleep(1_000);
    }
  }
}

/** Records the task ID. If the user has removed the task or entered another ID, the purchase gets its own row. */
function accept(ctx: TaskContext, row: SubmittedRow, taskId: string): void {
  const { ledger } = ctx;
  if (ledger.tasks.accept(row.task.localId, taskId) || ledger.tasks.withTaskId(taskId) !== undefined) return;
  // One transaction, so that a retry finds no partial changes.
  ledger.database.transaction(() => ledger.leases.release(insertAgain(ctx, row, 'queued', taskId)));
}

/**
 * Records an ID that only may be that of the task, in one transaction with the state `unknown` before it, so that the
 * user can correct the ID (`assignTaskId`).
 */
function acceptGuess(ctx: TaskContext, row: SubmittedRow, taskId: string): void {
  const { ledger } = ctx;
  const { localId } = row.task;
  ledger.database.transaction(() => {
    ledger.tasks.update(localId, ['submitting'], { state: 'unknown', error: unknownError(true) }, true);
    accept(ctx, row, taskId);
  });
}

/** Inserts the row of a submitted task under a new local ID, leased by this window, and returns that ID. */
function insertAgain(
  { ledger, log, clock }: TaskContext,
  row: SubmittedRow,
  state: TaskState,
  taskId?: string
): string {
  const { task, details } = row;
  const { localId } = task;
  const own = compact<Task>({
    ...task,
    taskId: taskId ?? task.taskId,
    localId: randomUUID(),
    state,
    results: [],
    updatedAt: clock.now(),
    // Values from attempts before the accepted one.
    error: undefined,
    progress: undefined,
    note: undefined,
    hold: undefined
  });
  const { plan, saveTo, exact } = details;
  ledger.tasks.insert(own, compact<NewDetails>({ plan, saveTo, exact }));
  log.warn(`KIE accepted task ${taskId ?? localId}, which was removed or has another ID; it is listed again.`);
  return own.localId;
}

/** Records a response that is final: results to save, or a failure. */
function note(
  ctx: TaskContext,
  row: SubmittedRow,
  taskId: string | undefined,
  record: NonNullable<Started['record']>
): void {
  const { ledger, clock } = ctx;
  const { localId } = row.task;
  const known: TaskPatch = {
    ...(taskId === undefined ? {} : { taskId }),
    ...(record.credits === undefined ? {} : { credits: record.credits }),
    error: null
  };
  const results = answerOf(record);
  if (results.length === 0) {
    const error = failureError(record.failCode, record.failMsg);
    ledger.tasks.update(
      localId,
      ['submitting', 'unknown'],
      { ...known, state: 'failed', error, finishedAt: clock.now() },
      true
    );
    return;
  }
  if (ledger.results.accept(localId, results, known) || ledger.tasks.get(localId) !== undefined) return;
  ledger.database.transaction(() => {
    const own = insertAgain(ctx, row, 'submitting');
    ledger.results.accept(own, results, known);
    ledger.leases.release(own);
  });
}
