import type { Task } from '../../../../shared/task.ts';
import type { KieError } from '../../../http/errors/errors.ts';
import type { TaskContext } from '../taskContext.ts';
import { toTaskError } from '../taskError.ts';

/** Returns an unsent task to its batch and pauses the batch with the error. False if the task cannot return to it. */
export function pauseBatch(ctx: TaskContext, { localId, batch }: Task, error: KieError): boolean {
  if (batch === undefined || !ctx.ledger.batches.moveToFront(localId, false)) return false;
  const paused = ctx.ledger.batches.setState(batch.id, ['running'], 'paused', toTaskError(error));
  if (paused) ctx.batchChanged(batch.id);
  return true;
}
