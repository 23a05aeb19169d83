import type { TaskHold } from '../../../../shared/task.ts';
import type { TaskContext } from '../taskContext.ts';

/**
 * Makes an unsent `preparing` task wait for the user's approval. The caller holds its lease and ends its run; approval
 * starts it again. Returns false when the task is no longer `preparing`, or belongs to another window.
 */
export function holdTask(ctx: Pick<TaskContext, 'ledger'>, localId: string, hold: TaskHold): boolean {
  return ctx.ledger.tasks.update(localId, ['preparing'], { hold, progress: null });
}
