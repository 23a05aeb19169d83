import type { Task } from '../../../shared/task.ts';
import { CreditsError, KeyRefusedError, KieError, NoKeyError, SpendingCapError } from '../../http/errors.ts';
import type { TaskContext } from './taskContext.ts';
import { toTaskError } from './taskError.ts';

/** Whether every further task of its batch would meet the same refusal, so that the batch is to pause. */
export function holds(ctx: TaskContext, task: Task, error: unknown): error is KieError {
  if (task.batch === undefined || !(error instanceof KieError) || error.accepted !== 'no') return false;
  const kinds = [CreditsError, SpendingCapError, NoKeyError, KeyRefusedError];
  if (!kinds.some(kind => error instanceof kind)) return false;
  const batch = ctx.ledger.batches.get(task.batch.id);
  return batch?.state === 'running' || batch?.state === 'paused';
}

/** Puts a task, of which nothing was taken, back into its batch, which pauses and says why. False when it is no such case. */
export function holdBatch(ctx: TaskContext, task: Task, error: unknown): boolean {
  if (task.batch === undefined || !holds(ctx, task, error)) return false;
  const { id } = task.batch;
  if (!ctx.ledger.batches.moveToFront(task.localId, false)) return false;
  const paused = ctx.ledger.batches.setState(id, ['running'], 'paused', toTaskError(error));
  if (paused) ctx.batchChanged(id);
  return true;
}
