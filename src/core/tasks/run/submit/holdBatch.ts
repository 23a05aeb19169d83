import type { Task } from '../../../../shared/task.ts';
import { CreditsError, KeyRefusedError, KieError, NoKeyError, SpendingCapError } from '../../../http/errors/errors.ts';
import type { TaskContext } from '../taskContext.ts';
import { toTaskError } from '../taskError.ts';

/** Whether the other tasks of the batch would fail with the same error, so that the batch must pause. */
export function shouldHoldBatch(ctx: TaskContext, task: Task, error: unknown): error is KieError {
  if (task.batch === undefined || !(error instanceof KieError) || error.accepted !== 'no') return false;
  const kinds = [CreditsError, SpendingCapError, NoKeyError, KeyRefusedError];
  if (!kinds.some(kind => error instanceof kind)) return false;
  const batch = ctx.ledger.batches.get(task.batch.id);
  return batch?.state === 'running' || batch?.state === 'paused';
}

/** Returns a task that was not accepted to its batch and pauses the batch with the error. False if not applicable. */
export function holdBatch(ctx: TaskContext, task: Task, error: unknown): boolean {
  if (task.batch === undefined || !shouldHoldBatch(ctx, task, error)) return false;
  const { id } = task.batch;
  if (!ctx.ledger.batches.moveToFront(task.localId, false)) return false;
  const paused = ctx.ledger.batches.setState(id, ['running'], 'paused', toTaskError(error));
  if (paused) ctx.batchChanged(id);
  return true;
}
