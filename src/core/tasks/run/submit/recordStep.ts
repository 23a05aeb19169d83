import type { Task } from '../../../../shared/task.ts';
import type { KieError } from '../../../http/errors/errors.ts';
import type { TaskPatch } from '../../store/taskColumns.ts';
import { withSuccessor } from '../follow/endpointGone.ts';
import type { TaskContext } from '../taskContext.ts';
import { notReadyError, toRetriedError, toTaskError } from '../taskError.ts';
import { holdTask } from './holdTask.ts';
import type { SubmitStep } from './submitStep.ts';

/** Changes the row of a task according to a step. Returns whether the action of the step may follow. */
export function recordStep(ctx: TaskContext, task: Task, step: SubmitStep): boolean {
  const { tasks } = ctx.ledger;
  const { localId } = task;
  switch (step.kind) {
    case 'end':
    case 'pauseBatch':
    case 'checkBalance':
      return true;
    case 'hold':
      return holdTask(ctx, localId, step.hold);
    case 'prepareAgain': {
      const { attempts, error, afterMs } = step;
      const retried = toRetriedError(error, ctx.clock.now() + afterMs);
      tasks.update(localId, ['preparing'], { attempts, error: retried, progress: null });
      return true;
    }
    case 'fail': {
      const { error, finishedAt } = step;
      const patch: TaskPatch = { state: 'failed', error: toTaskError(error), finishedAt, progress: null };
      return tasks.update(localId, ['preparing'], patch);
    }
    case 'send': {
      const { request, attempts, submittedAt, balanceBefore } = step;
      const submission = { request, attempts, submittedAt, balanceBefore, error: null, progress: null };
      return tasks.update(localId, ['preparing'], { state: 'submitting', ...submission });
    }
    default:
      return recordOutcome(ctx, task, step);
  }
}

type Outcome = Exclude<
  SubmitStep,
  { readonly kind: 'end' | 'hold' | 'pauseBatch' | 'checkBalance' | 'prepareAgain' | 'fail' | 'send' }
>;

/** Changes the row of a task after createTask has failed. */
function recordOutcome(ctx: TaskContext, task: Task, step: Outcome): boolean {
  const { tasks } = ctx.ledger;
  const { localId } = task;
  switch (step.kind) {
    case 'reupload':
    case 'retry':
    case 'returnToBatch': {
      const { error } = step;
      const isRetry = step.kind === 'retry';
      const taskError = isRetry ? toRetriedError(error, ctx.clock.now() + step.afterMs) : toTaskError(error);
      const patch: TaskPatch = { state: 'preparing', error: taskError };
      if (tasks.update(localId, ['submitting'], patch)) return true;
      recordRejection(ctx, task, step.error, ctx.clock.now());
      return false;
    }
    case 'reject':
      recordRejection(ctx, task, step.error, step.finishedAt);
      return true;
    case 'stop': {
      const { error, finishedAt } = step;
      const isStopped = tasks.update(localId, ['submitting'], { state: 'stopped', finishedAt }, true);
      if (!isStopped) recordRejection(ctx, task, error, finishedAt);
      return true;
    }
    case 'repeat':
      tasks.update(localId, ['submitting'], { state: 'preparing', error: notReadyError(true) }, true);
      return true;
    case 'endRepeating': {
      const { state, finishedAt } = step;
      return tasks.update(localId, ['submitting'], { state, error: notReadyError(false), finishedAt }, true);
    }
    case 'markUnknown':
      return tasks.update(localId, ['submitting'], { state: 'unknown', error: step.error }, true);
  }
}

/** Also if another window has marked the silent task as unknown: this window knows the outcome. */
function recordRejection(ctx: TaskContext, task: Task, error: KieError, finishedAt: number): void {
  const taskError = withSuccessor(ctx, task, error, toTaskError(error));
  const failed: TaskPatch = { state: 'failed', error: taskError, finishedAt };
  ctx.ledger.tasks.update(task.localId, ['submitting', 'unknown'], failed, true);
}
