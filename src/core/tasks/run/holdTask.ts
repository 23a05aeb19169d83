import type { TaskHold } from '../../../shared/task.ts';
import type { TaskContext } from './taskContext.ts';

/**
 * Makes a `preparing` task, of which nothing was sent, wait for the user's approval. The caller holds its lease and ends
 * its run; `Engine.approve` starts it again. False when the task is no longer `preparing`, or another window's.
 */
export function holdTask(ctx: Pick<TaskContext, 'ledger'>, localId: string, hold: TaskHold): boolean {
  return ctx.ledger.tasks.update(localId, ['preparing'], { hold, progress: null });
}
